/** Fastify's `frameworkErrors`: answers errors before routing, such as bad URLs and over-long parameters. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { eventOfError } from '../mapping/build-event.js'
import { settingsOf } from '../options.js'
import { contextOf } from './reply-state.js'
import { respond } from './respond.js'

/** `unknown`, because Fastify types request and reply for each kind of server. The members used here are the same on all. */
export function answerFrameworkError (error: unknown, request: unknown, reply: unknown): void {
  const settings = settingsOf((request as FastifyRequest).server)
  respond(eventOfError(error, contextOf(reply as FastifyReply, settings)), reply as FastifyReply)
}
