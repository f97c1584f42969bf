import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { lacks } from '../fixtures/needs.js'

t.test('reply.apiError sends constant, code and message with the code as the status', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => reply.apiError('resource_not_found', 'Room not found.'))

  const response = await app.inject('/')

  t.equal(response.statusCode, 404)
  t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
  t.equal(response.body, '{"constant":"resource_not_found","code":404,"message":"Room not found."}')
})

t.test('reply.apiError without a detail sends the title', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => reply.apiError('resource_not_found'))

  t.same(eventOf(await app.inject('/')), { constant: 'resource_not_found', code: 404, message: 'Resource not found.' })
})

t.test('an unknown constant throws in the handler, naming it and the known ones, and the client gets a 500 event', async t => {
  const app = await build(t)
  let thrown: unknown
  app.get('/', (_request, reply) => {
    try {
      return (reply.code(404).apiError as (constant: string) => unknown)('room_ful')
    } catch (error) {
      thrown = error
      throw error
    }
  })

  const response = await app.inject('/')

  t.match(thrown, { message: /'room_ful'.*invalid_params, invalid_token/ })
  t.same(eventOf(response), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

t.test('a detail of the wrong shape throws in the handler, and the client gets a 500 event', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => (reply.apiError as (constant: string, detail: unknown) => unknown)('conflict', 42))

  t.equal(eventOf(await app.inject('/')).constant, 'internal_server_error')
})

t.test('an Error passed as the detail is refused, and nothing of it is sent', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => (reply.apiError as (constant: string, detail: unknown) => unknown)('conflict', new Error('hunter2')))

  t.same(eventOf(await app.inject('/')), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

const changes: ReadonlyArray<readonly [string, (app: FastifyInstance) => unknown]> = [
  ['a preSerialization hook', app => app.addHook('preSerialization', async () => ({ changed: true }))],
  ['a reply serializer', app => app.setReplySerializer(() => 'changed')],
  ["a route's own serializer", app => app.addHook('onRequest', async (_request, reply) => { reply.serializer(() => 'changed') })],
  ['a foreign serializer compiler', app => app.setSerializerCompiler(() => () => 'changed')]
]

for (const [name, configure] of changes) {
  t.test(`${name} does not change the event`, async t => {
    const app = await build(t)
    configure(app)
    app.get('/', { schema: { response: { '4xx': { type: 'object', properties: { other: { type: 'string' } }, required: ['other'] } } } },
      (_request, reply) => reply.apiError('conflict'))

    t.equal((await app.inject('/')).body, '{"constant":"conflict","code":409,"message":"Conflict"}')
  })
}

t.test('onSend hooks get the finished string and can replace it', async t => {
  const app = await build(t)
  app.addHook('onSend', async (_request, _reply, payload) => {
    t.equal(payload, '{"constant":"conflict","code":409,"message":"Conflict"}')
    return String(payload).toUpperCase()
  })
  app.get('/', (_request, reply) => reply.apiError('conflict'))

  t.match((await app.inject('/')).body, /"CONSTANT":"CONFLICT"/)
})

t.test('a second answer while an async onSend runs does not replace the event', { skip: lacks('handlerTimeout') }, async t => {
  const app = await build(t, {}, { handlerTimeout: 50 })
  app.addHook('onSend', async (_request, _reply, payload) => { await sleep(40); return payload })
  app.get('/timeout', async () => { await sleep(70); return { late: true } })
  app.get('/guard', { preHandler: async (_request, reply) => { reply.apiError('invalid_token') } }, async () => { throw new Error('x') })

  t.same(eventOf(await app.inject('/timeout')), { constant: 'service_unavailable', code: 503, message: 'Service Unavailable' })
  eventOf(await app.inject('/guard'))
})

t.test('HEAD gets the status and headers of the event, and no body', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => reply.apiError('conflict'))

  const response = await app.inject({ method: 'HEAD', url: '/' })

  t.equal(response.statusCode, 409)
  t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
  t.equal(response.body, '')
})
