/** The headers of an event's response: what stays of the reply's, and what the error adds. */
import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { FastifyReply } from 'fastify'
import { addVary, describesBody, headerEntries } from '../untrusted/headers.js'
import { logError } from '../untrusted/safe-log.js'
import { isHttp2 } from './reply-state.js'

/** HTTP/2 has no place for them (RFC 9113, section 8.2.2), and Node refuses the whole response for one. */
const connectionHeaders = new Set([
  'connection', 'http2-settings', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade'
])

export function setHeaders (headers: unknown, reply: FastifyReply): void {
  removeHeaders(reply)
  if (headers !== undefined) applyHeaders(headers, reply)
}

/**
 * Headers that hooks set stay; those that describe the body that was to be sent are not true of this one, and those that
 * Node refuses would keep the event back.
 */
function removeHeaders (reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (!describesBody(name) && !(connectionHeaders.has(name) && isHttp2(reply)) && isSendable(name, value, reply)) continue
    reply.removeHeader(name)
    // A stream that failed has put its headers into Node's response already.
    reply.raw.removeHeader(name)
  }
}

function isSendable (name: string, value: unknown, reply: FastifyReply): boolean {
  try {
    validateHeaderName(name)
    for (const part of [value].flat()) validateHeaderValue(name, part as string)
    return true
  } catch (error) {
    logError(reply.request.log, `header '${name}' was left out of the event's response`, error)
    return false
  }
}

function applyHeaders (headers: unknown, reply: FastifyReply): void {
  for (const [name, value] of headerEntries(headers)) {
    if (value === undefined || value === null || describesBody(name)) continue
    try {
      checkHeader(name, value, reply)
      // Where a second cookie comes, Fastify appends to a string or to this very list.
      if (name === 'vary') addVary(reply, String(value))
      else reply.header(name, Array.isArray(value) ? value.map(String) : String(value))
    } catch (error) {
      logError(reply.request.log, `header '${name}' of an error was left out`, error)
    }
  }
}

/** @throws {TypeError} When the header cannot be sent. */
function checkHeader (name: string, value: unknown, reply: FastifyReply): void {
  validateHeaderName(name)
  if (connectionHeaders.has(name) && isHttp2(reply)) throw new TypeError('HTTP/2 does not allow this header')
  for (const part of [value].flat()) {
    if (typeof part !== 'string' && typeof part !== 'number') throw new TypeError('a header is a string or a number')
    validateHeaderValue(name, String(part))
  }
}
