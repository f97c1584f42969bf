/** One log line per error. */
import { inspect, types } from 'node:util'
import type { FastifyBaseLogger, FastifyReply } from 'fastify'
import type { Outcome } from './outcome.js'

/** What of a request decides how its error is logged. */
export interface LogCircumstances {
  readonly log: FastifyBaseLogger
  /** Fastify's `disableRequestLogging`: silences the line of an expected refusal, never that of a failure. */
  readonly isQuiet: boolean
  /** A client that went away is no failure of the server. */
  readonly isClientGone: boolean
}

/** Failures at `error` with the whole error; anything else at `info`, with constant, code and message. */
export function logOutcome (outcome: Outcome, { log, isQuiet, isClientGone }: LogCircumstances): void {
  const { event: { constant, code, message }, error, isFailure, showsError } = outcome
  if (isFailure && !isClientGone) logError(log, message, error, { constant, code })
  else if (!isQuiet) log.info({ constant, code, ...(showsError && { err: loggable(error) }) }, message)
}

/** An error line; what cannot be read by the logger is described to it. */
export function logError (log: FastifyBaseLogger, message: string, error: unknown, fields: object = {}): void {
  const bindings = { ...fields, ...(error !== undefined && { err: loggable(error) }) }
  try {
    log.error(bindings, message)
  } catch {
    log.error({ ...fields, err: describe(error) }, message)
  }
}

export function isClientGone ({ raw }: FastifyReply): boolean {
  return raw.destroyed || raw.socket?.destroyed === true
}

/** A logger serializes Errors by itself; of anything else that was thrown it gets a description. */
function loggable (error: unknown): unknown {
  return types.isNativeError(error) ? error : describe(error)
}

function describe (error: unknown): string {
  try {
    return inspect(error, { depth: 4, customInspect: false, breakLength: Infinity, maxStringLength: 10_000 })
  } catch {
    return 'a value that cannot be read'
  }
}
