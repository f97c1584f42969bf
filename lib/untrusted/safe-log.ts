/** Writes an error to a log, whatever the error is: reading it can fail. */
import { inspect } from 'node:util'
import type { FastifyBaseLogger } from 'fastify'

export function logError (log: FastifyBaseLogger | undefined, message: string, error: unknown): void {
  if (log !== undefined) writeLog(log, 'error', message, {}, error)
}

export function writeLog (
  log: FastifyBaseLogger, level: 'error' | 'info', message: string, fields: object, error: unknown
): void {
  if (error === undefined) return log[level](fields, message)
  try {
    log[level]({ ...fields, err: loggable(error) }, message)
  } catch {
    // The logger's serializers and redaction read the error, which can refuse to be read.
    log[level]({ ...fields, err: describe(error) }, message)
  }
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
