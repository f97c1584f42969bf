/** Requests that are answered twice, or fail after their answer: the first answer stands, and the connection serves on. */
import { setImmediate as tick } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { connection } from '../fixtures/connection.js'
import { eventOf } from '../fixtures/event.js'
import { secret } from '../fixtures/thrown-values.js'
import { collectUncaught } from '../fixtures/uncaught.js'

const uncaught = collectUncaught()

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

t.test('nothing of all this was left uncaught', async t => {
  await tick()

  t.same(uncaught, [])
})
