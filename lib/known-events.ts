/**
 * Events that are the same each time: those of a catalog's known messages, and of failures that are described once. Each is
 * made once for a scope's settings, frozen, and written as JSON once.
 */
import type { ApiErrorEvent } from './event.js'
import type { Settings } from './options.js'
import type { Refusal } from './outcome.js'

// By what decides the event, the entry or the described issues, and by its message.
const knownBySettings = new WeakMap<Settings, WeakMap<object, Map<string, ApiErrorEvent>>>()

/** The event that was kept of such a refusal. */
export function knownEvent (refusal: Refusal, settings: Settings): ApiErrorEvent | undefined {
  if (refusal.issues !== undefined) return undefined
  const event = knownBySettings.get(settings)?.get(refusal.described ?? refusal.entry)?.get(textOf(refusal))
  return event?.constant === refusal.constant && event.code === refusal.code ? event : undefined
}

/** Keeps the event where nothing but the settings and what is known beforehand decides it. */
export function keepEvent (event: ApiErrorEvent, refusal: Refusal, settings: Settings): ApiErrorEvent {
  if (!isKnown(refusal) || settings.translate !== undefined || settings.requestId) return event

  const owner = refusal.described ?? refusal.entry
  const known = knownBySettings.get(settings) ?? new WeakMap<object, Map<string, ApiErrorEvent>>()
  const events = known.get(owner) ?? new Map<string, ApiErrorEvent>()
  knownBySettings.set(settings, known.set(owner, events.set(textOf(refusal), freeze(event))))
  return event
}

function isKnown (refusal: Refusal): boolean {
  const { described, issues, entry, code } = refusal
  if (described !== undefined) return Object.isFrozen(described)
  const text = textOf(refusal)
  // A foreign error can have a status that no constant names: its event is not the one that the entry stands for.
  return issues === undefined && entry.data === undefined && code === entry.code &&
    (text === '' || text === entry.title || entry.messages.includes(text))
}

function textOf ({ described, message }: Refusal): string {
  return described === undefined && typeof message === 'string' ? message : ''
}

function freeze (event: ApiErrorEvent): ApiErrorEvent {
  for (const issue of event.issues ?? []) Object.freeze(issue)
  Object.freeze(event.issues)
  return Object.freeze(event)
}

const jsonByEvent = new WeakMap<ApiErrorEvent, string>()

/** What `serialize` makes of the event; of an event that comes again, what it made the first time. */
export function jsonOnce (event: ApiErrorEvent, serialize: (event: ApiErrorEvent) => string): string {
  const known = jsonByEvent.get(event)
  if (known !== undefined) return known

  const json = serialize(event)
  if (Object.isFrozen(event)) jsonByEvent.set(event, json)
  return json
}
