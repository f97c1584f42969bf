/** From an error in the terms of a catalog to the event that goes out. */
import { resolveData } from '../catalog/data.js'
import type { ApiErrorEvent } from '../event/event.js'
import { logError } from '../untrusted/safe-log.js'
import { cleanText } from '../untrusted/text.js'
import type { ErrorContext } from './error-context.js'
import { masked, resolveError } from './error-table.js'
import { cachedBody } from './event-cache.js'
import { issuesOf } from './issues.js'
import { EventBody, withBody, type OutgoingEvent } from './outgoing-event.js'
import type { ResolvedError } from './resolved-error.js'
import { translate } from './translate.js'

/** The event of anything that is thrown. */
export function eventOfError (error: unknown, context: ErrorContext): OutgoingEvent {
  try {
    return toOutgoing(resolveError(error, context), context)
  } catch {
    // A value that cannot be read, in a way that no row foresees, is still an error.
    return toOutgoing(masked(500, error, context), context)
  }
}

export function toOutgoing (resolved: ResolvedError, context: ErrorContext): OutgoingEvent {
  return withBody(cachedBody(resolved, context.settings, () => new EventBody(createEvent(resolved, context))), resolved)
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

/** `undefined` where the constant has none, and where it does not fit its schema: wrong data never hides the error. */
function dataOf ({ constant, entry, data }: ResolvedError, { log }: ErrorContext): unknown {
  if (entry.data === undefined) return undefined
  try {
    return resolveData(entry.data, data)
  } catch (error) {
    logError(log, `data of '${constant}' was left out of the event`, error)
    return undefined
  }
}
