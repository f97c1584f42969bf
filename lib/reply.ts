/** `reply.apiError`: an expected refusal is a reply, not a thrown error. */
import type { FastifyReply } from 'fastify'
import { entryOf } from './catalog.js'
import { circumstancesOf } from './circumstances.js'
import { resolveDetail } from './detail.js'
import type { Settings } from './options.js'
import { createOutcome } from './outcome.js'
import { holdPendingAnswer } from './pending-answer.js'
import { respond } from './respond.js'

export function createApiErrorReply (settings: Settings) {
  // Not an arrow: Fastify puts it on the reply's prototype and calls it with `this`.
  return function apiError (this: FastifyReply, constant: string, detail?: unknown): FastifyReply {
    const entry = entryOf(settings.catalog.constants, constant)
    const { message, issues, data, cause, headers } = resolveDetail(detail)
    const refusal = { constant, code: entry.code, entry, message, issues, data }
    const isFailure = entry.code >= 500 || cause !== undefined
    const outcome = createOutcome(refusal, circumstancesOf(settings, this), { headers, error: cause, isFailure })
    return holdPendingAnswer(respond(outcome, this, settings))
  }
}
