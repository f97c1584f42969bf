/** The diagnostics channel that tells subscribers in the process of each event. */
import { channel } from 'node:diagnostics_channel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiErrorEvent } from './event.js'

export interface PublishedEvent {
  readonly event: ApiErrorEvent
  /** What was thrown, or what a handler passed as the cause. */
  readonly error: unknown
  /** Absent where Node could not parse one. */
  readonly request?: FastifyRequest | undefined
  readonly reply?: FastifyReply | undefined
}

/** Publishes a {@link PublishedEvent} for every event that is sent. */
export const eventChannel = channel('fastify-api-error:event')
