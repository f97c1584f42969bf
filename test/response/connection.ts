/** Errors and the connection that they are sent on: the next request on it is answered too. */
import { connect } from 'node:net'
import { setImmediate as tick } from 'node:timers/promises'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { connection } from '../fixtures/connection.js'
import { eventOf } from '../fixtures/event.js'
import { lacks } from '../fixtures/needs.js'
import { parse, parseAll, portOf, raw, received } from '../fixtures/raw-socket.js'
import { stages } from '../fixtures/stages.js'
import { secret, someValues } from '../fixtures/thrown-values.js'
import { collectUncaught } from '../fixtures/uncaught.js'

const uncaught = collectUncaught()

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
