/**
 * Messages for the 4xx errors of Fastify's core, whose own messages quote the request or address the server's developer. They
 * are fixed, except that those of 413 and 415 say what the route accepts.
 */
import type { FastifyRequest } from 'fastify'
import { acceptedBytes, acceptedTypes } from './accepted-body.js'

const missingTypeCode = 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE'
const missingType = 'Content-Type is required.'

/** An empty text stands for the entry's title. */
const messageByCode: ReadonlyMap<unknown, string> = new Map([
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'Request body is not valid JSON.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'Request body is empty; send JSON, or leave Content-Type out.'],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'Request body does not match its Content-Length.'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'Request body is too large.'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'Content-Type is not supported.'],
  [missingTypeCode, missingType],
  ['FST_ERR_ROUTE_MISSING_CONTENT', 'Please provide a request body.'],
  ['FST_ERR_BAD_URL', 'Request path is not a valid URL path.'],
  ['FST_ERR_MAX_PARAM_LENGTH', 'A parameter in the request path is too long.'],
  ['FST_ERR_NOT_FOUND', ''],
  ['FST_ERR_VALIDATION', ''],
  ['FST_ERR_INVALID_URL', ''],
  ['FST_ERR_CTP_INSTANCE_ALREADY_STARTED', '']
])

const unreadableBodyCodes: ReadonlySet<unknown> = new Set([
  'FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY', 'FST_ERR_CTP_INVALID_CONTENT_LENGTH'
])

/** The message of an error of Fastify's core; `undefined` for any other error. */
export function coreMessage (code: unknown, request?: FastifyRequest): string | undefined {
  const message = messageByCode.get(code)
  return message === undefined || request === undefined ? message : withAccepted(code, message, request)
}

const grouped = new Intl.NumberFormat('en-US')

/** Adds what the route accepts instead. */
function withAccepted (code: unknown, message: string, request: FastifyRequest): string {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': {
      const bytes = acceptedBytes(request)
      return bytes === undefined ? message : message.replace(/\.$/, `; at most ${grouped.format(bytes)} bytes are accepted.`)
    }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      // Fastify reports a body without a type by the same code.
      return withTypes(request.headers['content-type'] === undefined ? missingType : message, request)
    case missingTypeCode: return withTypes(message, request)
    default: return message
  }
}

function withTypes (message: string, request: FastifyRequest): string {
  const types = acceptedTypes(request)
  if (types.length === 0) return message
  const listed = types.length < 2 ? types.join('') : `${types.slice(0, -1).join(', ')} or ${types.at(-1)}`
  return message.replace(/\.$/, `; send ${listed}.`)
}

/** The message for a body that could not be read; `undefined` for any other error. */
export function unreadableBodyMessage (code: unknown, name: unknown): string | undefined {
  if (unreadableBodyCodes.has(code)) return messageByCode.get(code)
  // Body parsers of other plugins throw the SyntaxError of JSON.parse and set its status.
  return name === 'SyntaxError' ? messageByCode.get('FST_ERR_CTP_INVALID_JSON_BODY') : undefined
}
