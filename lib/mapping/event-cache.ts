/**
 * Events that say the same each time: of an entry's title and known messages, and of validation failures whose wording
 * does not depend on the request. Each is built and written once for a scope's settings.
 */
import type { Settings } from '../options.js'
import type { EventBody } from './outgoing-event.js'
import type { ResolvedError } from './resolved-error.js'

// By what decides the event, the entry or the described failure, and by its message.
const bodiesBySettings = new WeakMap<Settings, WeakMap<object, Map<string, EventBody>>>()

/** The event of such an error: the one that is kept, else what `build` makes. */
export function cachedBody (resolved: ResolvedError, settings: Settings, build: () => EventBody): EventBody {
  if (!isConstant(resolved, settings)) return build()

  const { failure, entry, message } = resolved
  const owner = failure ?? entry
  let byOwner = bodiesBySettings.get(settings)
  if (byOwner === undefined) bodiesBySettings.set(settings, byOwner = new WeakMap())
  let byMessage = byOwner.get(owner)
  if (byMessage === undefined) byOwner.set(owner, byMessage = new Map())

  const key = typeof message === 'string' ? message : ''
  const known = byMessage.get(key)
  // Two constants of one entry object, or an error whose constant was changed.
  if (known !== undefined) return known.event.constant === resolved.constant ? known : build()

  const body = build()
  freeze(body)
  byMessage.set(key, body)
  return body
}

/** True where nothing but the settings and what is known beforehand decides the event. */
function isConstant ({ code, entry, failure, issues, message }: ResolvedError, { translate, requestId }: Settings): boolean {
  if (translate !== undefined || requestId) return false
  if (failure !== undefined) return failure.isConstant
  // The status of a foreign error is not the entry's where no constant names it.
  if (code !== entry.code || issues !== undefined || entry.data !== undefined) return false
  return typeof message !== 'string' || message === '' || message === entry.title || entry.messages.includes(message)
}

/** Subscribers of the diagnostics channel get it too, and must not change it for others. */
function freeze ({ event }: EventBody): void {
  for (const issue of event.issues ?? []) Object.freeze(issue)
  Object.freeze(event.issues)
  Object.freeze(event)
}
