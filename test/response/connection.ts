/** What errors do to the connection: real sockets, the next request on them, and clients that go away. */
import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setImmediate as tick } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import t, { type Test } from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'
import { lacks } from '../fixtures/needs.js'
import { parse, parseAll, portOf, raw, received } from '../fixtures/raw-socket.js'
import { stages } from '../fixtures/stages.js'
import { secret, someValues } from '../fixtures/thrown-values.js'

const uncaught: unknown[] = []
process.on('uncaughtExceptionMonitor', error => { uncaught.push(error) })
process.on('unhandledRejection', error => { uncaught.push(error) })

/** A client that keeps its one connection for as long as it can; the server counts how many it needed. */
async function connection (t: Test, app: FastifyInstance) {
  const port = await portOf(app)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => agent.destroy())
  let count = 0
  app.server.on('connection', () => { count++ })
  return {
    count: () => count,
    async ask (method: string, path: string) {
      const outgoing = request({ agent, port, method, path, headers: method === 'POST' ? { 'content-type': 'text/plain' } : {} })
      outgoing.end(method === 'POST' ? 'x' : undefined)
      const [answer] = await once(outgoing, 'response') as [IncomingMessage]
      const { statusCode = 0, headers } = answer
      return { statusCode, headers, body: await text(answer) }
    }
  }
}

for (const { name, takes, becomes, isBeyondHead, needs, declare } of stages) {
  t.test(`after ${name} failed, its connection serves on, and HEAD is answered without a body`, { skip: lacks(needs) }, async t => {
    const app = await build(t)
    let thrown: unknown
    await app.register(async scope => { declare(scope, () => thrown) }, { prefix: '/stage' })
    app.get('/served', async () => 'served')
    const { ask, count } = await connection(t, app)
    let closed = 0

    for (const { name, create, event } of someValues) {
      if (takes?.(create()) === false) continue

      thrown = create()
      const answer = await ask('POST', '/stage/')
      if (answer.headers.connection === 'close') closed++
      t.same(eventOf(answer), becomes ?? event, name)
      t.notMatch(JSON.stringify(answer), secret, name)
      t.equal((await ask('GET', '/served')).body, 'served', name)
      if (isBeyondHead) continue

      thrown = create()
      const head = await ask('HEAD', '/stage/')
      t.match(head, { statusCode: answer.statusCode, body: '' }, name)
      t.equal(head.headers['content-type'], answer.headers['content-type'], name)
      t.equal(head.headers['content-length'], String(Buffer.byteLength(answer.body)), name)
      t.equal((await ask('GET', '/served')).body, 'served', name)
    }

    t.equal(count(), 1 + closed)
  })
}

