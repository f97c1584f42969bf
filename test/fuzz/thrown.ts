import { ok, strictEqual } from 'node:assert/strict'
import { types } from 'node:util'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { catalog, type ApiErrorOptions } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { canary, expectEvent, expectNoCanary, expectSame } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'
import { dirtyText } from './fixtures/texts.js'
import { spoken, thrown } from './fixtures/thrown.js'
import { withApp } from './fixtures/with-app.js'

interface Stage {
  readonly takes?: (value: unknown) => boolean
  declare (app: FastifyInstance, create: () => unknown): void
}

// Fastify sends anything else as a body.
const isError = (value: unknown) => types.isNativeError(value)
// Fastify takes nothing, handed to a callback, for "no error".
const isSomething = (value: unknown) => value !== undefined && value !== null

const asyncHook = (name: string): Stage => ({
  takes: isSomething,
  declare: (app, create) => {
    app.addHook(name as 'onRequest', async () => { throw create() })
    app.get('/', async () => ({ ok: true }))
  }
})

const stages: Readonly<Record<string, Stage>> = {
  ...Object.fromEntries(['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend'].map(name => [name, asyncHook(name)])),
  callback: {
    takes: isSomething,
    declare: (app, create) => {
      app.addHook('preHandler', (_request, _reply, done) => done(create() as Error))
      app.get('/', async () => ({ ok: true }))
    }
  },
  handler: { declare: (app, create) => app.get('/', () => { throw create() }) },
  asyncHandler: { declare: (app, create) => app.get('/', async () => { await null; throw create() }) },
  sent: { takes: isError, declare: (app, create) => app.get('/', (_request, reply) => { reply.send(create()) }) },
  returned: { takes: isError, declare: (app, create) => app.get('/', async () => create()) },
  stream: {
    takes: isError,
    declare: (app, create) => app.get('/', (_request, reply) => {
      reply.type('text/csv').send(new Readable({ read () { this.destroy(create() as Error) } }))
    })
  },
  nestedErrorHandler: {
    takes: isError,
    declare: (app, create) => app.register(async nested => {
      nested.setErrorHandler(async () => { throw create() })
      nested.get('/', async () => { throw new Error(canary) })
    })
  }
}

/** Results of the functions among the options, both allowed and not. */
const results: ReadonlyArray<(() => unknown) | undefined> = [
  undefined, () => undefined, () => 'Translated.', () => '', () => '\u202e', () => canary.length, () => catalog.error('conflict', 'Mapped.'),
  () => { throw new Error(canary) }, async () => { throw new Error(canary) }, () => new Proxy({}, { get () { throw new Error(canary) } })
]

const cases = fc.record({
  thrown,
  stage: fc.constantFrom(...Object.keys(stages)),
  options: fc.record({
    requestId: fc.boolean(),
    documentation: fc.constantFrom('/errors', 'https://example.com/errors'),
    mapError: fc.constantFrom(...results),
    translate: fc.constantFrom(...results)
  }, { requiredKeys: [] }),
  requestId: dirtyText,
  replyStatus: fc.constantFrom(undefined, undefined, undefined, 404, 503)
})

hold('anything that is thrown becomes an event that tells nothing of the server', 0.25, cases, async ({ thrown, stage: name, options, requestId, replyStatus }) => withApp(async closer => {
  const { takes = () => true, declare } = stages[name] as Stage
  if (!takes(thrown.create())) return []

  const app = await build(closer, options as ApiErrorOptions, { genReqId: () => requestId })
  app.addHook('onRequest', async (_request, reply) => { if (replyStatus !== undefined) reply.code(replyStatus) })
  declare(app, thrown.create)

  const answer = await app.inject('/')
  const event = expectEvent(answer)
  expectSame(answer, await app.inject('/'))
  expectNoCanary(answer)
  // The status that the reply has, and what mapError returns, decide where the value does not.
  if (replyStatus === undefined && options.mapError === undefined) {
    strictEqual(event.code, thrown.code ?? event.code)
    ok(thrown.isShown || !answer.body.includes(spoken), answer.body)
  }
  return [answer]
}))
