import { Readable } from 'node:stream'
import { types } from 'node:util'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { build } from './fixtures/build.js'
import { eventOf } from './fixtures/event.js'
import { nothings, secret, thrownValues, type ThrownValue } from './fixtures/thrown-values.js'

interface Stage {
  readonly name: string
  readonly takes?: (value: unknown) => boolean
  declare (app: FastifyInstance, thrower: () => never, create: () => unknown): void
}

// Fastify sends anything else as a body.
const isError = (value: unknown) => types.isNativeError(value)

const asyncHooks = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend'] as const

const stages: readonly Stage[] = [
  ...asyncHooks.map((hook): Stage => ({
    name: `an async ${hook} hook`,
    declare: (app, thrower) => {
      app.addHook(hook as 'onRequest', async () => thrower())
      app.post('/', async () => ({ ok: true }))
    }
  })),
  ...(['onRequest', 'preHandler'] as const).map((hook): Stage => ({
    name: `a callback ${hook} hook`,
    declare: (app, _thrower, create) => {
      app.addHook(hook as 'onRequest', (_request, _reply, done) => done(create() as Error))
      app.post('/', async () => ({ ok: true }))
    }
  })),
  {
    name: 'a sync onRequest hook',
    declare: (app, thrower) => {
      app.addHook('onRequest', (_request, _reply, _done): void => { thrower() })
      app.post('/', async () => ({ ok: true }))
    }
  },
  { name: 'a sync handler', declare: (app, thrower) => app.post('/', () => thrower()) },
  { name: 'an async handler', declare: (app, thrower) => app.post('/', async () => thrower()) },
  { name: 'a handler that awaited', declare: (app, thrower) => app.post('/', async () => { await null; thrower() }) },
  {
    name: 'an Error that is sent',
    takes: isError,
    declare: (app, _thrower, create) => app.post('/', (_request, reply) => { reply.send(create()) })
  },
  { name: 'an Error that is returned', takes: isError, declare: (app, _thrower, create) => app.post('/', async () => create()) },
  {
    name: 'a stream that fails before its first byte',
    takes: isError,
    declare: (app, _thrower, create) => app.post('/', (_request, reply) => {
      const stream = new Readable({ read () { this.destroy(create() as Error) } })
      reply.header('content-encoding', 'gzip').type('text/csv').send(stream)
    })
  },
  {
    name: 'a content type parser',
    declare: (app, thrower) => {
      app.removeContentTypeParser('text/plain')
      app.addContentTypeParser('text/plain', async () => thrower())
      app.post('/', async () => 'ok')
    }
  },
  {
    name: "a nested scope's own async error handler",
    declare: (app, thrower) => app.register(async nested => {
      nested.setErrorHandler(async () => thrower())
      nested.post('/', async () => { throw new Error('first') })
    })
  },
  {
    name: "a nested scope's own sync error handler",
    takes: isError,
    declare: (app, thrower) => app.register(async nested => {
      nested.setErrorHandler(() => thrower())
      nested.post('/', async () => { throw new Error('first') })
    })
  },
  {
    name: "a route's own error handler that passes the error on",
    takes: isError,
    declare: (app, thrower) => app.post('/', { errorHandler: (error, _request, reply) => { reply.send(error) } }, async () => thrower())
  },
  {
    name: 'a not-found handler hook',
    declare: (app, thrower) => app.addHook('preHandler', async request => { if (request.is404) thrower() })
  }
]

// Fastify takes a thrown `undefined`, and in callbacks `null`, for "no error" (README, limits).
const stagesOfNothings = stages.filter(({ name }) => /handler( that awaited)?$/.test(name) && !/own|not-found/.test(name))

async function check (t: Test, stage: Stage, { create, event }: ThrownValue): Promise<void> {
  const app = await build(t)
  stage.declare(app, () => { throw create() }, create)

  const response = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, payload: 'x' })

  t.same(eventOf(response), event)
  t.notMatch(JSON.stringify([response.headers, response.body]), secret)
  t.notOk('content-encoding' in response.headers)
}

for (const stage of stages) {
  t.test(`what ${stage.name} throws becomes a valid event`, async t => {
    for (const value of thrownValues) {
      if (stage.takes?.(value.create()) ?? true) await t.test(value.name, async t => check(t, stage, value))
    }
  })
}

for (const stage of stagesOfNothings) {
  t.test(`nothing, thrown by ${stage.name}, becomes a valid event`, async t => {
    for (const value of nothings) await t.test(value.name, async t => check(t, stage, value))
  })
}
