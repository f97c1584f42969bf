/** Masking: the message is the reason phrase of the status, so that nothing of the error is sent. */
import { genericConstantFor, genericEntries } from '../../catalog/generic-constants.js'
import type { ErrorContext } from '../error-context.js'
import type { ResolvedError } from '../resolved-error.js'
import { resolveStatus } from './row.js'

export function resolveMasked (code: number, error: unknown, { settings: { catalog } }: ErrorContext): ResolvedError {
  return resolveStatus(code, catalog, genericEntries[genericConstantFor(code)].title, error)
}
