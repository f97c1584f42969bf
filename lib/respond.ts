/** The way out: logs, publishes and sends an outcome. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { markAnswered } from './circumstances.js'
import { eventChannel } from './event-channel.js'
import { isClientGone, logOutcome } from './log.js'
import type { Settings } from './options.js'
import type { Outcome } from './outcome.js'
import { represent } from './representation.js'
import { setHeaders } from './response-headers.js'

export function respond (outcome: Outcome, reply: FastifyReply, settings: Settings): FastifyReply {
  // Fastify warns of a second answer, and sends nothing.
  if (reply.sent) return reply.send('')

  setHeaders(outcome, reply)
  const { contentType, body } = represent(outcome, reply, settings)
  announce(outcome, reply)
  markAnswered(reply)
  return reply
    .code(outcome.event.code)
    .header('content-type', contentType)
    // Fastify runs a route's own serializer on finished strings too.
    .serializer(asItIs)
    .send(body)
}

const asItIs = (body: string) => body

/** Sends the event past the onSend hooks, where one of them fails on events. */
export function respondPastHooks (outcome: Outcome, reply: FastifyReply, settings: Settings): void {
  setHeaders(outcome, reply)
  const { contentType, body } = represent(outcome, reply, settings)
  announce(outcome, reply)
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '')
  reply.raw.writeHead(outcome.event.code, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) })
  reply.raw.end(body)
}

function announce (outcome: Outcome, reply: FastifyReply): void {
  const { event, error } = outcome
  const { request, server } = reply
  logOutcome(outcome, { log: request.log, isQuiet: isQuiet(server, request), isClientGone: isClientGone(reply) })
  if (eventChannel.hasSubscribers) eventChannel.publish({ event, error, request, reply })
}

/** True where the server keeps quiet about its requests, or about this one. */
export function isQuiet (server: FastifyInstance, request?: FastifyRequest): boolean {
  const option: unknown = server.initialConfig.disableRequestLogging
  return typeof option === 'function' ? request !== undefined && Boolean(option(request)) : option === true
}
