/** Calls functions that users pass as options. A fault in one is logged and never hides the error itself. */
import type { FastifyBaseLogger } from 'fastify'
import { describeValue } from '../untrusted/describe-value.js'
import { readProperty } from '../untrusted/read.js'
import { logError } from '../untrusted/safe-log.js'

/** The result of the call; `undefined` if the hook throws or returns a value of another kind, such as a promise. */
export function callOption<Result> (
  name: string, expected: string, isExpected: (value: unknown) => value is Result, call: () => unknown,
  log: FastifyBaseLogger | undefined
): Result | undefined {
  let result: unknown
  try {
    result = call()
  } catch (error) {
    logError(log, `option '${name}' threw an error; it was ignored`, error)
    return undefined
  }
  if (isExpected(result)) return result

  // A promise is not awaited. Its rejection must not end the process.
  if (typeof readProperty(result, 'then') === 'function') Promise.resolve(result).catch(() => {})
  logError(log, `option '${name}' was ignored`, new TypeError(`'${name}' must return ${expected}, got ${describeValue(result)}`))
  return undefined
}
