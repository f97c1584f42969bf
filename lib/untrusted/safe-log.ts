/** Logs errors of any kind, also those that throw while the logger reads them. */
import { inspect } from 'node:util'
import type { FastifyBaseLogger } from 'fastify'
import { maxLoggedStringLength } from '../limits.js'

/** Logs a fault at `error`; does nothing without a log. */
export function logError (log: FastifyBaseLogger | undefined, message: string, error: unknown): void {
  if (log !== undefined) writeLog(log, 'error', message, {}, error)
}

/** @param error - Logged as `err`, unless it is `undefined`. */
export function writeLog (
  log: FastifyBaseLogger, level: 'error' | 'info', message: string, fields: object, error: unknown
): void {
  if (error === undefined) return log[level](fields, message)
  try {
    log[level]({ ...fields, err: toLoggable(error) }, message)
  } catch {
    // The logger's serializers and redaction read properties of the error, which can throw.
    log[level]({ ...fields, err: describe(error) }, message)
  }
}

/** Leaves a value that a logger can write as it is, so that its serializers and redaction apply. */
function toLoggable (error: unknown): unknown {
  return typeof error === 'symbol' || typeof error === 'bigint' || typeof error === 'function' ? describe(error) : error
}

function describe (error: unknown): string {
  try {
    return inspect(error, { depth: 4, customInspect: false, breakLength: Infinity, maxStringLength: maxLoggedStringLength })
  } catch {
    return 'a value that cannot be read'
  }
}
