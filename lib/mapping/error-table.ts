/** Decides the constant, code and message of an error, by the table "What becomes what" in the README. */
import { entryOfApiError, isApiError, type ApiError } from '../catalog/api-error.js'
import type { AnyCatalog } from '../catalog/catalog.js'
import type { ResolvedEntry } from '../catalog/entry.js'
import { genericConstantFor, genericEntries } from '../catalog/generic.js'
import { foreignStatus, isSystemError, isUpstreamAnswer } from '../untrusted/foreign-error.js'
import { readProperty } from '../untrusted/read.js'
import { describeFailure } from '../validation/describe-failure.js'
import { readValidationFailure } from '../validation/failure.js'
import { callHook } from './call-hook.js'
import { coreMessage, unreadableBodyMessage } from './core-messages.js'
import type { ErrorContext } from './error-context.js'
import { resolveRaised, type ResolvedError } from './resolved-error.js'

/** One row of the table; `undefined` passes the error on to the next row. */
type Row = (error: unknown, context: ErrorContext) => ResolvedError | undefined

const apiError: Row = error => {
  const entry = entryOfApiError(error)
  if (entry === undefined) return undefined
  const thrown = error as ApiError
  return resolveRaised(thrown.constant, entry, thrown, thrown)
}

const failedValidation: Row = (error, { settings, request }) => {
  const found = readValidationFailure(error)
  if (found === undefined) return undefined

  const failure = describeFailure(found, request)
  const constant = failure.kind === 'object' ? settings.objectConstant : settings.parameterConstant
  const entry = settings.catalog.constants[constant] as ResolvedEntry
  // Without items, the event has a fixed message, and only the error says what the validator found.
  const logAs = found.items.length === 0 ? 'refusal with error' : 'refusal'
  return { constant, code: entry.code, entry, failure, headers: readProperty(error, 'headers'), error, logAs }
}

const mappedError: Row = (error, context) => {
  const { settings: { mapError }, request, log } = context
  if (mapError === undefined || request === undefined) return undefined

  const mapped = callHook('mapError', 'an ApiError or undefined', isApiErrorOrUndefined, () => mapError(error, request), log)
  const resolved = apiError(mapped, context)
  // The mapped error is logged only if it has a cause; otherwise the original error says more.
  return resolved && { ...resolved, error: readProperty(mapped, 'cause') === undefined ? error : mapped }
}

function isApiErrorOrUndefined (value: unknown): value is ApiError | undefined {
  return value === undefined || isApiError(value)
}

const upstreamAnswer: Row = (error, context) =>
  isUpstreamAnswer(error) ? { ...resolveMasked(500, error, context), headers: undefined } : undefined

const unreadableBody: Row = (error, { replyStatus, settings: { parameterConstant, catalog } }) => {
  const message = unreadableBodyMessage(readProperty(error, 'code'), readProperty(error, 'name'))
  const status = foreignStatus(error, replyStatus)
  if (message === undefined || status === undefined || status >= 500) return undefined

  const entry = catalog.constants[parameterConstant] as ResolvedEntry
  return resolveForeign({ constant: parameterConstant, code: entry.code, entry, message }, error)
}

const errorWithStatus: Row = (error, context) => {
  if (typeof error !== 'object' || error === null) return undefined

  const code = foreignStatus(error, context.replyStatus)
  if (code === undefined) return undefined
  const expose = readProperty(error, 'expose')
  const isMasked = expose === false || isSystemError(error) || (code >= 500 && expose !== true)
  if (isMasked) return resolveMasked(code, error, context)

  const message = coreMessage(readProperty(error, 'code')) ?? readProperty(error, 'message')
  return resolveStatus(code, context.settings.catalog, message, error)
}

const rows: readonly Row[] = [apiError, failedValidation, mappedError, upstreamAnswer, unreadableBody, errorWithStatus]

/** Resolves any thrown value, and an Error that is sent or returned. The first row that matches decides. */
export function resolveError (error: unknown, context: ErrorContext): ResolvedError {
  for (const row of rows) {
    const resolved = row(error, context)
    if (resolved !== undefined) return resolved
  }
  return resolveMasked(500, error, context)
}

/** Resolves an error to the reason phrase of a status, so that nothing of the error reaches the client. */
export function resolveMasked (code: number, error: unknown, { settings: { catalog } }: ErrorContext): ResolvedError {
  return resolveStatus(code, catalog, genericEntries[genericConstantFor(code)].title, error)
}

/** Resolves a status, with the error behind it if there is one: not for a route miss. */
export function resolveStatus (code: number, catalog: AnyCatalog, message: unknown, error?: unknown): ResolvedError {
  const constant = constantOfStatus(code, catalog)
  return resolveForeign({ constant, code, entry: catalog.constants[constant] as ResolvedEntry, message }, error)
}

function resolveForeign (
  decided: Pick<ResolvedError, 'constant' | 'code' | 'entry' | 'message'>, error: unknown
): ResolvedError {
  return { ...decided, headers: readProperty(error, 'headers'), error, logAs: decided.code >= 500 ? 'failure' : 'refusal' }
}

/** The built-in constants that statuses stand for, if the catalog has them with that code. */
const constantByStatus: ReadonlyMap<number, string> = new Map([
  [400, 'invalid_params'],
  [401, 'invalid_token'],
  [403, 'unauthorized_token'],
  [404, 'resource_not_found'],
  [422, 'invalid_object']
])

function constantOfStatus (code: number, { constants }: AnyCatalog): string {
  const constant = constantByStatus.get(code)
  return constant !== undefined && constants[constant]?.code === code ? constant : genericConstantFor(code)
}
