/** What an error that this package did not make says of itself. It can be anything, a revoked proxy included. */
import { headerEntries } from './headers.js'
import { read } from './read.js'

/** True for an HTTP status code that reports an error. */
export function isErrorStatus (value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 400 && (value as number) <= 599
}

/**
 * The HTTP status of a foreign error: its `statusCode`; its `status` only beside a boolean `expose` (http-errors; the
 * `status` of an HTTP client's error is an upstream's); else the status that the reply already has.
 */
export function foreignStatus (error: unknown, replyStatus: number | undefined): number | undefined {
  const statusCode = read(error, 'statusCode')
  if (isErrorStatus(statusCode)) return statusCode

  const status = read(error, 'status')
  if (isErrorStatus(status) && typeof read(error, 'expose') === 'boolean') return status

  // A body that does not fit the schema of its status is the server's fault, whatever the status.
  if (read(error, 'serialization') !== undefined) return undefined

  // Where Fastify's tracing channel has a subscriber, Fastify has put the error's own numbers, also loose ones, into
  // the reply before any handler runs: they are not the reply's.
  const isTheErrors = Number(toPrimitive(statusCode)) === replyStatus || Number(toPrimitive(status)) === replyStatus
  return isErrorStatus(replyStatus) && !isTheErrors ? replyStatus : undefined
}

/** True for the operating system's errors: their messages name files and addresses of the server. */
export function isSystemError (error: unknown): boolean {
  return typeof read(error, 'syscall') === 'string'
}

function toPrimitive (value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}

const upstreamHeaders = new Set(['content-type', 'content-length', 'date', 'transfer-encoding'])

/** True where the error carries another server's answer, as the errors of SDKs and HTTP clients do. */
export function isUpstreamAnswer (error: unknown): boolean {
  return headerEntries(read(error, 'headers')).some(([name]) => upstreamHeaders.has(name))
}
