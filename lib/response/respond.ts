/** Sends an event: headers, body, log line, diagnostics channel. */
import type { FastifyReply } from 'fastify'
import { eventChannel } from '../event/channel.js'
import type { OutgoingEvent } from '../mapping/outgoing-event.js'
import type { Settings } from '../options.js'
import { setHeaders } from './headers.js'
import { isQuiet, logEvent } from './log.js'
import { isClientGone, markAnswered } from './reply-state.js'
import { represent, type Representation } from './representation.js'

export function respond (outgoing: OutgoingEvent, reply: FastifyReply, settings: Settings): FastifyReply {
  // Fastify warns of a second answer, and sends nothing.
  if (reply.sent) return reply.send('')

  const { contentType, body } = prepare(outgoing, reply, settings)
  markAnswered(reply)
  return reply
    .code(outgoing.body.event.code)
    .header('content-type', contentType)
    // Fastify runs a route's own serializer on finished strings too.
    .serializer(asItIs)
    .send(body)
}

const asItIs = (body: string) => body

/** Sends the event past the onSend hooks, where one of them fails on events. */
export function respondPastHooks (outgoing: OutgoingEvent, reply: FastifyReply, settings: Settings): void {
  const { contentType, body } = prepare(outgoing, reply, settings)
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '')
  reply.raw.writeHead(outgoing.body.event.code, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) })
  reply.raw.end(body)
}

function prepare (outgoing: OutgoingEvent, reply: FastifyReply, settings: Settings): Representation {
  const { request, server } = reply
  setHeaders(outgoing.headers, reply)
  const representation = represent(outgoing, reply, settings)
  logEvent(outgoing, { log: request.log, isQuiet: isQuiet(server, request), isClientGone: isClientGone(reply) })
  const { body: { event }, error } = outgoing
  if (eventChannel.hasSubscribers) eventChannel.publish({ event, error, request, reply })
  return representation
}
