/** Row: an ApiError becomes itself. */
import { entryOfApiError, type ApiError } from '../../catalog/api-error.js'
import { resolveRaised } from '../resolved-error.js'
import type { Row } from './row.js'

export const apiError: Row = error => {
  const entry = entryOfApiError(error)
  if (entry === undefined) return undefined
  const thrown = error as ApiError
  return resolveRaised(thrown.constant, entry, thrown, thrown)
}
