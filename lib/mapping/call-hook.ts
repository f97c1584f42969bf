/** Calls the hooks that users pass as options: what goes wrong in one is reported, and never hides the error itself. */
import type { FastifyBaseLogger } from 'fastify'
import { describeValue } from '../untrusted/describe-value.js'
import { read } from '../untrusted/read.js'
import { logError } from '../untrusted/safe-log.js'

/** What the hook returns, where it fits; `undefined` where it throws, returns a promise or anything else. */
export function callHook<Result> (
  name: string, expected: string, fits: (value: unknown) => value is Result, call: () => unknown,
  log: FastifyBaseLogger | undefined
): Result | undefined {
  let result: unknown
  try {
    result = call()
  } catch (error) {
    logError(log, `option '${name}' threw an error; it was ignored`, error)
    return undefined
  }
  if (fits(result)) return result

  // Not awaited, but not left to end the process either.
  if (typeof read(result, 'then') === 'function') Promise.resolve(result).catch(() => {})
  logError(log, `option '${name}' was ignored`, new TypeError(`'${name}' must return ${expected}, got ${describeValue(result)}`))
  return undefined
}
