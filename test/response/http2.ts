import { once } from 'node:events'
import { connect, constants, type OutgoingHttpHeaders } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { catalog, serverOptions } from '../../lib/index.js'
import { eventOf } from '../fixtures/event.js'
import { lacks } from '../fixtures/needs.js'
import { stages } from '../fixtures/stages.js'
import { secret, someValues } from '../fixtures/thrown-values.js'

async function build (t: Test) {
  const app = Fastify({ http2: true, ...serverOptions() })
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  return app
}

/** A session with the server, and what it answers on its streams; `rstCode` is what the stream was closed with. */
async function session (t: Test, app: Awaited<ReturnType<typeof build>>) {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const client = connect(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
  t.teardown(() => client.close())
  return {
    client,
    async ask (headers: OutgoingHttpHeaders, body?: string) {
      const stream = client.request(headers, { endStream: body === undefined })
      if (body !== undefined) stream.end(body)
      let received: Record<string, unknown> = {}
      let text = ''
      stream.setEncoding('utf8')
      stream.on('response', headers => { received = headers }).on('data', (data: string) => { text += data }).on('error', () => {})
      await new Promise(resolve => { stream.on('close', resolve) })
      return { statusCode: Number(received[':status']), headers: received, body: text, rstCode: stream.rstCode }
    }
  }
}

async function get (t: Test, app: Awaited<ReturnType<typeof build>>, path: string) {
  const { ask } = await session(t, app)
  return await ask({ ':path': path })
}

t.test('an event goes out over HTTP/2', async t => {
  const app = await build(t)
  app.get('/', async () => { throw catalog.error('conflict') })

  t.same(eventOf(await get(t, app, '/')), { constant: 'conflict', code: 409, message: 'Conflict' })
})

t.test('headers that HTTP/2 does not allow are left out', async t => {
  const app = await build(t)
  app.addHook('onRequest', async (_request, reply) => { reply.header('keep-alive', 'timeout=5') })
  app.get('/', async (_request, reply) => reply.apiError('upgrade_required', { headers: { upgrade: 'TLS/1.3', 'retry-after': '5' } }))

  const answer = await get(t, app, '/')

  t.equal(eventOf(answer).constant, 'upgrade_required')
  t.equal(answer.headers['retry-after'], '5')
})

t.test('a response that has begun ends with an error code', async t => {
  const app = await build(t)
  app.get('/', async (_request, reply) => {
    reply.raw.writeHead(200)
    reply.raw.write('begun')
    await sleep(20)
    throw new Error('half way')
  })

  t.equal((await get(t, app, '/')).rstCode, constants.NGHTTP2_INTERNAL_ERROR)
})

for (const { name, takes, becomes, isBeyondHead, needs, declare } of stages) {
  t.test(`what ${name} throws becomes a valid event over HTTP/2, and the session serves on`, { skip: lacks(needs) }, async t => {
    const app = await build(t)
    let thrown: unknown
    // The stages use what HTTP/1.1 and HTTP/2 have in common.
    await app.register(async scope => { declare(scope as unknown as FastifyInstance, () => thrown) }, { prefix: '/stage' })
    app.get('/served', async () => 'served')
    const { ask } = await session(t, app)

    for (const { name, create, event } of someValues) {
      if (takes?.(create()) === false) continue

      thrown = create()
      const answer = await ask({ ':method': 'POST', ':path': '/stage/', 'content-type': 'text/plain' }, 'x')
      t.same(eventOf(answer), becomes ?? event, name)
      t.equal(answer.rstCode, constants.NGHTTP2_NO_ERROR, name)
      t.notMatch(JSON.stringify(answer), secret, name)
      if (!isBeyondHead) {
        thrown = create()
        const head = await ask({ ':method': 'HEAD', ':path': '/stage/' })
        t.match(head, { statusCode: answer.statusCode, body: '', rstCode: constants.NGHTTP2_NO_ERROR }, name)
        t.equal(head.headers['content-length'], String(Buffer.byteLength(answer.body)), name)
      }
    }

    t.equal((await ask({ ':path': '/served' })).body, 'served')
  })
}

for (const [name, headers, expected, needs] of [
  ['a bad path', { ':path': '/%zz' }, { constant: 'invalid_params', code: 400, message: 'Request path is not a valid URL path.' }],
  ['an over-long parameter', { ':path': `/rooms/${'x'.repeat(101)}` }, { constant: 'uri_too_long', code: 414, message: 'A parameter in the request path is too long.' }, 'frameworkErrors for over-long parameters'],
  ['a route miss', { ':path': '/none?token=hunter2' }, { constant: 'resource_not_found', code: 404, message: 'Route GET /none not found' }],
  ['an unknown method', { ':path': '/none', ':method': 'BREW' }, { constant: 'resource_not_found', code: 404, message: 'Resource not found.' }],
  ['a body that is no JSON', { ':path': '/rooms', ':method': 'POST', 'content-type': 'application/json' }, { constant: 'invalid_params', code: 400, message: 'Request body is not valid JSON.' }]
] as const) {
  t.test(`${name} is answered over HTTP/2, and the session serves on`, { skip: lacks(needs) }, async t => {
    const app = await build(t)
    app.get('/rooms/:id', async () => 'served')
    app.post('/rooms', async () => 'unreachable')
    const { ask } = await session(t, app)

    t.same(eventOf(await ask(headers, ':method' in headers ? '{' : undefined)), expected)
    t.equal((await ask({ ':path': '/rooms/1' })).body, 'served')
  })
}

// Both are named under "Limits" in the README.
for (const [name, headers, status] of [
  ['an unknown Expect', { ':path': '/', expect: 'tea' }, 417],
  ['a CONNECT', { ':method': 'CONNECT', ':authority': 'x:443' }, 405]
] as const) {
  t.test(`${name} is Node's to answer over HTTP/2`, async t => {
    const app = await build(t)
    const { ask } = await session(t, app)

    t.match(await ask(headers), { statusCode: status, body: '' })
  })
}

t.test('a stream that its client cancels ends neither session nor server', async t => {
  const app = await build(t)
  let started = () => {}
  const failed = new Promise<void>(resolve => {
    app.get('/', async request => {
      started()
      await once(request.raw.stream, 'close')
      setImmediate(resolve)
      throw new Error(secret)
    })
  })
  app.get('/served', async () => 'served')
  const { client, ask } = await session(t, app)

  const stream = client.request({ ':path': '/' })
  await new Promise<void>(resolve => { started = resolve })
  stream.close(constants.NGHTTP2_CANCEL)
  await failed

  t.equal((await ask({ ':path': '/served' })).body, 'served')
})
