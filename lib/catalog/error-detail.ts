/** Checks what a caller passes beside the constant. Untyped callers can pass anything. */
import { types } from 'node:util'
import type { ApiErrorIssue } from '../event/event.js'
import { describeValue } from '../untrusted/describe-value.js'
import type { ErrorHeaders } from './call-types.js'

export interface ResolvedDetail {
  readonly message?: string | undefined
  readonly headers?: ErrorHeaders | undefined
  readonly cause?: unknown
  readonly issues?: readonly ApiErrorIssue[] | undefined
  readonly data?: unknown
}

const noDetail: ResolvedDetail = Object.freeze({})

const rules = {
  message: { expected: 'a string', holds: value => typeof value === 'string' },
  headers: { expected: 'an object of headers by name', holds: value => isObjectOrArray(value) && !Array.isArray(value) },
  issues: { expected: 'an array of { in, pointer, keyword?, message }', holds: Array.isArray },
  cause: { expected: 'any value', holds: () => true },
  data: { expected: 'any value', holds: () => true }
} as const satisfies Record<keyof ResolvedDetail, { expected: string, holds (value: unknown): boolean }>

const isObjectOrArray = (value: unknown) => typeof value === 'object' && value !== null

/** @throws {TypeError} Names the member, its value and the rule. */
export function resolveDetail (detail: unknown): ResolvedDetail {
  if (detail === undefined) return noDetail
  if (typeof detail === 'string') return detail === '' ? noDetail : { message: detail }
  if (types.isNativeError(detail) || detail instanceof Error) {
    // Its message would be sent to the client.
    throw wrongDetail('an Error cannot be the detail; pass { cause: error } instead')
  }
  if (!isObjectOrArray(detail) || Array.isArray(detail)) {
    throw wrongDetail(`must be a string or { message, data, headers, cause, issues }, got ${describeValue(detail)}`)
  }

  for (const [name, value] of Object.entries(detail as object)) {
    if (!Object.hasOwn(rules, name)) throw wrongDetail(`has no member '${name}'; known are ${Object.keys(rules).join(', ')}`)
    const { expected, holds } = rules[name as keyof ResolvedDetail]
    if (value !== undefined && !holds(value)) throw wrongDetail(`'${name}' must be ${expected}, got ${describeValue(value)}`)
  }
  const resolved = detail as ResolvedDetail
  return resolved.message === '' ? { ...resolved, message: undefined } : resolved
}

// The caller's mistake is a failure of the server, whatever status the reply already has.
function wrongDetail (fault: string): TypeError {
  return Object.assign(new TypeError(`Invalid error detail: ${fault}.`), { statusCode: 500 })
}
