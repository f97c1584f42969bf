/** Options of Fastify and of the logger that decide which lines are written, and what is in them. */
import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { collectLogs } from '../fixtures/logs.js'
import { lacks } from '../fixtures/needs.js'

t.test('disableRequestLogging silences the info lines, never an error line', { skip: lacks('disableRequestLogging as an option') }, async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger, disableRequestLogging: true })
  app.get('/4xx', (_request, reply) => reply.apiError('conflict'))
  app.get('/5xx', async () => { throw new Error('x') })

  for (const url of ['/4xx', '/5xx', '/none']) await app.inject(url)

  t.match(lines, [{ level: 50, code: 500 }])
})

t.test('disableRequestLogging as a function silences the info lines of the requests that it names', {
  skip: lacks('disableRequestLogging as a function')
}, async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger, disableRequestLogging: request => request.url === '/quiet' })
  for (const url of ['/quiet', '/told']) app.get(url, (_request, reply) => reply.apiError('conflict', url))

  for (const url of ['/quiet', '/told']) await app.inject(url)

  t.strictSame(lines.filter(({ code }) => code === 409).map(({ msg }) => msg), ['/told'])
})

t.test("a route's and a scope's logLevel is respected", async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/route', { logLevel: 'error' }, (_request, reply) => reply.apiError('conflict'))
  await app.register(async scope => {
    scope.get('/scope', (_request, reply) => reply.apiError('conflict'))
    scope.get('/scope/crash', async () => { throw new Error('x') })
  }, { logLevel: 'error' })
  await app.register(async scope => {
    await scope.register(fastifyApiError, { notFound: true, logLevel: 'silent' })
    scope.get('/crash', async () => { throw new Error('x') })
  }, { prefix: '/silent', logLevel: 'silent' })

  for (const url of ['/route', '/scope', '/scope/crash', '/silent/crash']) await app.inject(url)

  t.match(lines, [{ level: 50, reqId: 'req-3', constant: 'internal_server_error' }])
  t.equal(lines.length, 1)
})

t.test("a scope's logSerializers write its errors", async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  await app.register(async scope => {
    scope.get('/', async () => { throw new Error('x') })
  }, { logSerializers: { err: (error: Error) => `written by the scope: ${error.message}` } })

  await app.inject('/')

  t.hasStrict(errorLines(), [{ level: 50, err: 'written by the scope: x' }])
})

t.test('secrets in an error and in its request are redacted', async t => {
  const { logger, lines } = collectLogs({
    redact: ['err.config.headers.authorization', 'req.headers.authorization'],
    serializers: { req: ({ headers }: { headers: object }) => ({ headers }) }
  })
  const app = await build(t, {}, { logger })
  app.get('/', async () => {
    throw Object.assign(new Error('upstream'), { config: { headers: { authorization: 'Bearer secret' } } })
  })

  await app.inject({ url: '/', headers: { authorization: 'Bearer secret' } })

  t.hasStrict(lines, [
    { req: { headers: { authorization: '[Redacted]' } } },
    { level: 50, err: { message: 'upstream', config: { headers: { authorization: '[Redacted]' } } } },
    { msg: 'request completed' }
  ])
  t.notMatch(JSON.stringify(lines), 'secret')
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
  const app = Fastify({ logger })
  t.teardown(() => app.close())
  app.setChildLoggerFactory((parent, bindings, options) => parent.child({ ...bindings, service: 'rooms' }, options))
  await app.register(fastifyApiError)
  app.addHook('onRequest', async request => { request.log = request.log.child({ user: 'ada' }) })
  app.get('/sent', (_request, reply) => reply.apiError('conflict'))
  app.get('/thrown', async () => { throw new Error('x') })

  for (const url of ['/sent', '/thrown', '/none']) await app.inject(url)

  const bindings = errorLines().map(({ reqId, service, user }) => ({ reqId, service, user }))
  t.strictSame(bindings, ['req-1', 'req-2', 'req-3'].map(reqId => ({ reqId, service: 'rooms', user: 'ada' })))
})
