/** The option `mapError`, and hooks of the user that fail. */
import t from 'tap'
import { catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'

const schema = {
  body: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, config: { type: 'object', required: ['layout'] } } }
}

t.test('mapError turns a foreign error into an ApiError', async t => {
  const app = await build(t, {
    mapError: error => error instanceof RangeError ? catalog.error('conflict', 'Taken.') : undefined
  })
  app.get('/range', async () => { throw new RangeError('duplicate key') })
  app.get('/other', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409 }) })

  t.same(eventOf(await app.inject('/range')), { constant: 'conflict', code: 409, message: 'Taken.' })
  t.same(eventOf(await app.inject('/other')), { constant: 'conflict', code: 409, message: 'Own.' })
})

t.test('mapError is not asked for an ApiError or a validation failure', async t => {
  const app = await build(t, { mapError: () => catalog.error('gone') })
  app.get('/api-error', async () => { throw catalog.error('conflict') })
  app.post('/validation', { schema }, async () => 'unreachable')

  t.equal(eventOf(await app.inject('/api-error')).constant, 'conflict')
  t.equal(eventOf(await app.inject({ method: 'POST', url: '/validation', payload: {} })).constant, 'invalid_params')
})

t.test('a mapped error keeps the original in the log', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, { mapError: () => catalog.error('service_unavailable') }, { logger })
  app.get('/', async () => { throw new RangeError('duplicate key') })

  await app.inject('/')

  t.equal(errorLines().length, 1)
  t.match(errorLines(), [{ level: 50, err: { message: 'duplicate key' } }])
})

const misfits: ReadonlyArray<readonly [name: string, hook: () => never]> = [
  ['throws', () => { throw new Error('broken hook') }],
  ['returns a promise', () => Promise.resolve('x') as never],
  ['returns a promise that fails', () => Promise.reject(new Error('broken hook')) as never],
  ['returns something unfitting', () => 42 as never]
]

for (const [name, hook] of misfits) {
  t.test(`a mapError that ${name} is logged as an error and ignored`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, { mapError: hook }, { logger })
    app.get('/', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409 }) })

    t.same(eventOf(await app.inject('/')), { constant: 'conflict', code: 409, message: 'Own.' })
    t.equal(errorLines().length, 2)
    t.match(errorLines(), [{ level: 50, msg: /option 'mapError'/ }, { level: 30 }])
  })

  t.test(`a translate that ${name} is logged as an error and ignored`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, { translate: hook }, { logger })
    app.get('/', (_request, reply) => reply.apiError('conflict'))

    t.equal(eventOf(await app.inject('/')).message, 'Conflict')
    t.equal(errorLines().length, 2)
    t.match(errorLines(), [{ level: 50, msg: /option 'translate'/ }, { level: 30 }])
  })
}
