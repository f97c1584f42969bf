/** `reply.apiError`: an expected refusal is a reply, not a thrown error. */
import type { FastifyReply } from 'fastify'
import { entryOf } from './catalog.js'
import { resolveDetail } from './detail.js'
import { logError } from './log.js'
import type { Settings } from './options.js'
import { createEvent } from './outcome.js'
import { respond } from './respond.js'

export function createApiErrorReply (settings: Settings) {
  // Not an arrow: Fastify puts it on the reply's prototype and calls it with `this`.
  return function apiError (this: FastifyReply, constant: string, detail?: unknown): FastifyReply {
    const entry = entryOf(settings.catalog.constants, constant)
    const { message, issues, data, cause, headers } = resolveDetail(detail)
    const { request, log } = this
    const event = createEvent({ constant, code: entry.code, entry, message, issues, data }, {
      settings, request, replyStatus: undefined, report: (fault, error) => logError(log, fault, error)
    })
    const isFailure = entry.code >= 500 || cause !== undefined
    return respond({ event, headers, error: cause, isFailure, showsError: isFailure }, this)
  }
}
