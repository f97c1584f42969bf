/** Recognises a failed request validation, whichever validator reports it. */
import { maxItemPathLength, maxLongPaths, maxValidatorItems } from '../limits.js'
import { foreignStatus } from '../untrusted/error-status.js'
import { readProperty } from '../untrusted/read.js'
import { isRequestPart, type RequestPart } from './request-parts.js'

/** One item of a validator: an object with an `instancePath`. Its other members depend on the validator. */
export type ValidationItem = object

export interface ValidationFailure {
  readonly part: RequestPart
  /** Empty if the validator returned an Error without items. */
  readonly items: readonly ValidationItem[]
}

/** The failure that a thrown value reports; `undefined` if it reports something else, or if the validator crashed. */
export function readValidationFailure (error: unknown): ValidationFailure | undefined {
  const part = readProperty(error, 'validationContext')
  return isRequestPart(part) ? readFailure(part, error) : undefined
}

/** The failure that a validator reports by this list of items or error; `undefined` if it crashed. */
export function failureOf (part: RequestPart, found: unknown): ValidationFailure | undefined {
  return Array.isArray(found) ? { part, items: itemsOf(found) } : readFailure(part, found)
}

function readFailure (part: RequestPart, error: unknown): ValidationFailure | undefined {
  // Fastify labels the error of a validator that throws like a failed validation, but gives it the status 500.
  if ((foreignStatus(error, undefined) ?? 400) >= 500) return undefined

  const validation = readProperty(error, 'validation')
  // With an $async schema, `validation` is Ajv's flag `true`, and the items are in `errors`.
  return { part, items: itemsOf(validation === true ? readProperty(error, 'errors') : validation) }
}

function itemsOf (items: unknown): readonly ValidationItem[] {
  if (!Array.isArray(items)) return []
  let longPaths = 0
  return items.slice(0, maxValidatorItems).filter(item => {
    const path = readProperty(item, 'instancePath')
    // The engine compares long texts of one length letter by letter, so that many of them would take too long.
    return typeof path === 'string' && (path.length <= maxItemPathLength || ++longPaths <= maxLongPaths)
  })
}
