/** Row: a failed request validation becomes the constant for parameters or the one for objects, with its issues. */
import type { ResolvedEntry } from '../../catalog/catalog-entry.js'
import { readProperty } from '../../untrusted/read.js'
import { describeRequest } from '../../validation/describe-request.js'
import { readValidationFailure } from '../../validation/validation-failure.js'
import type { Row } from './row.js'

export const failedValidation: Row = (error, { settings, request }) => {
  const found = readValidationFailure(error)
  if (found === undefined) return undefined

  const failure = describeRequest(error, found, request, settings.allParts)
  const constant = failure.kind === 'object' ? settings.objectConstant : settings.parameterConstant
  const entry = settings.catalog.constants[constant] as ResolvedEntry
  // Without items, the event has a fixed message, and only the error says what the validator found.
  const logAs = found.items.length === 0 ? 'refusal with error' : 'refusal'
  return { constant, code: entry.code, entry, failure, headers: readProperty(error, 'headers'), error, logAs }
}
