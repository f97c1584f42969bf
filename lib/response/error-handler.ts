/** The scope's error handler: whatever is thrown goes out as an event. */
import { constants, type Http2ServerResponse } from 'node:http2'
import { types } from 'node:util'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { eventOfError } from '../mapping/build-event.js'
import type { OutgoingEvent } from '../mapping/outgoing-event.js'
import type { Settings } from '../options.js'
import { read } from '../untrusted/read.js'
import { logEvent } from './log.js'
import { contextOf, isAnswered, isClientGone, isHttp2 } from './reply-state.js'
import { isEventContentType } from './representation.js'
import { respond, respondPastHooks } from './respond.js'

export function createErrorHandler (settings: Settings) {
  return function handleError (error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
    const outgoing = eventOfError(error, contextOf(settings, reply))
    if (reply.raw.headersSent) return abort(outgoing, reply)
    if (isAnswered(reply)) return respondPastHooks(outgoing, reply, settings)

    guardAgainstOnSend(reply, settings)
    respond(outgoing, reply, settings)
  }
}

/** A response that has begun cannot become an event: it is cut off, so that nobody takes it for whole. */
function abort (outgoing: OutgoingEvent, reply: FastifyReply): void {
  logEvent(outgoing, { log: reply.request.log, isQuiet: false, isClientGone: isClientGone(reply) })
  const { raw } = reply
  if (raw.writableEnded) return
  // An HTTP/2 stream that is destroyed without a code looks complete to its client.
  if (isHttp2(reply)) (raw as unknown as Http2ServerResponse).stream.close(constants.NGHTTP2_INTERNAL_ERROR)
  else raw.destroy()
}

/**
 * An onSend hook can throw on the event too. Fastify then asks the next handler, in the end its own, which sends the
 * error in Fastify's shape by calling `reply.send` a second time: that call is where an event goes out instead.
 */
function guardAgainstOnSend (reply: FastifyReply, settings: Settings): void {
  const send = reply.send.bind(reply)
  let isFirst = true
  reply.send = payload => {
    if (isFirst || reply.sent) {
      isFirst = false
      return send(payload)
    }
    // Before it asks a handler, Fastify takes the content type off; it is there where somebody answers a second time.
    const isError = types.isNativeError(payload) || payload instanceof Error
    if (!isError && isEventContentType(reply.getHeader('content-type'))) {
      reply.request.log.warn('a reply was sent after its error event, and was ignored')
      return reply
    }
    // Fastify's handler has put the keys of this error's headers into the reply, whatever they are of.
    for (const name of Object.keys(Object(read(payload, 'headers')))) reply.removeHeader(name)
    respondPastHooks(eventOfError(payload, contextOf(settings, reply)), reply, settings)
    return reply
  }
}
