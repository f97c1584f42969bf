/** Requests that are not valid HTTP, or do not arrive in time, as bytes on a real socket. */
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
import { declareRoutes, head, post } from '../fixtures/raw-request.js'
import { parse, parseAll, portOf, raw, received } from '../fixtures/raw-socket.js'

const invalid = { constant: 'invalid_params', code: 400, message: 'Request is not valid HTTP.' }
const tooLarge = { constant: 'request_header_fields_too_large', code: 431, message: 'Request headers are too large.' }
const timedOut = { constant: 'request_timeout', code: 408, message: 'The request was not received in time.' }
const conflict = { constant: 'conflict', code: 409, message: 'Conflict' }

const chunked = post('transfer-encoding: chunked')

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
