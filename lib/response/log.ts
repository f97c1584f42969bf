/** One log line per event. */
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import type { OutgoingEvent } from '../mapping/outgoing-event.js'
import { writeLog } from '../untrusted/safe-log.js'

export interface LogOptions {
  readonly log: FastifyBaseLogger
  /** Silences the line of a refusal, never that of a failure. */
  readonly isQuiet: boolean
  /** A client that went away is no failure of the server. */
  readonly isClientGone: boolean
}

/** Failures at `error` with the whole error; anything else at `info`, with constant, code and message. */
export function logEvent ({ body, error, logAs }: OutgoingEvent, { log, isQuiet, isClientGone }: LogOptions): void {
  const { constant, code, message } = body.event
  if (logAs === 'failure' && !isClientGone) writeLog(log, 'error', message, { constant, code }, error)
  else if (!isQuiet) writeLog(log, 'info', message, { constant, code }, logAs === 'refusal' ? undefined : error)
}

/** Fastify's `disableRequestLogging`: of the whole server, or of this request. */
export function isQuiet (server: FastifyInstance, request?: FastifyRequest): boolean {
  const option: unknown = server.initialConfig.disableRequestLogging
  return typeof option === 'function' ? request !== undefined && Boolean(option(request)) : option === true
}