const conflict = { constant: 'conflict', code: 409, message: 'Conflict' }
const crash = { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' }

type Handler = (reply: FastifyReply) => unknown

const fails = () => { throw new Error(secret) }
const rejects = async () => fails()
const later = (call: () => void) => { setImmediate(call) }

const twice: ReadonlyArray<readonly [name: string, handler: Handler, expected: string | object]> = [
  ['a sync handler that sends, then throws', reply => { reply.send('first'); fails() }, 'first'],
  ['an async handler that sends, then throws', async reply => { reply.send('first'); fails() }, 'first'],
  ['a handler that sends, and an Error later', reply => { reply.send('first'); later(() => reply.send(new Error(secret))) }, 'first'],
  ['a handler that sends, and an event later', reply => { reply.send('first'); later(() => reply.apiError('conflict')) }, 'first'],
  ['reply.apiError, then throw', reply => { reply.apiError('conflict'); fails() }, conflict],
  ['reply.apiError, then a rejection', async reply => { reply.apiError('conflict'); fails() }, conflict],
  ['reply.apiError twice', reply => { reply.apiError('conflict'); reply.apiError('gone') }, conflict],
  ['reply.apiError, then a body', reply => { reply.apiError('conflict'); reply.send('second') }, conflict],
  ['reply.apiError that is not returned', async reply => { reply.apiError('conflict'); return 'second' }, conflict],
  ['two Errors that are sent', reply => { reply.send(new Error(secret)); reply.send(new Error(secret)) }, crash],
  ['an Error that is sent, then reply.apiError', reply => { reply.send(new Error(secret)); reply.apiError('conflict') }, crash],
  ['a hijacked reply, then throw', reply => { reply.hijack().raw.end('first'); fails() }, 'first'],
  ['a hijacked reply, then a rejection', async reply => { reply.hijack().raw.end('first'); fails() }, 'first'],
  ['a hijacked reply that ends after the rejection', async reply => { reply.hijack(); later(() => reply.raw.end('first')); fails() }, 'first'],
  ['a hijacked reply, then reply.apiError', reply => { reply.hijack(); reply.apiError('conflict'); reply.raw.end('first') }, 'first'],
  ['an answer through reply.raw, then throw', reply => { reply.raw.end('first'); fails() }, 'first']
]

for (const [name, handler, expected] of twice) {
  t.test(`${name}: the first answer stands, and the connection serves on`, async t => {
    const app = await build(t)
    app.get('/', (_request, reply) => handler(reply))
    app.get('/served', async () => 'served')
    const { ask, count } = await connection(t, app)

    const answer = await ask('GET', '/')

    t.same(typeof expected === 'string' ? answer.body : eventOf(answer), expected)
    t.equal((await ask('GET', '/served')).body, 'served')
    t.equal(count(), 1)
  })
}

t.test('done that is called twice with an error is answered once', async t => {
  const app = await build(t)
  app.get('/', { preHandler: (_request, _reply, done) => { done(new Error(secret)); done(new Error(secret)) } }, async () => 'x')
  app.get('/served', async () => 'served')
  const { ask, count } = await connection(t, app)

  t.same(eventOf(await ask('GET', '/')), crash)
  t.equal((await ask('GET', '/served')).body, 'served')
  t.equal(count(), 1)
})

for (const [name, onResponse] of [
  ['an async', rejects], ['a sync', fails], ['a callback', (_request: unknown, _reply: unknown, done: (error: Error) => void) => done(new Error(secret))]
] as const) {
  t.test(`${name} onResponse hook that fails changes nothing`, async t => {
    const app = await build(t)
    app.addHook('onResponse', onResponse as () => void)
    app.get('/', rejects)
    const { ask, count } = await connection(t, app)

    for (let request = 0; request < 2; request++) t.same(eventOf(await ask('GET', '/')), crash)
    t.equal(count(), 1)
  })
}

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

const begun: ReadonlyArray<readonly [name: string, handler: Handler]> = [
  ['a sync handler', reply => { begin(reply); fails() }],
  ['an async handler', async reply => { begin(reply); fails() }],
  ['an Error that is sent', reply => { begin(reply).send(new Error(secret)) }],
  ['reply.apiError, thrown by its second answer', async reply => { begin(reply); await tick(); reply.send(new Error(secret)) }],
  ['a stream', reply => reply.send(Readable.from((async function * () { yield 'begun'; await tick(); fails() })()))],
  ['a web stream', reply => reply.send(new ReadableStream({
    start (controller) { controller.enqueue(Buffer.from('begun')) },
    async pull (controller) { await tick(); controller.error(new Error(secret)) }
  }, { highWaterMark: 2 }))]
]

function begin (reply: FastifyReply): FastifyReply {
  reply.raw.writeHead(200, { 'content-length': 100 })
  reply.raw.write('begun')
  return reply
}

for (const [name, handler] of begun) {
  t.test(`${name} that fails in the middle of a response: it is cut off, and the server serves on`, async t => {
    const app = await build(t)
    app.get('/', (_request, reply) => handler(reply))
    app.get('/served', async () => 'served')
    const { ask } = await connection(t, app)

    await t.rejects(ask('GET', '/'), { code: 'ECONNRESET' })
    t.notMatch(await raw(app, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'), /internal_server_error|postgres/)
    t.equal((await ask('GET', '/served')).body, 'served')
  })
}

const failures: ReadonlyArray<readonly [name: string, fail: (reply: FastifyReply) => unknown]> = [
  ['throws', rejects],
  ['sends an Error', reply => reply.send(new Error(secret))],
  ['calls reply.apiError', reply => reply.apiError('service_unavailable')]
]

for (const [name, fail] of failures) {
  t.test(`a client that goes away before the handler ${name} is no error, and the server serves on`, async t => {
    const { logger, lines } = collectLogs()
    const app = await build(t, {}, { logger })
    const done = new Promise<void>(resolve => {
      app.get('/', async (request, reply) => {
        await once(request.raw.socket.resume(), 'close')
        setImmediate(resolve)
        return fail(reply)
      })
    })
    app.get('/served', async () => 'served')

    const socket = connect(await portOf(app), '127.0.0.1')
    socket.on('error', () => {}).write('GET / HTTP/1.1\r\nhost: x\r\n\r\n', () => socket.destroy())
    await done

    t.same(lines.filter(({ level }) => level >= 50), [])
    t.equal((await (await connection(t, app)).ask('GET', '/served')).body, 'served')
  })
}

t.test('a client that goes away in the middle of its body is no error, also where an onRequestAbort hook fails', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  const aborted = new Promise<void>(resolve => { app.addHook('onRequestAbort', async _request => { setImmediate(resolve); fails() }) })
  app.post('/', async () => 'unreachable')
  app.get('/served', async () => 'served')

  const socket = connect(await portOf(app), '127.0.0.1')
  socket.on('error', () => {}).write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"a"', () => socket.destroy())
  await aborted

  t.match(errorLines().filter(({ level }) => level >= 50), [{ msg: 'onRequestAborted hook failed' }])
  t.equal((await (await connection(t, app)).ask('GET', '/served')).body, 'served')
})

t.test('a client that goes away in the middle of an event is no error', async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger })
  const issues = Array.from({ length: 100 }, (_, index) => ({ in: 'body', pointer: `/${index}`, message: 'x'.repeat(1000) } as const))
  const closed = new Promise<void>(resolve => {
    app.get('/', (request, reply) => {
      request.raw.socket.on('close', () => { setImmediate(resolve) })
      return reply.apiError('invalid_params', { issues })
    })
  })

  const socket = connect(await portOf(app), '127.0.0.1')
  socket.on('error', () => {}).write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  socket.once('data', () => socket.destroy())
  await closed

  t.same(lines.filter(({ level }) => level >= 50), [])
})

