/** `ApiError`: an error event to throw, for code that has no reply. */
import { constantPattern, type ApiErrorIssue } from '../event/event.js'
import { isErrorStatus } from '../untrusted/error-status.js'
import { readProperty } from '../untrusted/read.js'
import type { ErrorHeaders } from './call-types.js'
import type { ResolvedEntry } from './catalog-entry.js'
import { resolveDetail, type ResolvedDetail } from './error-detail.js'
import { anyData, resolveForeignEntry } from './foreign-entry.js'
import { withoutStack } from './without-stack.js'

/**
 * Property for the entry of an error. The symbol is in the global registry, so that installs of this package recognise each
 * other's errors. They can be of different versions: see `resolveForeignEntry`.
 */
const entryKey = Symbol.for('fastify-api-error.entry')

/**
 * An error of a catalog. Create one with `errors.error(constant, detail)` and throw it.
 *
 * Captures stack frames only for codes of 500 and above: an expected refusal is not a crash.
 *
 * @example
 * throw errors.error('resource_not_found', 'Room not found.')
 */
export class ApiError<Constant extends string = string> extends Error {
  readonly constant: Constant
  /** HTTP status code, 400 to 599: the event's `code`. */
  readonly statusCode: number
  declare readonly data?: unknown
  declare readonly issues?: readonly ApiErrorIssue[]
  declare readonly headers?: ErrorHeaders
  readonly #entry: ResolvedEntry

  static {
    Object.defineProperties(this.prototype, {
      name: { value: 'ApiError', configurable: true, writable: true },
      // On the prototype, because defining it on each error would double the cost of creating one.
      [entryKey]: { get (this: ApiError) { return this.#entry } }
    })
  }

  /** @internal True if this install of the package created the error. */
  static isOwn (value: unknown): boolean {
    return typeof value === 'object' && value !== null && #entry in value
  }

  /** @internal Use `errors.error()`, which checks its arguments. */
  constructor (constant: Constant, entry: ResolvedEntry, detail: ResolvedDetail) {
    const { message = entry.title, cause, data, issues, headers } = detail
    super(message, cause === undefined ? undefined : { cause })
    this.constant = constant
    this.statusCode = entry.code
    if (data !== undefined) this.data = data
    if (issues !== undefined) this.issues = issues
    if (headers !== undefined) this.headers = headers
    this.#entry = entry
  }
}

/** @throws {TypeError} If the detail has the wrong shape. */
export function createApiError (constant: string, entry: ResolvedEntry, detail: unknown): ApiError {
  const resolved = resolveDetail(detail)
  const create = () => new ApiError(constant, entry, resolved)
  return entry.code >= 500 ? create() : withoutStack(create)
}

/**
 * True for an {@link ApiError}, also for one of another install of this package. Accepts any value.
 *
 * @example
 * if (isApiError(error) && error.constant === 'fetch_error') await retry()
 */
export function isApiError (value: unknown): value is ApiError {
  return entryOfApiError(value) !== undefined
}

/** The catalog entry of an ApiError; `undefined` for any other value and for an ApiError that was tampered with. */
export function entryOfApiError (value: unknown): ResolvedEntry | undefined {
  const entry = readProperty(value, entryKey)
  if (typeof entry !== 'object' || entry === null) return undefined

  const constant = readProperty(value, 'constant')
  const code = readProperty(entry, 'code')
  const isIntact = typeof constant === 'string' && constantPattern.test(constant) &&
    isErrorStatus(code) && code === readProperty(value, 'statusCode')
  if (!isIntact) return undefined
  if (ApiError.isOwn(value)) return entry as ResolvedEntry

  const resolved = resolveForeignEntry(entry, code)
  const hasData = resolved.data !== undefined || readProperty(value, 'data') === undefined
  return hasData ? resolved : { ...resolved, data: anyData }
}
