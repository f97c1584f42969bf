/**
 * The cases. Each has a request, the routes that the request reaches, and the body that each variant must answer.
 *
 * A case is a function of its size, which only the growth benchmark varies. A case lists the variants that take part in it:
 * @fastify/error, for example, only creates errors to throw.
 */
import { openSync, writeSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import { devNull } from 'node:os'
import { validation, validationAll, validationDeep, validationMessage, validationUnion } from './validation-cases.mjs'

const ask = { method: 'GET', path: '/rooms/abcd' }
const event = (constant, code, message) => ({ constant, code, message })
const standard = (statusCode, message, more) => ({ statusCode, error: STATUS_CODES[statusCode], message, ...more })

const roomNotFound = {
  hand: event('resource_not_found', 404, 'Room not found.'),
  ours: event('resource_not_found', 404, 'Room not found.'),
  fastify: standard(404, 'Room not found.'),
  sensible: standard(404, 'Room not found.'),
  error: standard(404, 'Room not found.', { code: 'ROOM_NOT_FOUND' }),
  enhanced: standard(404, 'Room not found.')
}

const reply = () => ({
  title: 'an answer by the handler: `reply.apiError`',
  request: ask,
  status: 404,
  bodies: roomNotFound,
  register: (app, { refuse, route }) => app.get('/rooms/:id', withSchema(route), async (_request, reply) => refuse(reply))
})

// Writes at once, as pino does by default to a terminal or a pipe, so that no line waits in memory.
const sink = openSync(devNull, 'w')
const logger = { stream: { write: line => writeSync(sink, line) } }

const replyLogged = () => ({ ...reply(), title: 'the same, with the log on (to /dev/null)', logger })

const throwSync = () => ({
  title: 'an error thrown by a function',
  request: ask,
  status: 404,
  bodies: roomNotFound,
  register: (app, { refusal, route }) => app.get('/rooms/:id', withSchema(route), () => { throw refusal() })
})

const throwAsync = () => ({
  ...throwSync(),
  title: 'an error thrown by an async function',
  register: (app, { refusal, route }) => app.get('/rooms/:id', withSchema(route), async () => { throw refusal() })
})

const routeMiss = () => ({
  title: 'a route miss',
  request: ask,
  status: 404,
  bodies: {
    hand: event('resource_not_found', 404, 'Route GET /rooms/abcd not found'),
    ours: event('resource_not_found', 404, 'Route GET /rooms/abcd not found'),
    fastify: standard(404, 'Route GET:/rooms/abcd not found'),
    sensible: standard(404, 'Route GET:/rooms/abcd not found'),
    enhanced: standard(404, 'Not found.')
  },
  register () {}
})

const foreign4xx = () => ({
  title: "another library's error with a 4xx",
  request: ask,
  status: 409,
  bodies: {
    hand: event('conflict', 409, 'Already taken.'),
    ours: event('conflict', 409, 'Already taken.'),
    fastify: standard(409, 'Already taken.'),
    sensible: standard(409, 'Already taken.'),
    enhanced: standard(409, 'Already taken.')
  },
  register: (app, { route }) => app.get('/rooms/:id', withSchema(route), async () => {
    throw Object.assign(new Error('Already taken.'), { statusCode: 409 })
  })
})

const masked500 = () => ({
  title: 'a crash: an Error without a status',
  request: ask,
  status: 500,
  bodies: {
    hand: event('internal_server_error', 500, 'Internal Server Error'),
    ours: event('internal_server_error', 500, 'Internal Server Error'),
    fastify: standard(500, 'connect ECONNREFUSED 10.0.0.7:5432'),
    sensible: standard(500, 'connect ECONNREFUSED 10.0.0.7:5432'),
    enhanced: standard(500, 'An error occurred trying to process your request.')
  },
  register: (app, { route }) => app.get('/rooms/:id', withSchema(route), async () => {
    throw new Error('connect ECONNREFUSED 10.0.0.7:5432')
  })
})

const room = { id: 'abcd', size: 4 }

const success = () => ({
  title: 'a success, with the error layer loaded',
  request: ask,
  status: 200,
  bodies: { hand: room, ours: room, sensible: room, enhanced: room },
  register: app => app.get('/rooms/:id', withSchema({
    response: { 200: { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer' } } } }
  }), async () => room)
})

function withSchema ({ attachValidation = false, response } = {}) {
  return { attachValidation, schema: response === undefined ? {} : { response } }
}

export const cases = {
  reply,
  'reply-logged': replyLogged,
  'throw-sync': throwSync,
  'throw-async': throwAsync,
  validation,
  'validation-all': validationAll,
  'validation-deep': validationDeep,
  'validation-message': validationMessage,
  'validation-union': validationUnion,
  'route-miss': routeMiss,
  'foreign-4xx': foreign4xx,
  'masked-500': masked500,
  success
}