t.test('a client that closes its half of the connection gets the event that is ready', async t => {
  const app = await build(t)
  app.get('/', async () => { throw new Error(secret) })

  const socket = connect(await portOf(app), '127.0.0.1')
  socket.end('GET / HTTP/1.1\r\nhost: x\r\n\r\n')

  t.same(eventOf(parse(await received(socket))), crash)
})

t.test('pipelined requests are answered in order, each with its own event', async t => {
  const app = await build(t)
  app.get('/slow', async () => { await tick(); throw new Error(secret) })
  app.get('/fast', (_request, reply) => reply.apiError('conflict'))
  const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nhost: x\r\n${more}\r\n`

  const answers = parseAll(await raw(app, get('/slow') + get('/fast') + get('/slow', 'connection: close\r\n')))

  t.same(answers.map(eventOf), [crash, conflict, crash])
})

t.test('an event keeps to what an HTTP/1.0 client understands', async t => {
  const app = await build(t)
  app.get('/', async () => { throw new Error(secret) })

  const answer = parse(await raw(app, 'GET / HTTP/1.0\r\n\r\n'))

  t.same(eventOf(answer), crash)
  t.equal(answer.headers.connection, 'close')
})

t.test('an error that is thrown before the body is read leaves the connection in step', async t => {
  const app = await build(t)
  app.post('/', { onRequest: async (_request, reply) => reply.apiError('conflict') }, async () => 'unreachable')
  app.get('/served', async () => 'served')

  const post = `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n${' '.repeat(100_000)}`
  const [refused, served] = parseAll(await raw(app, post, 'GET /served HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'))

  t.same(refused && eventOf(refused), conflict)
  t.equal(served?.body, 'served')
})

t.test('nothing of all this was left uncaught', async t => {
  await tick()

  t.same(uncaught, [])
})
