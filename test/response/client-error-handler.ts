/** What goes wrong before a route is found, as bytes on a real socket. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as tick } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import fastifyApiError, { serverOptions } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'
import { lacks, type Feature } from '../fixtures/needs.js'
import { parse, parseAll, portOf, raw, received } from '../fixtures/raw-socket.js'

const invalid = { constant: 'invalid_params', code: 400, message: 'Request is not valid HTTP.' }
const badPath = { constant: 'invalid_params', code: 400, message: 'Request path is not a valid URL path.' }
const tooLarge = { constant: 'request_header_fields_too_large', code: 431, message: 'Request headers are too large.' }
const timedOut = { constant: 'request_timeout', code: 408, message: 'The request was not received in time.' }
const conflict = { constant: 'conflict', code: 409, message: 'Conflict' }

const head = (line: string, ...headers: string[]) => [line, 'host: x', ...headers, '', ''].join('\r\n')
const post = (...headers: string[]) => head('POST / HTTP/1.1', 'content-type: application/json', ...headers)
const chunked = post('transfer-encoding: chunked')

function declareRoutes (app: FastifyInstance): void {
  app.get('/', async () => 'ok')
  app.get('/conflict', async (_request, reply) => reply.apiError('conflict'))
  app.get('/rooms/:id', async () => 'ok')
  app.post('/', async () => 'ok')
}

const malformed: ReadonlyArray<readonly [name: string, bytes: string, expected?: object]> = [
  ['no HTTP', 'GARBAGE\r\n\r\n'],
  ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['an unknown version of HTTP', head('GET / HTTP/3.7')],
  ['an unknown method', head('BREW / HTTP/1.1')],
  ['a space in the path', head('GET /a b HTTP/1.1')],
  ['a path without a slash', head('GET rooms HTTP/1.1')],
  ['NUL in a header', head('GET / HTTP/1.1', 'x: a\0b')],
  ['a header without a colon', head('GET / HTTP/1.1', 'hunter2')],
  ['a space before the colon', head('GET / HTTP/1.1', 'x : y')],
  ['a folded header', head('GET / HTTP/1.1', 'x: y', ' z')],
  ['two lengths', `${post('content-length: 2', 'content-length: 3')}{}`],
  ['a length beside chunks', `${post('content-length: 2', 'transfer-encoding: chunked')}0\r\n\r\n`],
  ['a negative length', `${post('content-length: -2')}{}`],
  ['a length that is no number', `${post('content-length: two')}{}`],
  ['a length beyond all numbers', `${post(`content-length: ${'9'.repeat(30)}`)}{}`],
  ['an unknown transfer coding', `${post('transfer-encoding: gzip')}{}`],
  ['a chunk without a size', `${chunked}zz\r\n{}`],
  ['a chunk that is longer than it says', `${chunked}1\r\n{}\r\n`],
  ['chunk extensions that are too large', `${chunked}2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
    { constant: 'payload_too_large', code: 413, message: 'Chunk extensions of the request body are too large.' }],
  ['a header that is too large', head('GET / HTTP/1.1', `x: ${'x'.repeat(20_000)}`), tooLarge],
  ['too many headers', head('GET / HTTP/1.1', ...Array<string>(3000).fill('x-name: value')), tooLarge],
  ['a path that is too long for Node', head(`GET /${'x'.repeat(20_000)} HTTP/1.1`), tooLarge]
]

for (const [name, bytes, expected = invalid] of malformed) {
  t.test(`${name} is answered with an event, and the connection closed`, async t => {
    const app = await build(t)
    declareRoutes(app)

    const answer = parse(await raw(app, bytes))

    t.same(eventOf(answer), expected)
    t.equal(answer.headers.connection, 'close')
    t.equal((await app.inject('/')).body, 'ok')
  })
}

const close = 'connection: close'

const framework: ReadonlyArray<readonly [path: string, expected: object, needs?: Feature]> = [
  ['/%zz', badPath],
  ['/%', badPath],
  ['/%ff', badPath],
  ['/rooms/%e0%a4', badPath],
  ['/rooms/%c0%af', badPath],
  [`/rooms/${'x'.repeat(101)}`, { constant: 'uri_too_long', code: 414, message: 'A parameter in the request path is too long.' }, 'frameworkErrors for over-long parameters'],
  ['http://x/none?token=hunter2', { constant: 'resource_not_found', code: 404, message: 'Route GET http://x/none not found' }]
]

for (const [path, expected, needs] of framework) {
  t.test(`the path ${path.slice(0, 20)} is answered with an event, and the connection serves on`, { skip: lacks(needs) }, async t => {
    const app = await build(t)
    declareRoutes(app)

    const [refused, served] = parseAll(await raw(app, head(`GET ${path} HTTP/1.1`) + head('GET / HTTP/1.1', close)))

    t.same(refused && eventOf(refused), expected)
    t.equal(served?.body, 'ok')
  })
}

t.test('a HEAD request for a bad path is answered without a body', async t => {
  const app = await build(t)
  declareRoutes(app)

  const bytes = await raw(app, head('HEAD /%zz HTTP/1.1') + head('GET / HTTP/1.1', close))

  t.match(bytes, /^HTTP\/1\.1 400 Bad Request\r\n/)
  t.match(bytes, `content-length: ${JSON.stringify(badPath).length}\r\n`)
  t.notMatch(bytes, 'invalid_params')
  t.match(bytes, /\r\n\r\nHTTP\/1\.1 200 OK\r\n.*\r\n\r\nok$/s)
})

t.test('maxParamLength is the limit of parameters', { skip: lacks('frameworkErrors for over-long parameters') }, async t => {
  const app = await build(t, {}, { routerOptions: { maxParamLength: 3 } })
  declareRoutes(app)

  t.equal((await app.inject('/rooms/abc')).body, 'ok')
  t.equal(eventOf(await app.inject('/rooms/abcd')).constant, 'uri_too_long')
})

t.test('a query string that cannot be decoded is no error', async t => {
  const app = await build(t)
  app.get('/', async request => request.query)

  t.same((await app.inject('/?a=%zz&b=%')).json(), { a: '%zz', b: '%' })
})

t.test('maxHeaderSize is the limit of headers', async t => {
  const app = await build(t, {}, { http: { maxHeaderSize: 200 } } as object)

  t.same(eventOf(parse(await raw(app, head('GET / HTTP/1.1', `x: ${'x'.repeat(300)}`)))), tooLarge)
})

const slow = { requestTimeout: 200, http: { headersTimeout: 100, connectionsCheckingInterval: 20 } } as object

for (const [name, bytes] of [
  ['headers', 'GET / HTTP/1.1\r\nhost: x\r\n'],
  ['a body', `${post('content-length: 10')}{`],
  ['a second request', `${head('GET /conflict HTTP/1.1')}GET / HTTP/1.1\r\n`]
] as const) {
  t.test(`${name} that does not arrive in time is answered with an event, and the connection closed`, async t => {
    const app = await build(t, {}, slow)
    declareRoutes(app)

    const answers = parseAll(await raw(app, bytes))

    t.same(eventOf(answers.at(-1) ?? { statusCode: 0, body: '', headers: {} }), timedOut)
    t.equal(answers.at(-1)?.headers.connection, 'close')
  })
}

t.test('a client that closes its half in the middle of a request gets an event', async t => {
  for (const bytes of ['GET / HTTP/1.1\r\nhost: x\r\n', `${post('content-length: 10')}{`, `${chunked}2\r\n{`]) {
    const app = await build(t)
    declareRoutes(app)
    const socket = connect(await portOf(app), '127.0.0.1')

    socket.end(bytes)

    t.same(eventOf(parse(await received(socket))), invalid)
  }
})

t.test('malformed HTTP behind an answer is answered too', async t => {
  const app = await build(t)
  declareRoutes(app)
  const socket = connect(await portOf(app), '127.0.0.1')
  const answer = received(socket)

  socket.write(head('GET /conflict HTTP/1.1'))
  await once(socket, 'data')
  await tick()
  socket.write('GARBAGE\r\n\r\n')

  t.same(parseAll(await answer).map(eventOf), [conflict, invalid])
})

t.test('malformed HTTP behind a request whose answer is due is not answered in its place', async t => {
  const app = await build(t)
  app.post('/', () => new Promise(() => {}))

  t.equal(await raw(app, `${post('content-length: 2')}{}`, 'GARBAGE\r\n\r\n'), '')
})

t.test('an error in the body is answered in the place of its own request, also while a handler waits for it', async t => {
  const app = await build(t)
  const { logger, errorLines } = collectLogs()
  const waiting = await build(t, {}, { logger })
  for (const server of [app, waiting]) server.post('/', async () => 'unreachable')
  waiting.addHook('onRequest', async () => { await tick() })

  for (const server of [app, waiting]) t.same(eventOf(parse(await raw(server, chunked, 'zz\r\n'))), invalid)
  t.match(errorLines().filter(({ level }) => level >= 50), [])
})

t.test('over TLS, malformed HTTP is answered as well', async t => {
  // A shared key needs no certificate.
  const psk = Buffer.alloc(16, 1)
  const https = { ciphers: 'PSK', maxVersion: 'TLSv1.2', pskCallback: () => psk } as const
  const app = Fastify({ https, ...serverOptions() })
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  const port = await portOf(app as unknown as FastifyInstance)

  const socket = connectTls({ port, ciphers: 'PSK', maxVersion: 'TLSv1.2', pskCallback: () => ({ identity: 'x', psk }), checkServerIdentity: () => undefined })
  socket.write('GARBAGE\r\n\r\n')

  t.same(eventOf(parse(await received(socket))), invalid)
})

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
