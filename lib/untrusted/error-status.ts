/** The HTTP status of an error that this package did not create. */
import { readProperty } from './read.js'

/** True for an HTTP status code that reports an error. */
export function isErrorStatus (value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 400 && (value as number) <= 599
}

/**
 * The HTTP status of a foreign error: its `statusCode`; its `status` only beside a boolean `expose`, as in http-errors
 * (otherwise `status` is that of an upstream, as in the errors of HTTP clients); else the status that the reply already has.
 */
export function foreignStatus (error: unknown, replyStatus: number | undefined): number | undefined {
  const statusCode = readProperty(error, 'statusCode')
  if (isErrorStatus(statusCode)) return statusCode

  const status = readProperty(error, 'status')
  if (isErrorStatus(status) && typeof readProperty(error, 'expose') === 'boolean') return status

  // Fastify sets this flag if a response does not fit its schema, which is the server's fault whatever the status.
  if (readProperty(error, 'serialization') !== undefined) return undefined

  // If Fastify's tracing channel has a subscriber, Fastify copies the error's own status to the reply before it calls any
  // handler, even a status that is not an integer. Such a status is not the reply's own.
  const isFromError = Number(toPrimitive(statusCode)) === replyStatus || Number(toPrimitive(status)) === replyStatus
  return isErrorStatus(replyStatus) && !isFromError ? replyStatus : undefined
}

function toPrimitive (value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}
