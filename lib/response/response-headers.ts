/** Sets the headers of an event's response: those of the reply that are still true, and those of the error. */
import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { FastifyReply } from 'fastify'
import { addVary, describesBody, headerEntries } from '../untrusted/headers.js'
import { logError } from '../untrusted/safe-log.js'
import { isHttp2 } from './reply-state.js'

/** HTTP/2 does not allow these (RFC 9113, section 8.2.2), and Node refuses a response that has one. */
const connectionHeaders = new Set([
  'connection', 'http2-settings', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade'
])

export function setHeaders (headers: unknown, reply: FastifyReply): void {
  removeHeaders(reply)
  if (headers !== undefined) applyHeaders(headers, reply)
}

/** Keeps headers that hooks set, except those that described the discarded body and those that Node would refuse to send. */
function removeHeaders (reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (!describesBody(name) && !(connectionHeaders.has(name) && isHttp2(reply)) && isSendable(name, value, reply)) continue
    reply.removeHeader(name)
    // Fastify has copied them to Node's response if a stream was to be sent and failed.
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
      // For a second `set-cookie`, Fastify appends to this string or to this very array, so it gets a copy.
      if (name === 'vary') addVary(reply, String(value))
      else reply.header(name, Array.isArray(value) ? value.map(String) : String(value))
    } catch (error) {
      logError(reply.request.log, `header '${name}' of an error was left out`, error)
    }
  }
}

/** @throws {TypeError} If the header cannot be sent. */
function checkHeader (name: string, value: unknown, reply: FastifyReply): void {
  validateHeaderName(name)
  if (connectionHeaders.has(name) && isHttp2(reply)) throw new TypeError('HTTP/2 does not allow this header')
  for (const part of [value].flat()) {
    if (typeof part !== 'string' && typeof part !== 'number') throw new TypeError('a header must be a string or a number')
    validateHeaderValue(name, String(part))
  }
}
