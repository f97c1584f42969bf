/** Answers what fails before the router: bad URLs, over-long parameters, async constraints. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { eventOfError } from '../mapping/build-event.js'
import { settingsOf } from '../options.js'
import { contextOf } from './reply-state.js'
import { respond } from './respond.js'

/** Typed by Fastify for each kind of server; the members used here are the same on all. */
export function answerFrameworkError (error: unknown, request: unknown, reply: unknown): void {
  const settings = settingsOf((request as FastifyRequest).server)
  const answer = reply as FastifyReply
  respond(eventOfError(error, contextOf(settings, answer)), answer, settings)
}
