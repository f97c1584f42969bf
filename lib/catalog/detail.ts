/** What a caller says beside the constant, checked: an untyped caller's mistake is named, not guessed at. */
import { types } from 'node:util'
import type { ErrorHeaders } from './call-types.js'
import { describeValue } from '../untrusted/describe-value.js'
import type { ApiErrorIssue } from '../event/event.js'

export interface ResolvedDetail {
  readonly message?: string | undefined
  readonly headers?: ErrorHeaders | undefined
  readonly cause?: unknown
  readonly issues?: readonly ApiErrorIssue[] | undefined
  readonly data?: unknown
}

const noDetail: ResolvedDetail = Object.freeze({})

const rules: Readonly<Record<keyof ResolvedDetail, readonly [rule: string, holds: (value: unknown) => boolean]>> = {
  message: ['a string', value => typeof value === 'string'],
  headers: ['an object of headers by name', value => typeof value === 'object' && !Array.isArray(value)],
  issues: ['an array of { in, pointer, keyword?, message }', value => Array.isArray(value)],
  cause: ['any value', () => true],
  data: ['any value', () => true]
}

/** @throws {TypeError} That names the member, the value and the rule. */
export function resolveDetail (detail: unknown): ResolvedDetail {
  if (detail === undefined) return noDetail
  if (typeof detail === 'string') return detail === '' ? noDetail : { message: detail }
  if (types.isNativeError(detail) || detail instanceof Error) {
    // Its message is the server's own, and would be sent.
    throw wrongDetail('an Error is no detail; pass it as { cause }')
  }
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) {
    throw wrongDetail(`must be a string or { message, data, headers, cause, issues }, got ${describeValue(detail)}`)
  }

  for (const [key, value] of Object.entries(detail)) {
    const [rule, holds] = Object.hasOwn(rules, key) ? rules[key as keyof ResolvedDetail] : []
    if (holds === undefined) throw wrongDetail(`has no member '${key}'; known are ${Object.keys(rules).join(', ')}`)
    if (value !== undefined && (value === null ? key !== 'cause' && key !== 'data' : !holds(value))) {
      throw wrongDetail(`'${key}' must be ${rule}, got ${describeValue(value)}`)
    }
  }
  const resolved = detail as ResolvedDetail
  return resolved.message === '' ? { ...resolved, message: undefined } : resolved
}

// A caller's mistake is the server's fault, whatever status the reply already has.
function wrongDetail (fault: string): TypeError {
  return Object.assign(new TypeError(`Invalid error detail: ${fault}.`), { statusCode: 500 })
}
