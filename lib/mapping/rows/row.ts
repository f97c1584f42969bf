/** One row of the table "What becomes what", and the parts that rows share. */
import type { ResolvedEntry } from '../../catalog/catalog-entry.js'
import type { AnyCatalog } from '../../catalog/catalog.js'
import { genericConstantFor } from '../../catalog/generic-constants.js'
import { readProperty } from '../../untrusted/read.js'
import type { ErrorContext } from '../error-context.js'
import type { ResolvedError } from '../resolved-error.js'

/** Decides an error, or returns `undefined` to pass it on to the next row. */
export type Row = (error: unknown, context: ErrorContext) => ResolvedError | undefined

/** The built-in constants that statuses stand for, if the catalog has them with that code. */
const constantByStatus: ReadonlyMap<number, string> = new Map([
  [400, 'invalid_params'],
  [401, 'invalid_token'],
  [403, 'unauthorized_token'],
  [404, 'resource_not_found'],
  [422, 'invalid_object']
])

/** Decides by the status alone. A route miss has no error behind it. */
export function resolveStatus (code: number, { constants }: AnyCatalog, message: unknown, error?: unknown): ResolvedError {
  const builtIn = constantByStatus.get(code)
  const constant = builtIn !== undefined && constants[builtIn]?.code === code ? builtIn : genericConstantFor(code)
  return resolveForeign({ constant, code, entry: constants[constant] as ResolvedEntry, message }, error)
}

/** Completes the decision about an error that is not an ApiError. */
export function resolveForeign (
  decided: Pick<ResolvedError, 'constant' | 'code' | 'entry' | 'message'>, error: unknown
): ResolvedError {
  return { ...decided, headers: readProperty(error, 'headers'), error, logAs: decided.code >= 500 ? 'failure' : 'refusal' }
}
