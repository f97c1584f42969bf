/** One log line per error. */
import { inspect } from 'node:util'
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
  if (isFailure && !isClientGone) write(log, 'error', message, { constant, code }, error)
  else if (!isQuiet) write(log, 'info', message, { constant, code }, showsError ? error : undefined)
}

export function logError (log: FastifyBaseLogger | undefined, message: string, error: unknown): void {
  if (log !== undefined) write(log, 'error', message, {}, error)
}

function write (log: FastifyBaseLogger, level: 'error' | 'info', message: string, fields: object, error: unknown): void {
  if (error === undefined) return log[level](fields, message)
  try {
    log[level]({ ...fields, err: loggable(error) }, message)
  } catch {
    // The logger's serializers and redaction read the error, which can refuse to be read.
    log[level]({ ...fields, err: describe(error) }, message)
  }
}

export function isClientGone ({ raw }: FastifyReply): boolean {
  return raw.destroyed || raw.socket?.destroyed === true
}

/** What a logger can write by itself stays as it is, so that its serializers and redaction apply. */
function loggable (error: unknown): unknown {
  return typeof error === 'symbol' || typeof error === 'bigint' || typeof error === 'function' ? describe(error) : error
}

function describe (error: unknown): string {
  try {
    return inspect(error, { depth: 4, customInspect: false, breakLength: Infinity, maxStringLength: 10_000 })
  } catch {
    return 'a value that cannot be read'
  }
}
