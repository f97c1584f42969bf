/**
 * Fixed messages for the 4xx errors of Fastify's core, whose own messages quote the request or address the server's
 * developer. An empty text stands for the entry's title.
 */
const messageByCode: ReadonlyMap<unknown, string> = new Map([
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'Request body is not valid JSON.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'Request body is empty.'],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'Request body does not match its Content-Length.'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'Request body is too large.'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'Content-Type is not supported.'],
  ['FST_ERR_ROUTE_MISSING_CONTENT_TYPE', 'Content-Type is required.'],
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

/** The fixed message of an error of Fastify's core; `undefined` for any other error. */
export function coreMessage (code: unknown): string | undefined {
  return messageByCode.get(code)
}

/** The message for a body that could not be read; `undefined` for any other error. */
export function unreadableBodyMessage (code: unknown, name: unknown): string | undefined {
  if (unreadableBodyCodes.has(code)) return messageByCode.get(code)
  // Body parsers of other plugins throw the SyntaxError of JSON.parse and set its status.
  return name === 'SyntaxError' ? messageByCode.get('FST_ERR_CTP_INVALID_JSON_BODY') : undefined
}
