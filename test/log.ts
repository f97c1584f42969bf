import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { catalog } from '../lib/index.js'
import { build } from './fixtures/build.js'
import { collectLogs } from './fixtures/logs.js'
import { thrownValues } from './fixtures/thrown-values.js'

t.test('a 4xx is one info line with constant, code and message, and no stack', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', (_request, reply) => reply.apiError('conflict', 'Taken.'))

  await app.inject('/')

  t.equal(errorLines().length, 1)
  t.match(errorLines()[0], { level: 30, constant: 'conflict', code: 409, msg: 'Taken.', reqId: 'req-1' })
  t.notOk('err' in (errorLines()[0] ?? {}))
})

t.test('a 5xx is one error line with the whole error', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', async () => { throw new Error('disk full', { cause: new Error('ENOSPC') }) })

  await app.inject('/')

  t.equal(errorLines().length, 1)
  t.match(errorLines()[0], {
    level: 50, constant: 'internal_server_error', code: 500, err: { message: /disk full.*ENOSPC/, stack: /test\/log/ }
  })
})

t.test('an ApiError with a cause is an error line, also for a 4xx', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/thrown', async () => { throw catalog.error('fetch_error', { cause: new Error('ENOSPC') }) })
  app.get('/sent', (_request, reply) => reply.apiError('fetch_error', { cause: new Error('ENOSPC') }))

  await app.inject('/thrown')
  await app.inject('/sent')

  t.match(errorLines(), [{ level: 50, err: { message: /ENOSPC/ } }, { level: 50, err: { message: /ENOSPC/ } }])
})

t.test('a validator that gives an Error without items has it in the log', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.setValidatorCompiler(() => () => ({ error: new Error('database gone') }))
  app.post('/', { schema: { body: {} } }, async () => 'unreachable')

  await app.inject({ method: 'POST', url: '/', payload: {} })

  t.match(errorLines(), [{ level: 30, constant: 'invalid_params', err: { message: 'database gone' } }])
})

t.test('disableRequestLogging silences the info lines, never an error line', async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger, disableRequestLogging: true })
  app.get('/4xx', (_request, reply) => reply.apiError('conflict'))
  app.get('/5xx', async () => { throw new Error('x') })

  for (const url of ['/4xx', '/5xx', '/none']) await app.inject(url)

  t.match(lines, [{ level: 50, code: 500 }])
})

t.test("a route's logLevel is respected", async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', { logLevel: 'error' }, (_request, reply) => reply.apiError('conflict'))

  await app.inject('/')

  t.same(lines, [])
})

t.test("a logger's serializers and redaction apply to the error as it is", async t => {
  const { logger, errorLines } = collectLogs({ redact: ['err.password'] })
  const app = await build(t, {}, { logger })
  class ForeignError { message = 'Own.'; password = 'hunter2'; statusCode = 500 }
  app.get('/', () => { throw new ForeignError() })

  await app.inject('/')

  t.match(errorLines(), [{ level: 50, err: { message: 'Own.', password: '[Redacted]' } }])
})

t.test("bindings of the request's logger are on the line: a factory's, and those of a logger that a hook put in its place", async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, {
    logger,
    childLoggerFactory: (parent, bindings, options) => parent.child({ ...bindings, service: 'rooms' }, options)
  })
  app.addHook('onRequest', async request => { request.log = request.log.child({ user: 'ada' }) })
  app.get('/sent', (_request, reply) => reply.apiError('conflict'))
  app.get('/thrown', async () => { throw new Error('x') })

  for (const url of ['/sent', '/thrown', '/none']) await app.inject(url)

  const bindings = errorLines().map(({ reqId, service, user }) => ({ reqId, service, user }))
  t.strictSame(bindings, ['req-1', 'req-2', 'req-3'].map(reqId => ({ reqId, service: 'rooms', user: 'ada' })))
})

t.test('a message cannot forge a log line', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', (_request, reply) => reply.apiError('conflict', 'a\n{"level":50,"msg":"forged"}'))

  await app.inject('/')

  t.match(errorLines(), [{ level: 30, msg: 'a {"level":50,"msg":"forged"}' }])
})

for (const { name, create, event: { code } } of thrownValues) {
  t.test(`${name} is logged in one line`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, {}, { logger })
    app.get('/', () => { throw create() })

    await app.inject('/')

    t.match(errorLines(), [{ level: code >= 500 || name.includes('cause') ? 50 : 30, code }])
  })
}

t.test('a client that went away is no error', async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', async request => {
    request.raw.socket.destroy()
    await sleep(20)
    throw new Error('aborted')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })

  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {}).write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await sleep(150)

  t.same(lines.filter(({ level }) => level >= 50), [])
})

t.test('a response that has begun is cut off, and its error logged', async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', async (_request, reply) => {
    reply.raw.writeHead(200, { 'content-length': 100 })
    reply.raw.write('begun')
    throw new Error('half way')
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })

  await t.rejects(async () => (await fetch(url)).text())

  t.match(lines.filter(({ level }) => level === 50), [{ err: { message: 'half way' } }])
})

t.test('every event that is sent is published, with its error, request and reply', async t => {
  const published: unknown[] = []
  const listener = (message: unknown) => published.push(message)
  subscribe('fastify-api-error:event', listener)
  t.teardown(() => unsubscribe('fastify-api-error:event', listener))
  const app = await build(t)
  const error = new Error('x')
  app.get('/sent', (_request, reply) => reply.apiError('conflict'))
  app.get('/thrown', async () => { throw error })

  for (const url of ['/sent', '/thrown', '/none']) await app.inject(url)

  t.match(published, [
    { event: { constant: 'conflict' }, error: undefined, request: { url: '/sent' }, reply: { statusCode: 409 } },
    { event: { constant: 'internal_server_error' }, error, request: { url: '/thrown' } },
    { event: { constant: 'resource_not_found' }, error: undefined, request: { url: '/none' } }
  ])
})
