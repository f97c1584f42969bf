/** Decides the constant, code and message of any thrown value: the table "What becomes what" in the README, row by row. */
import type { ErrorContext } from './error-context.js'
import type { ResolvedError } from './resolved-error.js'
import { anythingElse } from './rows/anything-else.js'
import { apiError } from './rows/api-error.js'
import { errorWithStatus } from './rows/error-with-status.js'
import { failedValidation } from './rows/failed-validation.js'
import { mappedError } from './rows/mapped-error.js'
import type { Row } from './rows/row.js'
import { unreadableBody } from './rows/unreadable-body.js'
import { upstreamAnswer } from './rows/upstream-answer.js'

const rows: readonly Row[] = [apiError, failedValidation, mappedError, upstreamAnswer, unreadableBody, errorWithStatus]

/** The first row that matches decides. */
export function resolveError (error: unknown, context: ErrorContext): ResolvedError {
  for (const row of rows) {
    const resolved = row(error, context)
    if (resolved !== undefined) return resolved
  }
  return anythingElse(error, context)
}
