import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import fastifyApiError, { catalog, fastifyApiError as named } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'
import { lacks } from '../fixtures/needs.js'

t.test('the plugin is the named and the default export', async t => {
  t.equal(fastifyApiError, named)
})

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

t.test('reply.apiError takes headers, those that describe a body excepted', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => reply.apiError('too_many_requests', {
    headers: { 'Retry-After': 30, 'x-list': ['a', 'b'], 'x-none': undefined, 'content-type': 'text/html', ETag: '"x"', Trailer: 'x' }
  }))

  const { headers } = await app.inject('/')

  t.match(headers, { 'retry-after': '30', 'x-list': ['a', 'b'], 'content-type': /^application\/json/ })
  for (const name of ['x-none', 'etag', 'trailer']) t.notOk(name in headers)
})

for (const [name, value] of [['x-split', 'a\r\nset-cookie: b=c'], ['bad name', 'x'], ['', 'x'], ['x-nul', '\u0000']] as const) {
  t.test(`the invalid header ${JSON.stringify({ [name]: value })} is left out and logged`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, {}, { logger })
    app.get('/', (_request, reply) => reply.apiError('conflict', { headers: { [name]: value, 'x-good': 'yes' } }))

    const response = await app.inject('/')

    t.equal(eventOf(response).constant, 'conflict')
    t.equal(response.headers['x-good'], 'yes')
    t.notOk(name in response.headers)
    t.notOk('set-cookie' in response.headers)
    t.equal(errorLines().filter(({ level }) => level === 50).length, 1)
    t.match(errorLines().filter(({ level }) => level === 50), [{ msg: /^header '.*' of an error was left out$/ }])
  })
}

t.test('headers of an error that cannot be listed are left out', async t => {
  const app = await build(t)
  const headers = new Proxy({}, { ownKeys () { throw new Error('hunter2') } })
  app.get('/', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409, headers }) })

  t.same(eventOf(await app.inject('/')), { constant: 'conflict', code: 409, message: 'Own.' })
})

t.test('a cookie that is a number, or a list that a catalog shares, takes further cookies', async t => {
  const app = await build(t)
  const shared = ['a=1']
  app.addHook('onSend', async (_request, reply) => { reply.header('set-cookie', 'b=2') })
  app.get('/number', (_request, reply) => reply.apiError('conflict', { headers: { 'set-cookie': 7 } }))
  app.get('/list', (_request, reply) => reply.apiError('conflict', { headers: { 'set-cookie': shared } }))

  const [number, list] = [await app.inject('/number'), await app.inject('/list')]

  t.equal(eventOf(number).code, 409)
  t.same(number.headers['set-cookie'], ['7', 'b=2'])
  t.same(list.headers['set-cookie'], ['a=1', 'b=2'])
  t.same(shared, ['a=1'])
})

t.test('headers that an error lists as pairs are left out where an onSend hook throws it', async t => {
  const app = await build(t)
  const headers = [['content-type', 'text/html'], ['x-upstream', 'hunter2']]
  app.addHook('onSend', async () => { throw Object.assign(new Error('hunter2'), { statusCode: 502, headers }) })
  app.get('/', async () => 'x')

  const response = await app.inject('/')

  t.equal(eventOf(response).code, 500)
  t.notMatch(JSON.stringify(response.headers), /hunter2|text\/html/)
})

t.test('headers that hooks set stay, and those of the body that was to be sent go', async t => {
  const app = await build(t)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'access-control-allow-origin': '*', 'www-authenticate': 'Bearer', 'content-security-policy': "default-src 'none'" })
  })
  app.get('/', (_request, reply) => {
    reply.headers({
      'content-type': 'text/csv',
      'content-encoding': 'gzip',
      'content-disposition': 'attachment',
      'content-length': 5,
      etag: '"x"',
      'last-modified': 'Sun, 22 Nov 2026 00:00:00 GMT',
      'accept-ranges': 'bytes',
      trailer: 'x'
    })
    return reply.apiError('conflict')
  })

  const { headers, body } = await app.inject('/')

  t.match(headers, { 'access-control-allow-origin': '*', 'www-authenticate': 'Bearer', 'content-security-policy': "default-src 'none'" })
  t.equal(headers['content-length'], String(Buffer.byteLength(body)))
  for (const name of ['content-encoding', 'content-disposition', 'etag', 'last-modified', 'accept-ranges', 'trailer']) t.notOk(name in headers)
})

t.test('a header that Node refuses does not keep the event back', async t => {
  const app = await build(t)
  app.get('/', async (_request, reply) => {
    reply.header('x-split', 'a\r\nb')
    return 'ok'
  })

  const response = await app.inject('/')

  t.equal(eventOf(response).constant, 'internal_server_error')
  t.notOk('x-split' in response.headers)
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

t.test('a message is cleaned and bounded', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => reply.apiError('conflict', `a\r\nb\u202e\u0000\ud800${'x'.repeat(5000)}`))

  const { message } = eventOf(await app.inject('/'))

  t.match(message, /^a b \ufffdx+…$/)
  t.equal(message.length, 1024)
})

t.test('a message that is nothing after cleaning is the title', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => reply.apiError('conflict', '\n\u0000'))

  t.equal(eventOf(await app.inject('/')).message, 'Conflict')
})

