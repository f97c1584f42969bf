/** The scope's error handler: answers whatever is thrown. */
import { constants, type Http2ServerResponse } from 'node:http2'
import { types } from 'node:util'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { eventOfError } from '../mapping/build-event.js'
import type { OutgoingEvent } from '../mapping/outgoing-event.js'
import type { Settings } from '../options.js'
import { readProperty } from '../untrusted/read.js'
import { logEvent } from './log-event.js'
import { contextOf, isAnswered, isClientGone, isHttp2 } from './reply-state.js'
import { isEventContentType } from './representation.js'
import { respond, respondPastHooks } from './respond.js'

export function createErrorHandler (settings: Settings) {
  return function handleError (error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
    const outgoing = eventOfError(error, contextOf(reply, settings))
    if (reply.raw.headersSent) return abort(outgoing, reply)
    if (isAnswered(reply)) return respondPastHooks(outgoing, reply)

    guardAgainstOnSend(reply, settings)
    respond(outgoing, reply)
  }
}

/** Cuts off a response that has begun, so that no client takes it for complete. It cannot become an event any more. */
function abort (outgoing: OutgoingEvent, reply: FastifyReply): void {
  logEvent(outgoing, { log: reply.request.log, isQuiet: false, isClientGone: isClientGone(reply) })
  const { raw } = reply
  if (raw.writableEnded) return
  // An HTTP/2 stream that is destroyed without an error code looks complete to its client.
  if (isHttp2(reply)) (raw as unknown as Http2ServerResponse).stream.close(constants.NGHTTP2_INTERNAL_ERROR)
  else raw.destroy()
}

/**
 * Handles an onSend hook that throws on the event. Fastify then calls the next error handler, at last its own, which sends
 * the error in Fastify's shape by a second call of `reply.send`. This sends an event instead.
 */
function guardAgainstOnSend (reply: FastifyReply, settings: Settings): void {
  const send = reply.send.bind(reply)
  let isFirst = true
  reply.send = payload => {
    if (isFirst || reply.sent) {
      isFirst = false
      return send(payload)
    }
    // Fastify removes the content type before it calls a handler. If it is still there, somebody answers a second time.
    const isError = types.isNativeError(payload) || payload instanceof Error
    if (!isError && isEventContentType(reply.getHeader('content-type'))) {
      reply.request.log.warn('a reply was sent after its error event, and was ignored')
      return reply
    }
    // Fastify's handler has copied the keys of the error's headers to the reply, whatever their values are.
    for (const name of Object.keys(Object(readProperty(payload, 'headers')))) reply.removeHeader(name)
    respondPastHooks(eventOfError(payload, contextOf(reply, settings)), reply)
    return reply
  }
}
