/**
 * What Fastify's own 4xx errors are called on the wire. Their messages quote the request or speak to the server's
 * developer; an empty text leaves it to the entry's title.
 */
const messageByCode: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'Request body is not valid JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'Request body is empty.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'Request body does not match its Content-Length.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'Request body is too large.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Content-Type is not supported.',
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'Content-Type is required.',
  FST_ERR_ROUTE_MISSING_CONTENT: 'Please provide a request body.',
  FST_ERR_BAD_URL: 'Request path is not a valid URL path.',
  FST_ERR_MAX_PARAM_LENGTH: 'A parameter in the request path is too long.',
  FST_ERR_NOT_FOUND: '',
  FST_ERR_VALIDATION: '',
  FST_ERR_INVALID_URL: '',
  FST_ERR_CTP_INSTANCE_ALREADY_STARTED: ''
}

const unreadableBodyCodes = new Set([
  'FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY', 'FST_ERR_CTP_INVALID_CONTENT_LENGTH'
])

/** The fixed message of an error of Fastify's core; `undefined` for any other. */
export function coreMessage (code: unknown): string | undefined {
  return typeof code === 'string' && Object.hasOwn(messageByCode, code) ? messageByCode[code] : undefined
}

/** What is wrong with a body that could not be read; `undefined` for an error that is about something else. */
export function unreadableBodyMessage (code: unknown, name: unknown): string | undefined {
  if (typeof code === 'string' && unreadableBodyCodes.has(code)) return messageByCode[code]
  // Body parsers throw JSON.parse's error, with a status of theirs.
  return name === 'SyntaxError' ? messageByCode.FST_ERR_CTP_INVALID_JSON_BODY : undefined
}