t.test('issues of a handler are sent, each once and cleaned', async t => {
  const app = await build(t)
  const issue = { in: 'body', pointer: '/name', message: 'name\nis taken.' } as const
  app.get('/', (_request, reply) => reply.apiError('invalid_params', { issues: [issue, issue, { ...issue, keyword: 'unique' }] }))

  t.same(eventOf(await app.inject('/')).issues, [
    { in: 'body', pointer: '/name', message: 'name is taken.' },
    { in: 'body', pointer: '/name', keyword: 'unique', message: 'name is taken.' }
  ])
})

t.test('of more than 100 issues of a handler, the first 100 are sent', async t => {
  const app = await build(t)
  const issues = Array.from({ length: 150 }, (_, index) => ({ in: 'body', pointer: `/${index}`, message: 'x' } as const))
  app.get('/', (_request, reply) => reply.apiError('invalid_params', { issues }))

  t.same(eventOf(await app.inject('/')).issues, issues.slice(0, 100))
})

t.test('a wrong issue of a handler is left out and named in the log, and the others are sent', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  const good = { in: 'query', pointer: '', message: 'x' }
  const wrong = [
    null, 'x', { ...good, in: 'cookie' }, { ...good, pointer: 'name' }, { ...good, pointer: '/~2' }, { ...good, message: '\n' },
    { ...good, keyword: 1 }
  ]
  app.get('/', (_request, reply) => (reply.apiError as (constant: string, detail: object) => unknown)('conflict', { issues: [...wrong, good] }))

  t.same(eventOf(await app.inject('/')).issues, [good])
  t.equal(errorLines().length, wrong.length + 1)
  t.match(errorLines().map(({ msg }) => msg), [...wrong.map((_, index) => `issues[${index}] of 'conflict' was left out of the event`), 'Conflict'])
})

const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer(), since: Type.Optional(Type.String({ format: 'date-time' })) }) }
})

t.test('data is sent as its schema describes it: other members are dropped', async t => {
  const app = await build(t, { catalog: errors })
  app.get('/', () => { throw errors.error('room_full', { data: { capacity: 4, since: new Date(0) as unknown as string, ...{ secret: 'x' } } }) })

  t.same(eventOf(await app.inject('/')).data, { capacity: 4, since: '1970-01-01T00:00:00.000Z' })
})

const cyclic: Record<string, unknown> = { capacity: 4 }
cyclic.self = cyclic

for (const [name, data] of [['none', undefined], ['of another type', { capacity: '4' }], ['cyclic', cyclic], ['with a bigint', { capacity: 4n }]] as const) {
  t.test(`data that is ${name} never reaches the wire, and the error goes out without it`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, { catalog: errors }, { logger })
    app.get('/', () => { throw (errors.error as (constant: string, detail: unknown) => Error)('room_full', { data }) })

    t.same(eventOf(await app.inject('/')), { constant: 'room_full', code: 409, message: 'Room is full.' })
    t.equal(errorLines().length, 2)
    t.match(errorLines(), [{ level: 50, msg: "data of 'room_full' was left out of the event" }, { level: 30 }])
  })
}

t.test('data of a constant that declares none is not sent', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => (reply.apiError as (constant: string, detail: unknown) => unknown)('conflict', { data: { a: 1 } }))

  t.same(eventOf(await app.inject('/')), { constant: 'conflict', code: 409, message: 'Conflict' })
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

t.test('an Error passed as the detail is refused, and nothing of it is sent', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => (reply.apiError as (constant: string, detail: unknown) => unknown)('conflict', new Error('hunter2')))

  t.same(eventOf(await app.inject('/')), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

t.test('an error without a status takes the one that the reply has', async t => {
  const app = await build(t)
  app.get('/own', async (_request, reply) => { reply.code(404); throw new Error('Own.') })
  app.get('/json', async (_request, reply) => { reply.code(400); JSON.parse('hunter2') })
  app.get('/file', async (_request, reply) => { reply.code(404); throw Object.assign(new Error('/srv/hunter2'), { syscall: 'open' }) })
  const response = { 404: { type: 'object', properties: { n: { type: 'integer' } } } }
  app.get('/schema', { schema: { response } }, async (_request, reply) => reply.code(404).send({ n: 'hunter2' }))

  t.same(eventOf(await app.inject('/own')), { constant: 'resource_not_found', code: 404, message: 'Own.' })
  t.same(eventOf(await app.inject('/json')), { constant: 'invalid_params', code: 400, message: 'Request body is not valid JSON.' })
  t.same(eventOf(await app.inject('/file')), { constant: 'resource_not_found', code: 404, message: 'Not Found' })
  t.same(eventOf(await app.inject('/schema')), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

t.test('a documented constant with data of its own has none where it stands for a foreign error, and nothing is logged of it', async t => {
  const { logger, errorLines } = collectLogs()
  const own = catalog.extend({ resource_not_found: { code: 404, title: 'Not here.', data: Type.Object({ id: Type.String() }) } })
  const app = await build(t, { catalog: own }, { logger })

  t.same(eventOf(await app.inject('/none')), { constant: 'resource_not_found', code: 404, message: 'Route GET /none not found' })
  t.equal(errorLines().length, 1)
  t.match(errorLines(), [{ level: 30 }])
})

t.test('a header value of null is left out', async t => {
  const app = await build(t)
  app.get('/', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409, headers: { 'x-null': null, 'x-symbol': Symbol('x') } }) })

  const response = await app.inject('/')

  t.equal(eventOf(response).constant, 'conflict')
  t.notOk('x-null' in response.headers)
  t.notOk('x-symbol' in response.headers)
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
