/** Logs one line per event. */
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import type { OutgoingEvent } from '../mapping/outgoing-event.js'
import { writeLog } from '../untrusted/safe-log.js'

export interface LogOptions {
  readonly log: FastifyBaseLogger
  /** True if the server logs no requests. This silences the line of a refusal, never that of a failure. */
  readonly isQuiet: boolean
  /** True if the client has closed the connection, which is not a failure of the server. */
  readonly isClientGone: boolean
}

export function logEvent ({ body, error, logAs }: OutgoingEvent, { log, isQuiet, isClientGone }: LogOptions): void {
  const { constant, code, message } = body.event
  if (logAs === 'failure' && !isClientGone) writeLog(log, 'error', message, { constant, code }, error)
  else if (!isQuiet) writeLog(log, 'info', message, { constant, code }, logAs === 'refusal' ? undefined : error)
}

/** Reads Fastify's option `disableRequestLogging`, which is a boolean or a function of the request. */
export function isQuiet (server: FastifyInstance, request?: FastifyRequest): boolean {
  const option: unknown = server.initialConfig.disableRequestLogging
  return typeof option === 'function' ? request !== undefined && Boolean(option(request)) : option === true
}
