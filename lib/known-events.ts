/**
 * Events that are the same each time: those of failures that are described once. Each is made once for a scope's settings,
 * frozen, and written as JSON once.
 */
import type { ApiErrorEvent } from './event.js'
import type { Settings } from './options.js'
import type { DescribedIssue } from './validation/issues.js'

const eventsBySettings = new WeakMap<Settings, WeakMap<readonly DescribedIssue[], ApiErrorEvent>>()

/** The event of the issues; the same one again where they are known ones, and nothing else decides it. */
export function eventOnce (
  issues: readonly DescribedIssue[] | undefined, settings: Settings, create: () => ApiErrorEvent
): ApiErrorEvent {
  if (issues === undefined || !Object.isFrozen(issues) || settings.translate !== undefined || settings.requestId) return create()

  let events = eventsBySettings.get(settings)
  if (events === undefined) eventsBySettings.set(settings, events = new WeakMap())
  let event = events.get(issues)
  if (event === undefined) events.set(issues, event = freeze(create()))
  return event
}

function freeze (event: ApiErrorEvent): ApiErrorEvent {
  for (const issue of event.issues ?? []) Object.freeze(issue)
  Object.freeze(event.issues)
  return Object.freeze(event)
}

const jsonByEvent = new WeakMap<ApiErrorEvent, string>()

/** What `serialize` makes of the event; of an event that comes again, what it made the first time. */
export function jsonOnce (event: ApiErrorEvent, serialize: (event: ApiErrorEvent) => string): string {
  if (!Object.isFrozen(event)) return serialize(event)

  let json = jsonByEvent.get(event)
  if (json === undefined) jsonByEvent.set(event, json = serialize(event))
  return json
}
