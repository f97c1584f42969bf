import { errorCodes } from 'fastify'
import t from 'tap'
import { coreMessage, unreadableBodyMessage } from '../../lib/mapping/core-messages.js'

const secret = 'hunter2'

/** The errors of Fastify's core that report a client's mistake, each with text of the request if its message takes some. */
const clientErrors = Object.values(errorCodes)
  .map(CoreError => new CoreError(secret, secret, secret))
  .filter(({ statusCode = 500 }) => statusCode >= 400 && statusCode < 500)

t.test('errors of the core are found', async t => {
  t.ok(clientErrors.some(({ code }) => code === 'FST_ERR_BAD_URL'))
  t.ok(clientErrors.some(({ message }) => message.includes(secret)))
})

for (const { code, statusCode } of clientErrors) {
  t.test(`${code} (${statusCode}) has a fixed message, so that it cannot quote the request`, async t => {
    t.type(coreMessage(code), 'string')
  })
}

for (const [code, message] of [
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'Request body is not valid JSON.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'Request body is empty; send JSON, or leave Content-Type out.'],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'Request body does not match its Content-Length.'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'Request body is too large.'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'Content-Type is not supported.'],
  ['FST_ERR_ROUTE_MISSING_CONTENT_TYPE', 'Content-Type is required.'],
  ['FST_ERR_ROUTE_MISSING_CONTENT', 'Please provide a request body.'],
  ['FST_ERR_BAD_URL', 'Request path is not a valid URL path.'],
  ['FST_ERR_MAX_PARAM_LENGTH', 'A parameter in the request path is too long.']
] as const) {
  t.test(`the message of ${code} is: ${message}`, async t => {
    t.equal(coreMessage(code), message)
  })
}

for (const code of ['FST_ERR_NOT_FOUND', 'FST_ERR_VALIDATION', 'FST_ERR_INVALID_URL', 'FST_ERR_CTP_INSTANCE_ALREADY_STARTED']) {
  t.test(`the message of ${code} is its entry's title`, async t => {
    t.equal(coreMessage(code), '')
  })
}

for (const code of [undefined, null, 400, {}, 'FST_ERR_UNKNOWN', 'constructor', '__proto__', 'ENOENT']) {
  t.test(`the code ${JSON.stringify(code)} has no fixed message`, async t => {
    t.equal(coreMessage(code), undefined)
  })
}

for (const [code, name, message] of [
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'FastifyError', 'Request body is not valid JSON.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'FastifyError', 'Request body is empty; send JSON, or leave Content-Type out.'],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', undefined, 'Request body does not match its Content-Length.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'SyntaxError', 'Request body is empty; send JSON, or leave Content-Type out.'],
  [undefined, 'SyntaxError', 'Request body is not valid JSON.'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'FastifyError', undefined],
  ['FST_ERR_BAD_URL', 'FastifyError', undefined],
  [undefined, 'TypeError', undefined],
  [undefined, undefined, undefined]
] as const) {
  t.test(`a body with the code ${code} and the name ${name} ${message === undefined ? 'could be read' : `could not be read: ${message}`}`, async t => {
    t.equal(unreadableBodyMessage(code, name), message)
  })
}
