/** Requests that Node or Fastify answers by itself, and those that look as if it did. */
import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { declareRoutes, head, post } from '../fixtures/raw-request.js'
import { parse, parseAll, portOf, raw, received } from '../fixtures/raw-socket.js'

const conflict = { constant: 'conflict', code: 409, message: 'Conflict' }

const close = 'connection: close'

t.test('100-continue and upgrades that nobody takes are requests as any other', async t => {
  const app = await build(t)
  app.post('/', async (_request, reply) => reply.apiError('conflict'))
  const expecting = `${post('content-length: 2', 'expect: 100-continue', close)}{}`
  const upgrading = head('GET /none HTTP/1.1', 'connection: upgrade, close', 'upgrade: websocket')

  t.same(eventOf(parse((await raw(app, expecting)).replace('HTTP/1.1 100 Continue\r\n\r\n', ''))), conflict)
  t.equal(eventOf(parse(await raw(app, upgrading))).constant, 'resource_not_found')
})

// Each of them is named under "Limits" in the README.
const nodesOwn: ReadonlyArray<readonly [name: string, bytes: string, answer: RegExp, options?: object]> = [
  ['a missing Host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n/],
  ['an unknown Expect', head('GET / HTTP/1.1', 'expect: tea', close), /^HTTP\/1\.1 417 Expectation Failed\r\n/],
  ['a CONNECT', head('CONNECT x:443 HTTP/1.1'), /^$/],
  ['a connection that is idle for too long', 'GET / HTTP/1.1\r\n', /^$/, { connectionTimeout: 100 }]
]

for (const [name, bytes, answer, options] of nodesOwn) {
  t.test(`${name} is Node's to answer, and the server serves on`, async t => {
    const app = await build(t, {}, options)
    declareRoutes(app)

    const received = await raw(app, bytes)

    t.match(received, answer)
    t.notMatch(received, 'constant')
    t.equal((await app.inject('/')).body, 'ok')
  })
}

t.test("a request above maxRequestsPerSocket is Node's to answer", async t => {
  const app = await build(t, {}, { maxRequestsPerSocket: 1, keepAliveTimeout: 100 })
  declareRoutes(app)

  t.match(await raw(app, head('GET / HTTP/1.1') + head('GET /conflict HTTP/1.1')), /okHTTP\/1\.1 503 Service Unavailable\r\n.*\r\n\r\n0\r\n\r\n$/s)
})

for (const [return503OnClosing, expected] of [
  [true, { error: 'Service Unavailable', message: 'Service Unavailable', statusCode: 503 }],
  [false, conflict]
] as const) {
  t.test(`while it closes, a server with return503OnClosing: ${return503OnClosing} answers with ${JSON.stringify(expected)}`, async t => {
    const app = await build(t, {}, { return503OnClosing })
    const closing = new Promise<() => void>(resolve => { app.addHook('preClose', done => { resolve(done) }) })
    declareRoutes(app)
    const socket = connect(await portOf(app), '127.0.0.1')
    const bytes = received(socket)
    socket.write(head('GET / HTTP/1.1'))
    await once(socket, 'data')

    const closed = app.close()
    const goOn = await closing
    socket.write(head('GET /conflict HTTP/1.1'))
    const answer = parseAll(await bytes)[1]
    goOn()
    await closed

    t.equal(answer?.headers.connection, 'close')
    t.same(JSON.parse(answer?.body ?? ''), expected)
  })
}
