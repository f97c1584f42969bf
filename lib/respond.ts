/** The way out: logs, publishes and sends an outcome. */
import { channel } from 'node:diagnostics_channel'
import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { markAnswered } from './circumstances.js'
import { serializeEvent } from './event.js'
import { describesBody, headerEntries } from './foreign-error.js'
import { isClientGone, logError, logOutcome } from './log.js'
import type { Outcome } from './outcome.js'

/** Publishes `{ event, error, request, reply }` for every event that is sent. */
export const eventChannel = channel('fastify-api-error:event')

export const contentType = 'application/json; charset=utf-8'

export function respond (outcome: Outcome, reply: FastifyReply): FastifyReply {
  const { event, headers } = outcome
  // Fastify warns of a second answer, and sends nothing.
  if (reply.sent) return reply.send(serializeEvent(event))

  announce(outcome, reply)
  removeBodyHeaders(reply)
  if (headers !== undefined) applyHeaders(headers, reply)
  markAnswered(reply)
  return reply
    .code(event.code)
    .header('content-type', contentType)
    // Fastify runs a route's own serializer on finished strings too.
    .serializer(asItIs)
    .send(serializeEvent(event))
}

/** Sends the event past the onSend hooks, where one of them fails on events. */
export function respondPastHooks (outcome: Outcome, reply: FastifyReply): void {
  const { event, headers } = outcome
  announce(outcome, reply)
  removeBodyHeaders(reply)
  if (headers !== undefined) applyHeaders(headers, reply)
  const body = serializeEvent(event)
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) setRawHeader(name, value, reply)
  reply.raw.writeHead(event.code, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) })
  reply.raw.end(body)
}

/** A header that Node refuses may be what failed in the first place. */
function setRawHeader (name: string, value: number | string | string[] | undefined, reply: FastifyReply): void {
  try {
    if (value !== undefined) reply.raw.setHeader(name, value)
  } catch (error) {
    logError(reply.log, `header '${name}' was left out of the event's response`, error)
  }
}

function announce (outcome: Outcome, reply: FastifyReply): void {
  const { event, error } = outcome
  logOutcome(outcome, { log: reply.log, isQuiet: isQuiet(reply.server), isClientGone: isClientGone(reply) })
  if (eventChannel.hasSubscribers) eventChannel.publish({ event, error, request: reply.request, reply })
}

/** True where the server keeps quiet about its requests. */
export function isQuiet (server: FastifyInstance): boolean {
  return server.initialConfig.disableRequestLogging === true
}

const asItIs = (body: string) => body

/** Headers that hooks set stay; those that describe the body that was to be sent are not true of this one. */
function removeBodyHeaders (reply: FastifyReply): void {
  for (const name of Object.keys(reply.getHeaders())) {
    if (!describesBody(name)) continue
    reply.removeHeader(name)
    // A stream that failed has put its headers into Node's response already.
    reply.raw.removeHeader(name)
  }
}

function applyHeaders (headers: unknown, reply: FastifyReply): void {
  for (const [name, value] of headerEntries(headers)) {
    if (value === undefined || describesBody(name)) continue
    try {
      validateHeaderName(name)
      for (const part of [value].flat()) validateHeaderValue(name, String(part))
      reply.header(name, value)
    } catch (error) {
      logError(reply.log, `header '${name}' of an error was left out`, error)
    }
  }
}
