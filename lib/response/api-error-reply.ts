/** `reply.apiError`: sends an expected refusal as a reply, without throwing an error. */
import type { FastifyReply } from 'fastify'
import { entryOf } from '../catalog/catalog.js'
import { resolveDetail } from '../catalog/error-detail.js'
import { toOutgoing } from '../mapping/build-event.js'
import { resolveRaised } from '../mapping/resolved-error.js'
import type { Settings } from '../options.js'
import { contextOf, holdAnswer } from './reply-state.js'
import { respond } from './respond.js'

export function createApiErrorReply (settings: Settings) {
  // Not an arrow function: Fastify puts it on the reply's prototype and calls it with `this`.
  return function apiError (this: FastifyReply, constant: string, detail?: unknown): FastifyReply {
    const entry = entryOf(settings.catalog.constants, constant)
    const resolved = resolveRaised(constant, entry, resolveDetail(detail))
    return holdAnswer(respond(toOutgoing(resolved, contextOf(this, settings)), this))
  }
}
