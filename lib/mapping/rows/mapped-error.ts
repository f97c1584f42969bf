/** Row: an error that the option `mapError` maps becomes the ApiError that it returns. */
import { isApiError, type ApiError } from '../../catalog/api-error.js'
import { readProperty } from '../../untrusted/read.js'
import { callOption } from '../call-option.js'
import { apiError } from './api-error.js'
import type { Row } from './row.js'

export const mappedError: Row = (error, context) => {
  const { settings: { mapError }, request, log } = context
  if (mapError === undefined || request === undefined) return undefined

  const mapped = callOption('mapError', 'an ApiError or undefined', isApiErrorOrUndefined, () => mapError(error, request), log)
  const resolved = apiError(mapped, context)
  // The mapped error is logged only if it has a cause; otherwise the original error says more.
  return resolved && { ...resolved, error: readProperty(mapped, 'cause') === undefined ? error : mapped }
}

function isApiErrorOrUndefined (value: unknown): value is ApiError | undefined {
  return value === undefined || isApiError(value)
}
