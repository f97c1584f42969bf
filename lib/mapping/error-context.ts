/** Everything besides the error itself that shapes its event. */
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { Settings } from '../options.js'

export interface ErrorContext {
  readonly settings: Settings
  readonly request: FastifyRequest | undefined
  /** The status that the reply already has. */
  readonly replyStatus: number | undefined
  /** Takes the faults of the user's hooks and of an error's data, issues and headers. */
  readonly log: FastifyBaseLogger | undefined
}
