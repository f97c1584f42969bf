/**
 * Caches events that never vary: those of an entry's title and known messages, and those of validation failures whose
 * wording does not depend on the request. Each is built and written once per scope.
 */
import type { Settings } from '../options.js'
import type { EventBody } from './outgoing-event.js'
import type { ResolvedError } from './resolved-error.js'

// The owner is the entry or the described failure. Within an owner, the message decides.
const bodiesBySettings = new WeakMap<Settings, WeakMap<object, Map<string, EventBody>>>()

/** The cached event; without one, the event that `build` returns, which is then cached if it never varies. */
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
  // Constants can share an entry, and the constant of an ApiError can be overwritten.
  if (known !== undefined) return known.event.constant === resolved.constant ? known : build()

  const body = build()
  freeze(body)
  byMessage.set(key, body)
  return body
}

/** True if the event depends only on the settings and on text known in advance. */
function isConstant ({ code, entry, failure, issues, message }: ResolvedError, { translate, requestId }: Settings): boolean {
  if (translate !== undefined || requestId) return false
  if (failure !== undefined) return failure.isConstant
  // The status of a foreign error differs from the entry's code if no constant names it.
  if (code !== entry.code || issues !== undefined || entry.data !== undefined) return false
  return typeof message !== 'string' || message === '' || message === entry.title || entry.messages.includes(message)
}

/** Freezes the event, so that a subscriber of the diagnostics channel cannot change it for later requests. */
function freeze ({ event }: EventBody): void {
  for (const issue of event.issues ?? []) {
    for (const param of Object.values(issue.params ?? {})) Object.freeze(param)
    Object.freeze(issue.params)
    Object.freeze(issue)
  }
  Object.freeze(event.issues)
  Object.freeze(event)
}
