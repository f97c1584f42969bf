/** The message and the data of an event. */
import { Type } from '@sinclair/typebox'
import t from 'tap'
import { catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'

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

const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer(), since: Type.Optional(Type.String({ format: 'date-time' })) }) }
})

t.test('data is sent as its schema describes it: other members are dropped', async t => {
  const app = await build(t, { catalog: errors })
  app.get('/', () => { throw errors.error('room_full', { data: { capacity: 4, since: new Date(0) as unknown as string, ...{ secret: 'x' } } }) })

  t.same(eventOf(await app.inject('/')).data, { capacity: 4, since: '1970-01-01T00:00:00.000Z' })
})

for (const [name, value] of [['function', () => 1], ['symbol', Symbol('x')]] as const) {
  t.test(`data that is a ${name} is named in the log`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, { catalog: errors }, { logger })
    app.get('/', () => { throw (errors.error as (constant: string, detail: unknown) => Error)('room_full', { data: value }) })

    t.same(eventOf(await app.inject('/')), { constant: 'room_full', code: 409, message: 'Room is full.' })
    t.match(errorLines()[0], { err: { message: /^data must be a value that JSON can represent, got / } })
  })
}

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

t.test('a documented constant with data of its own has none where it stands for a foreign error, and nothing is logged of it', async t => {
  const { logger, errorLines } = collectLogs()
  const own = catalog.extend({ resource_not_found: { code: 404, title: 'Not here.', data: Type.Object({ id: Type.String() }) } })
  const app = await build(t, { catalog: own }, { logger })

  t.same(eventOf(await app.inject('/none')), { constant: 'resource_not_found', code: 404, message: 'Route GET /none not found' })
  t.equal(errorLines().length, 1)
  t.match(errorLines(), [{ level: 30 }])
})
