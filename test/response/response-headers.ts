/** The headers of an event: those of the error, those that hooks set, and those that Node refuses to send. */
import { setImmediate as tick } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { connection } from '../fixtures/connection.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'
import { collectUncaught } from '../fixtures/uncaught.js'

const uncaught = collectUncaught()

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

t.test('a header value of null is left out', async t => {
  const app = await build(t)
  app.get('/', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409, headers: { 'x-null': null, 'x-symbol': Symbol('x') } }) })

  const response = await app.inject('/')

  t.equal(eventOf(response).constant, 'conflict')
  t.notOk('x-null' in response.headers)
  t.notOk('x-symbol' in response.headers)
})

const conflict = { constant: 'conflict', code: 409, message: 'Conflict' }

const later = (call: () => void) => { setImmediate(call) }

const refused = 'a\r\nset-cookie: b=c'

const unguarded: ReadonlyArray<readonly [name: string, declare: (app: FastifyInstance) => void]> = [
  ['reply.apiError in a callback', app => app.get('/', (_request, reply) => { reply.header('x-split', refused); later(() => reply.apiError('conflict')) })],
  ['an Error behind an onSend hook that calls done later', app => {
    app.addHook('onSend', (_request, _reply, payload, done) => later(() => done(null, payload)))
    app.get('/', { preHandler: async (_request, reply) => { reply.header('x-split', refused) } }, async (_request, reply) => reply.apiError('conflict'))
  }],
  ['a name that is none', app => app.get('/', (_request, reply) => { reply.header('x:split', 'x'); later(() => reply.apiError('conflict')) })]
]

for (const [name, declare] of unguarded) {
  // Node throws where the headers are written, which nobody can catch there.
  t.test(`${name}: a header that Node refuses is left out and logged, and ends nothing`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, {}, { logger })
    declare(app)
    const { ask, count } = await connection(t, app)

    for (let request = 0; request < 2; request++) {
      const answer = await ask('GET', '/')
      t.same(eventOf(answer), conflict)
      for (const header of ['x-split', 'x:split', 'set-cookie']) t.notOk(header in answer.headers)
    }
    t.equal(count(), 1)
    t.match(errorLines().filter(({ level }) => level === 50), Array(2).fill({ msg: /^header 'x.split' was left out of the event's response$/ }))
  })
}

t.test('nothing of all this was left uncaught', async t => {
  await tick()

  t.same(uncaught, [])
})
