/** Sends an event: headers, log line, diagnostics channel, body. */
import type { FastifyReply } from 'fastify'
import { eventChannel } from '../event/channel.js'
import type { OutgoingEvent } from '../mapping/outgoing-event.js'
import { isQuiet, logEvent } from './log-event.js'
import { isClientGone, markAnswered } from './reply-state.js'
import { represent, type Representation } from './representation.js'
import { setHeaders } from './response-headers.js'

export function respond (outgoing: OutgoingEvent, reply: FastifyReply): FastifyReply {
  // Fastify warns about a second answer and sends nothing.
  if (reply.sent) return reply.send('')

  const { contentType, body } = prepare(outgoing, reply)
  markAnswered(reply)
  return reply
    .code(outgoing.body.event.code)
    .header('content-type', contentType)
    // Fastify would apply the route's own serializer even to a finished string.
    .serializer(identity)
    .send(body)
}

const identity = (body: string) => body

/** Sends an event without running onSend hooks, because one of them has failed on an event. */
export function respondPastHooks (outgoing: OutgoingEvent, reply: FastifyReply): void {
  const { contentType, body } = prepare(outgoing, reply)
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '')
  reply.raw.writeHead(outgoing.body.event.code, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) })
  reply.raw.end(body)
}

function prepare (outgoing: OutgoingEvent, reply: FastifyReply): Representation {
  const { request, server } = reply
  setHeaders(outgoing.headers, reply)
  const representation = represent(outgoing, reply)
  logEvent(outgoing, { log: request.log, isQuiet: isQuiet(server, request), isClientGone: isClientGone(reply) })
  const { body: { event }, error } = outgoing
  if (eventChannel.hasSubscribers) eventChannel.publish({ event, error, request, reply })
  return representation
}
