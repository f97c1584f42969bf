/** Row: anything else is a failure of the server, and is masked. */
import type { ErrorContext } from '../error-context.js'
import type { ResolvedError } from '../resolved-error.js'
import { resolveMasked } from './masked.js'

export function anythingElse (error: unknown, context: ErrorContext): ResolvedError {
  return resolveMasked(500, error, context)
}
