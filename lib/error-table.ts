/**
 * What becomes what: the table of the README, row by row. The first row that matches decides.
 */
import { entryOfApiError, isApiError, type ApiError } from './api-error.js'
import type { AnyCatalog } from './catalog.js'
import type { ResolvedEntry } from './catalog-entry.js'
import type { Circumstances } from './circumstances.js'
import { coreMessage, unreadableBodyMessage } from './core-messages.js'
import { foreignStatus, isSystemError, isUpstreamAnswer, read } from './foreign-error.js'
import { genericConstantFor, genericEntries } from './generic.js'
import { callHook } from './hooks.js'
import { createOutcome, type Outcome, type Refusal } from './outcome.js'
import { readValidationFailure } from './validation/failure.js'
import { describeFailure } from './validation/issues.js'

/** The outcome of anything that is thrown, and of an Error that is sent or returned. */
export function outcomeOf (error: unknown, circumstances: Circumstances): Outcome {
  try {
    return firstMatch(error, circumstances)
  } catch {
    // A value that cannot be read, in a way that no row foresees, is still an error.
    return fromAnythingElse(error, circumstances)
  }
}

function firstMatch (error: unknown, circumstances: Circumstances): Outcome {
  return fromApiError(error, circumstances) ??
    fromValidation(error, circumstances) ??
    fromMappedError(error, circumstances) ??
    fromUpstreamAnswer(error, circumstances) ??
    fromUnreadableBody(error, circumstances) ??
    fromStatus(error, circumstances) ??
    fromAnythingElse(error, circumstances)
}

function fromApiError (error: unknown, circumstances: Circumstances): Outcome | undefined {
  const entry = entryOfApiError(error)
  if (entry === undefined) return undefined

  const { code } = entry
  const { constant, message, issues, data, headers, cause } = error as ApiError
  const isFailure = code >= 500 || cause !== undefined
  return createOutcome({ constant, code, entry, message, issues, data }, circumstances, { headers, error, isFailure })
}

function fromValidation (error: unknown, circumstances: Circumstances): Outcome | undefined {
  const failure = readValidationFailure(error)
  if (failure === undefined) return undefined

  const { settings, request } = circumstances
  const { kind, issues: described } = describeFailure(failure, request)
  const constant = kind === 'object' ? settings.objectConstant : settings.parameterConstant
  const entry = settings.catalog.constants[constant] as ResolvedEntry
  const about = { headers: read(error, 'headers'), error, showsError: failure.items.length === 0 }
  return createOutcome({ constant, code: entry.code, entry, described }, circumstances, about)
}

function fromMappedError (error: unknown, circumstances: Circumstances): Outcome | undefined {
  const { settings: { mapError }, request, log } = circumstances
  if (mapError === undefined || request === undefined) return undefined

  const mapped = callHook('mapError', 'an ApiError or undefined', isApiErrorOrNothing, () => mapError(error, request), log)
  const outcome = fromApiError(mapped, circumstances)
  // The log gets the error itself, unless its mapping carries more.
  return outcome && { ...outcome, error: read(mapped, 'cause') === undefined ? error : mapped }
}

function isApiErrorOrNothing (value: unknown): value is ApiError | undefined {
  return value === undefined || isApiError(value)
}

function fromUpstreamAnswer (error: unknown, circumstances: Circumstances): Outcome | undefined {
  return isUpstreamAnswer(error) ? { ...masked(500, error, circumstances), headers: undefined } : undefined
}

function fromUnreadableBody (error: unknown, circumstances: Circumstances): Outcome | undefined {
  const message = unreadableBodyMessage(read(error, 'code'), read(error, 'name'))
  const status = foreignStatus(error, circumstances.replyStatus)
  if (message === undefined || status === undefined || status >= 500) return undefined

  const { parameterConstant: constant, catalog } = circumstances.settings
  const entry = catalog.constants[constant] as ResolvedEntry
  return refused({ constant, code: entry.code, entry, message }, error, circumstances)
}

/** The constant that a foreign status stands for, where the catalog has it with that code. */
const constantByStatus: Readonly<Record<number, string>> = {
  400: 'invalid_params',
  401: 'invalid_token',
  403: 'unauthorized_token',
  404: 'resource_not_found',
  422: 'invalid_object'
}

function fromStatus (error: unknown, circumstances: Circumstances): Outcome | undefined {
  if (typeof error !== 'object' || error === null) return undefined

  const code = foreignStatus(error, circumstances.replyStatus)
  if (code === undefined) return undefined
  const expose = read(error, 'expose')
  if (expose === false || isSystemError(error) || (code >= 500 && expose !== true)) return masked(code, error, circumstances)

  const message = coreMessage(read(error, 'code')) ?? read(error, 'message')
  return refused(ofStatus(code, circumstances.settings.catalog, message), error, circumstances)
}

function fromAnythingElse (error: unknown, circumstances: Circumstances): Outcome {
  return masked(500, error, circumstances)
}

/** The reason phrase, and nothing of the error. */
function masked (code: number, error: unknown, circumstances: Circumstances): Outcome {
  const message = genericEntries[genericConstantFor(code)].title
  return refused(ofStatus(code, circumstances.settings.catalog, message), error, circumstances)
}

function refused (refusal: Refusal, error: unknown, circumstances: Circumstances): Outcome {
  return createOutcome(refusal, circumstances, { headers: read(error, 'headers'), error })
}

/** A route miss, or any status: the documented constant of that code, else the generic one. */
export function ofStatus (code: number, { constants }: AnyCatalog, message: unknown): Refusal {
  const documented = constantByStatus[code]
  const isThere = documented !== undefined && constants[documented]?.code === code
  const constant = isThere ? documented : genericConstantFor(code)
  return { constant, code, entry: constants[constant] as ResolvedEntry, message }
}
