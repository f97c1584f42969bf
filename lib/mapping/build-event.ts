/** Builds the event of a decided error. */
import { resolveData } from '../catalog/event-data.js'
import type { ApiErrorEvent } from '../event/event.js'
import { logError } from '../untrusted/safe-log.js'
import { cleanText } from '../untrusted/text.js'
import type { ErrorContext } from './error-context.js'
import { cachedBody } from './event-cache.js'
import { issuesOf } from './event-issues.js'
import { EventBody, type OutgoingEvent } from './outgoing-event.js'
import type { ResolvedError } from './resolved-error.js'
import { anythingElse } from './rows/anything-else.js'
import { translate } from './translate-message.js'
import { resolveError } from './what-becomes-what.js'

/** Decides and builds the event of any thrown value. */
export function eventOfError (error: unknown, context: ErrorContext): OutgoingEvent {
  try {
    return toOutgoing(resolveError(error, context), context)
  } catch {
    // Reading the value failed in a way that no row of the table foresees.
    return toOutgoing(anythingElse(error, context), context)
  }
}

/** Builds the event of a decided error, or takes it from the cache. */
export function toOutgoing (resolved: ResolvedError, context: ErrorContext): OutgoingEvent {
  const { entry: { title }, headers, error, logAs } = resolved
  const body = cachedBody(resolved, context.settings, () => new EventBody(createEvent(resolved, context)))
  return { body, problemDetails: context.settings.problemDetails, title, headers, error, logAs }
}

function createEvent (resolved: ResolvedError, context: ErrorContext): ApiErrorEvent {
  const { constant, code, entry, failure } = resolved
  const { settings: { requestId, documentation }, request } = context
  const issues = issuesOf(resolved, context)
  const message = failure === undefined ? translate(resolved.message, constant, undefined, context) : issues?.[0]?.message
  const event: ApiErrorEvent = { constant, code, message: message || translate(entry.title, constant, undefined, context) }

  if (issues !== undefined) event.issues = issues
  const data = 'data' in resolved ? dataOf(resolved, context) : undefined
  if (data !== undefined) event.data = data
  const id = requestId && request !== undefined ? cleanText(String(request.id)) : ''
  if (id !== '') event.requestId = id
  if (documentation !== undefined) event.documentation = `${documentation}#${constant}`
  return event
}

/** The data if it fits the schema of its constant. Wrong data must not hide the error: it is left out and logged. */
function dataOf ({ constant, entry, data }: ResolvedError, { log }: ErrorContext): unknown {
  if (entry.data === undefined) return undefined
  try {
    return resolveData(entry.data, data)
  } catch (error) {
    logError(log, `data of '${constant}' was left out of the event`, error)
    return undefined
  }
}
