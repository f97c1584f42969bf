/**
 * What becomes what: the table of the README, row by row. The first row that matches decides.
 */
import { entryOfApiError, isApiError, type ApiError } from '../catalog/api-error.js'
import type { AnyCatalog } from '../catalog/catalog.js'
import type { ResolvedEntry } from '../catalog/entry.js'
import { genericConstantFor, genericEntries } from '../catalog/generic.js'
import { foreignStatus, isSystemError, isUpstreamAnswer } from '../untrusted/foreign-error.js'
import { read } from '../untrusted/read.js'
import { describeFailure } from '../validation/describe-failure.js'
import { readValidationFailure } from '../validation/failure.js'
import { callHook } from './call-hook.js'
import { coreMessage, unreadableBodyMessage } from './core-messages.js'
import type { ErrorContext } from './error-context.js'
import { raised, type ResolvedError } from './resolved-error.js'

type Row = (error: unknown, context: ErrorContext) => ResolvedError | undefined

/** What anything comes to that is thrown, and an Error that is sent or returned. */
export function resolveError (error: unknown, context: ErrorContext): ResolvedError {
  for (const row of rows) {
    const resolved = row(error, context)
    if (resolved !== undefined) return resolved
  }
  return masked(500, error, context)
}

const apiError: Row = error => {
  const entry = entryOfApiError(error)
  if (entry === undefined) return undefined
  const thrown = error as ApiError
  return raised(thrown.constant, entry, thrown, thrown)
}

const failedValidation: Row = (error, { settings, request }) => {
  const found = readValidationFailure(error)
  if (found === undefined) return undefined

  const failure = describeFailure(found, request)
  const constant = failure.kind === 'object' ? settings.objectConstant : settings.parameterConstant
  const entry = settings.catalog.constants[constant] as ResolvedEntry
  const logAs = found.items.length === 0 ? 'refusal with error' : 'refusal'
  return { constant, code: entry.code, entry, failure, headers: read(error, 'headers'), error, logAs }
}

const mappedError: Row = (error, context) => {
  const { settings: { mapError }, request, log } = context
  if (mapError === undefined || request === undefined) return undefined

  const mapped = callHook('mapError', 'an ApiError or undefined', isApiErrorOrNothing, () => mapError(error, request), log)
  const resolved = apiError(mapped, context)
  // The log gets the error itself, unless its mapping carries more.
  return resolved && { ...resolved, error: read(mapped, 'cause') === undefined ? error : mapped }
}

function isApiErrorOrNothing (value: unknown): value is ApiError | undefined {
  return value === undefined || isApiError(value)
}

const upstreamAnswer: Row = (error, context) =>
  isUpstreamAnswer(error) ? { ...masked(500, error, context), headers: undefined } : undefined

const unreadableBody: Row = (error, { replyStatus, settings: { parameterConstant, catalog } }) => {
  const message = unreadableBodyMessage(read(error, 'code'), read(error, 'name'))
  const status = foreignStatus(error, replyStatus)
  if (message === undefined || status === undefined || status >= 500) return undefined

  const entry = catalog.constants[parameterConstant] as ResolvedEntry
  return foreign({ constant: parameterConstant, code: entry.code, entry, message }, error)
}

const statusError: Row = (error, context) => {
  if (typeof error !== 'object' || error === null) return undefined

  const code = foreignStatus(error, context.replyStatus)
  if (code === undefined) return undefined
  const expose = read(error, 'expose')
  if (expose === false || isSystemError(error) || (code >= 500 && expose !== true)) return masked(code, error, context)

  const message = coreMessage(read(error, 'code')) ?? read(error, 'message')
  return foreign(ofStatus(code, context.settings.catalog, message), error)
}

const rows: readonly Row[] = [apiError, failedValidation, mappedError, upstreamAnswer, unreadableBody, statusError]

/** The reason phrase, and nothing of the error. */
export function masked (code: number, error: unknown, { settings: { catalog } }: ErrorContext): ResolvedError {
  return foreign(ofStatus(code, catalog, genericEntries[genericConstantFor(code)].title), error)
}

type OfStatus = Pick<ResolvedError, 'constant' | 'code' | 'entry' | 'message'>

function foreign ({ constant, code, entry, message }: OfStatus, error: unknown): ResolvedError {
  return { constant, code, entry, message, headers: read(error, 'headers'), error, logAs: code >= 500 ? 'failure' : 'refusal' }
}

/** The constant that a foreign status stands for, where the catalog has it with that code. */
const constantByStatus: Readonly<Record<number, string>> = {
  400: 'invalid_params',
  401: 'invalid_token',
  403: 'unauthorized_token',
  404: 'resource_not_found',
  422: 'invalid_object'
}

/** What a status without an error comes to: a route miss, malformed HTTP. */
export function resolveStatus (code: number, catalog: AnyCatalog, message: string, error?: unknown): ResolvedError {
  return foreign(ofStatus(code, catalog, message), error)
}

/** The documented constant of a status, else the generic one. */
function ofStatus (code: number, { constants }: AnyCatalog, message: unknown): OfStatus {
  const documented = constantByStatus[code]
  const isThere = documented !== undefined && constants[documented]?.code === code
  const constant = isThere ? documented : genericConstantFor(code)
  return { constant, code, entry: constants[constant] as ResolvedEntry, message }
}
