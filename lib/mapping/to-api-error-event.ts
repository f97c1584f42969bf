import type { FastifyRequest } from 'fastify'
import type { AnyCatalog } from '../catalog/catalog.js'
import type { ApiErrorEvent } from '../event/event.js'
import { catalogRule, defaultSettings, settingsOf, withCatalog } from '../options.js'
import { checkOptions } from '../untrusted/check-options.js'
import { read } from '../untrusted/read.js'
import { eventOfError } from './build-event.js'

export interface ToApiErrorEventOptions {
  /** The request that failed: its scope's options apply, and a failed validation is worded by its schemas. */
  readonly request?: FastifyRequest | undefined
  /** The catalog, where it is another than the request's scope has. @default the built-in one without a request */
  readonly catalog?: AnyCatalog | undefined
}

/**
 * The event that an error becomes: the plugin's own mapping, for `attachValidation`, WebSockets, queues and tests.
 *
 * Sends nothing. Without a request it calls no hook and logs nothing; with one, the faults of hooks and data are logged.
 *
 * @throws {TypeError} When an option is wrong. Never because of the error, which can be anything.
 * @example
 * socket.send(JSON.stringify(toApiErrorEvent(error)))
 */
export function toApiErrorEvent (error: unknown, options: ToApiErrorEventOptions = {}): ApiErrorEvent {
  checkOptions('toApiErrorEvent', rules, options)
  const { request, catalog } = options
  const scoped = request === undefined ? defaultSettings : settingsOf(request.server)
  const settings = catalog === undefined ? scoped : withCatalog(scoped, catalog)
  const { body: { event } } = eventOfError(error, { settings, request, replyStatus: undefined, log: request?.log })
  // The caller's own: some are kept for other requests.
  return structuredClone(event)
}

const rules = {
  request: { expected: 'a request of Fastify', holds: (value: unknown) => typeof read(value, 'server') === 'object' },
  catalog: catalogRule
}
