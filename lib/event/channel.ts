/** The diagnostics channel that publishes every event to subscribers in the same process. */
import { channel } from 'node:diagnostics_channel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiErrorEvent } from './event.js'

export interface PublishedEvent {
  readonly event: ApiErrorEvent
  /** The thrown value, or the cause that a handler passed. */
  readonly error: unknown
  /** Missing if Node could not parse a request. */
  readonly request?: FastifyRequest | undefined
  readonly reply?: FastifyReply | undefined
}

/** Publishes a {@link PublishedEvent} for every event that is sent. */
export const eventChannel = channel('fastify-api-error:event')
