/** Everything besides the error itself that shapes its event: the scope's settings, the request, and the status already set. */
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { Settings } from '../options.js'

export interface ErrorContext {
  readonly settings: Settings
  readonly request: FastifyRequest | undefined
  /** The status that the reply already has, unless it is that of an event that failed on its way out. */
  readonly replyStatus: number | undefined
  /** Where faults of user hooks, data and headers are logged. */
  readonly log: FastifyBaseLogger | undefined
}
