/** Responses that have begun when they fail, and clients that go away. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { setImmediate as tick } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { connection } from '../fixtures/connection.js'
import { collectLogs } from '../fixtures/logs.js'
import { portOf, raw } from '../fixtures/raw-socket.js'
import { secret } from '../fixtures/thrown-values.js'
import { collectUncaught } from '../fixtures/uncaught.js'

const uncaught = collectUncaught()

type Handler = (reply: FastifyReply) => unknown

const fails = () => { throw new Error(secret) }
const rejects = async () => fails()

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

t.test('nothing of all this was left uncaught', async t => {
  await tick()

  t.same(uncaught, [])
})
