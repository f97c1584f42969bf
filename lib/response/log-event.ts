/** Logs one line per event. */
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiErrorIssue } from '../event/event.js'
import { maxLoggedIssues } from '../limits.js'
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
  const { constant, code, message, issues } = body.event
  const isFailure = logAs === 'failure' && !isClientGone
  if (!isFailure && isQuiet) return

  const fields = issues === undefined ? { constant, code } : { constant, code, issues: placesOf(issues) }
  if (isFailure) writeLog(log, 'error', message, fields, error)
  else writeLog(log, 'info', message, fields, logAs === 'refusal' ? undefined : error)
}

/** The places and keywords of the first issues, without their messages: the line has the first one already. */
function placesOf (issues: readonly ApiErrorIssue[]): object[] {
  return issues.slice(0, maxLoggedIssues).map(({ in: location, pointer, keyword }) => ({ in: location, pointer, keyword }))
}

/** Reads Fastify's option `disableRequestLogging`, which is a boolean or a function of the request. */
export function isQuiet (server: FastifyInstance, request?: FastifyRequest): boolean {
  const option: unknown = server.initialConfig.disableRequestLogging
  return typeof option === 'function' ? request !== undefined && Boolean(option(request)) : option === true
}
