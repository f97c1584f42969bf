/** `reply.apiError`: an expected refusal is a reply, not a thrown error. */
import type { FastifyReply } from 'fastify'
import { entryOf } from '../catalog/catalog.js'
import { resolveDetail } from '../catalog/detail.js'
import type { Settings } from '../options.js'
import { toOutgoing } from '../mapping/build-event.js'
import { raised } from '../mapping/resolved-error.js'
import { contextOf, holdAnswer } from './reply-state.js'
import { respond } from './respond.js'

export function createApiErrorReply (settings: Settings) {
  // Not an arrow: Fastify puts it on the reply's prototype and calls it with `this`.
  return function apiError (this: FastifyReply, constant: string, detail?: unknown): FastifyReply {
    const entry = entryOf(settings.catalog.constants, constant)
    const resolved = raised(constant, entry, resolveDetail(detail))
    return holdAnswer(respond(toOutgoing(resolved, contextOf(settings, this)), this, settings))
  }
}
