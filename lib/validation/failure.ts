/** Recognises a failed request validation, whichever validator found it. */
import type { IssueLocation } from '../event/event.js'
import { foreignStatus } from '../untrusted/foreign-error.js'
import { read } from '../untrusted/read.js'

/** Fastify's names of the parts of a request. */
export type RequestPart = 'params' | 'querystring' | 'headers' | 'body'

/** The event's name of each part. */
export const locationOfPart = {
  params: 'path',
  querystring: 'query',
  headers: 'header',
  body: 'body'
} as const satisfies Record<RequestPart, IssueLocation>

/** One item of a validator: an object with an `instancePath`. Which other members it has depends on the validator. */
export type ValidationItem = object

export interface ValidationFailure {
  readonly part: RequestPart
  /** Empty where the validator gave an Error without items. */
  readonly items: readonly ValidationItem[]
}

// A union has an item per branch, so more are read than an event has issues.
const maxItems = 1000

/** The failure that a thrown value reports; `undefined` where it is about something else, or the validator crashed. */
export function readValidationFailure (error: unknown): ValidationFailure | undefined {
  const part = read(error, 'validationContext')
  if (typeof part !== 'string' || !Object.hasOwn(locationOfPart, part)) return undefined
  // A validator that throws is labelled like one that found a fault, but for its status.
  if ((foreignStatus(error, undefined) ?? 400) >= 500) return undefined

  const validation = read(error, 'validation')
  // With an $async schema, `validation` is Ajv's own flag and the items are in `errors`.
  const items = validation === true ? read(error, 'errors') : validation
  return {
    part: part as RequestPart,
    items: Array.isArray(items)
      ? items.slice(0, maxItems).filter(item => typeof read(item, 'instancePath') === 'string')
      : []
  }
}
