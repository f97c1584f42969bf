/** `toApiErrorEvent`: the mapping without a reply. */
import type { FastifyRequest } from 'fastify'
import type { AnyCatalog } from '../catalog/catalog.js'
import type { ApiErrorEvent } from '../event/event.js'
import { catalogRule, defaultSettings, settingsOf, withCatalog } from '../options.js'
import { checkOptions } from '../untrusted/check-options.js'
import { readProperty } from '../untrusted/read.js'
import { eventOfError } from './build-event.js'

export interface ToApiErrorEventOptions {
  /** The request that failed. Its scope's options apply, and a failed validation is worded by its schemas. */
  readonly request?: FastifyRequest | undefined
  /** Another catalog than that of the request's scope. @default the scope's; without a request, the built-in one */
  readonly catalog?: AnyCatalog | undefined
}

/**
 * Maps an error to its event, as the plugin does, for `attachValidation`, WebSockets, queues and tests.
 *
 * Sends nothing. With a request, it calls the hooks of the scope and logs their faults; without one, it does neither.
 *
 * @throws {TypeError} If an option is wrong. Never because of the error, which can be any value.
 * @example
 * socket.send(JSON.stringify(toApiErrorEvent(error)))
 */
export function toApiErrorEvent (error: unknown, options: ToApiErrorEventOptions = {}): ApiErrorEvent {
  checkOptions('toApiErrorEvent', rules, options)
  const { request, catalog } = options
  const scoped = request === undefined ? defaultSettings : settingsOf(request.server)
  const settings = catalog === undefined ? scoped : withCatalog(scoped, catalog)
  const { body: { event } } = eventOfError(error, { settings, request, replyStatus: undefined, log: request?.log })
  // A copy, since the event can be cached.
  return structuredClone(event)
}

const rules = {
  request: { expected: 'a request of Fastify', holds: (value: unknown) => typeof readProperty(value, 'server') === 'object' },
  catalog: catalogRule
}
