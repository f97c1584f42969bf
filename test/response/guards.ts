import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import t, { type Test } from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'

type Guard = (reply: FastifyReply, done: () => void) => unknown

const refuse = (reply: FastifyReply) => reply.apiError('invalid_token', '`token` is invalid.')
const refusal = { constant: 'invalid_token', code: 401, message: '`token` is invalid.' }

const guards: Readonly<Record<string, Guard>> = {
  'async, returned': async reply => refuse(reply),
  'async, not returned': async reply => { refuse(reply) },
  'async, not returned, after an await': async reply => { await sleep(1); refuse(reply) },
  'async, not returned, with work afterwards': async reply => { refuse(reply); await sleep(20) },
  'async, not returned, failing afterwards': async reply => { refuse(reply); throw new Error('afterwards') },
  'async, sending again afterwards': async reply => { refuse(reply); reply.send({ again: true }) },
  'async, refusing again afterwards': async reply => { refuse(reply); reply.apiError('conflict') },
  callback: reply => { refuse(reply) },
  'callback, going on': (reply, done) => { refuse(reply); done() }
}

const onSends: Readonly<Record<string, (app: FastifyInstance) => unknown>> = {
  'no onSend hook': () => {},
  'an onSend hook': app => app.addHook('onSend', (_request, _reply, payload, done) => done(null, payload)),
  'an async onSend hook': app => app.addHook('onSend', async (_request, _reply, payload) => payload),
  'a slow onSend hook': app => app.addHook('onSend', async (_request, _reply, payload) => sleep(10, payload))
}

const stages = ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const

/** Declares the guard for the stage, and counts what runs although the guard refused. */
function guarded (app: FastifyInstance, stage: typeof stages[number], guard: Guard) {
  const ran: string[] = []
  const isAsync = guard.length < 2 && guard.constructor.name === 'AsyncFunction'
  let settled: Promise<unknown> = Promise.resolve()
  app.addHook(stage as 'onRequest', isAsync
    ? async (_request, reply) => {
      const refusing = guard(reply, () => {}) as Promise<unknown>
      settled = Promise.allSettled([refusing])
      return refusing
    }
    : (_request, reply, ...rest) => { guard(reply, rest.at(-1) as unknown as () => void) })
  app.addHook('preHandler', async () => { ran.push('a later hook') })
  app.post('/', async () => {
    ran.push('the handler')
    return { ok: true }
  })
  /** Once the guard has ended, and whatever comes after it could have run. */
  async function ranAfterwards (): Promise<string[]> {
    await settled
    await sleep(5)
    return ran
  }
  return { ran, ranAfterwards }
}

async function check (t: Test, stage: typeof stages[number], guard: Guard, addOnSend: (app: FastifyInstance) => unknown) {
  const app = await build(t)
  addOnSend(app)
  const { ranAfterwards } = guarded(app, stage, guard)

  const response = await app.inject({ method: 'POST', url: '/', payload: { a: 1 } })

  t.same(eventOf(response), refusal)
  t.same(await ranAfterwards(), [])
}

for (const stage of stages) {
  // Most of the time, they wait: all at once.
  t.test(`a guard in ${stage} that calls reply.apiError keeps the handler from running`, { jobs: 36 }, async t => {
    for (const [style, guard] of Object.entries(guards)) {
      for (const [name, addOnSend] of Object.entries(onSends)) {
        t.test(`${style}, beside ${name}`, async t => check(t, stage, guard, addOnSend))
      }
    }
  })
}

t.test('a handler that returns something after reply.apiError does not answer twice', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.addHook('onSend', async (_request, _reply, payload) => sleep(10, payload))
  app.get('/', async (_request, reply) => {
    refuse(reply)
    return { ok: true }
  })

  t.same(eventOf(await app.inject('/')), refusal)
  t.hasStrict(errorLines().map(({ level, err }) => [level, (err as { code?: string } | undefined)?.code]), [
    [30, undefined], [40, 'FST_ERR_REP_ALREADY_SENT']
  ])
})

t.test('an onSend hook that fails on the event of a guard leads to an event of its own failure', async t => {
  const app = await build(t)
  app.addHook('onSend', async () => { await sleep(1); throw new Error('secret') })
  const { ran } = guarded(app, 'onRequest', async reply => { refuse(reply) })

  const response = await app.inject({ method: 'POST', url: '/' })

  t.same(eventOf(response), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
  t.same(ran, [])
})

const failures: Readonly<Record<string, (app: FastifyInstance, isFirst: () => boolean) => unknown>> = {
  'a callback onSend hook': (app, isFirst) => app.addHook('onSend', (_request, _reply, payload, done) => {
    if (isFirst()) done(new Error('first'))
    else done(null, payload)
  }),
  'an async onSend hook': (app, isFirst) => app.addHook('onSend', async (_request, _reply, payload) => {
    await sleep(1)
    if (isFirst()) throw new Error('first')
    return payload
  })
}

for (const [style, answer] of [
  ['sends', (reply: FastifyReply) => { reply.code(503).type('application/json').send('{"own":true}') }],
  ['sends later', (reply: FastifyReply) => { setTimeout(() => { reply.code(503).type('application/json').send('{"own":true}') }, 5) }],
  ['returns later', async (reply: FastifyReply) => { await sleep(5); reply.code(503).type('application/json'); return '{"own":true}' }]
] as const) {
  for (const [name, addFailing] of Object.entries(failures)) {
    t.test(`a nested error handler that ${style} its own body answers where ${name} failed on an event`, async t => {
      const app = await build(t)
      app.register(async nested => {
        let calls = 0
        addFailing(nested, () => calls++ === 0)
        nested.setErrorHandler((_error, _request, reply) => answer(reply))
        nested.get('/', async (_request, reply) => refuse(reply))
      })
      await app.listen({ port: 0, host: '127.0.0.1' })

      const response = await fetch(app.listeningOrigin, { signal: AbortSignal.timeout(5000) })

      t.equal(response.status, 503)
      t.equal(await response.text(), '{"own":true}')
    })
  }
}

t.test('onResponse hooks and the end of the handler are seen for an event that was held up', async t => {
  const app = await build(t)
  const seen: string[] = []
  const onAsyncEnd = () => { seen.push('asyncEnd') }
  subscribe('tracing:fastify.request.handler:asyncEnd', onAsyncEnd)
  t.teardown(() => unsubscribe('tracing:fastify.request.handler:asyncEnd', onAsyncEnd))
  app.addHook('onSend', async (_request, _reply, payload) => sleep(5, payload))
  app.addHook('onResponse', async (_request, reply) => { seen.push(`onResponse ${reply.statusCode}`) })
  app.get('/', async (_request, reply) => refuse(reply))

  t.same(eventOf(await app.inject('/')), refusal)
  await sleep(5)
  t.same(seen.sort(), ['asyncEnd', 'onResponse 401'])
})
