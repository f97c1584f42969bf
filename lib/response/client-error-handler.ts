/** Fastify's `clientErrorHandler`: answers what Node could not parse. There is a socket, but neither request nor reply. */
import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { eventChannel } from '../event/channel.js'
import { eventContentType } from '../event/event.js'
import { toOutgoing } from '../mapping/build-event.js'
import { resolveStatus } from '../mapping/rows/row.js'
import { settingsOf } from '../options.js'
import { readProperty } from '../untrusted/read.js'
import { isQuiet, logEvent } from './log-event.js'

const answerByCode: ReadonlyMap<unknown, readonly [status: number, message: string]> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', [408, 'The request was not received in time.']],
  ['HPE_HEADER_OVERFLOW', [431, 'Request headers are too large.']],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', [413, 'Chunk extensions of the request body are too large.']]
])

/** Fastify binds `this` to the root instance. */
export function answerClientError (this: unknown, error: Error, socket: Socket): void {
  const server = this as FastifyInstance
  const code = readProperty(error, 'code')
  // The client has reset the connection and receives no answer.
  if (code === 'ECONNRESET' || socket.destroyed) return

  const [status, message] = answerByCode.get(code) ?? [400, 'Request is not valid HTTP.']
  const settings = settingsOf(server)
  const context = { settings, request: undefined, replyStatus: undefined, log: server.log }
  const outgoing = toOutgoing(resolveStatus(status, settings.catalog, message, error), context)
  const { event, json } = outgoing.body
  logEvent(outgoing, { log: server.log, isQuiet: isQuiet(server), isClientGone: false })

  if (socket.writable && !hasPendingResponse(socket)) {
    if (eventChannel.hasSubscribers) eventChannel.publish({ event, error })
    socket.write(
      `HTTP/1.1 ${event.code} ${STATUS_CODES[event.code] ?? 'Error'}\r\n` +
      `content-type: ${eventContentType}\r\ncontent-length: ${Buffer.byteLength(json)}\r\nconnection: close\r\n\r\n${json}`
    )
  }
  socket.destroy(error)
}

/**
 * True if the client would take the answer for that of another request, whose response has begun or is due on this socket.
 * Node's own handler reads the same member:
 * https://github.com/nodejs/node/blob/v20.19.0/lib/_http_server.js, socketOnError.
 */
function hasPendingResponse (socket: Socket & { readonly _httpMessage?: ServerResponse | null }): boolean {
  const response = socket._httpMessage
  return response?.headersSent === true || response?.req.complete === true
}
