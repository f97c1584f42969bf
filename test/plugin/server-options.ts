import ajvErrors from 'ajv-errors'
import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError, { catalog, serverOptions } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'
import { lacks } from '../fixtures/needs.js'
import { raw } from '../fixtures/raw-socket.js'

t.test('a bad URL is answered with a fixed message', async t => {
  const app = await build(t)
  app.get('/:id', async () => 'x')

  t.same(eventOf(await app.inject('/%zz')), { constant: 'invalid_params', code: 400, message: 'Request path is not a valid URL path.' })
})

t.test('an over-long parameter is answered with a fixed message', { skip: lacks('frameworkErrors for over-long parameters') }, async t => {
  const app = await build(t)
  app.get('/:id', async () => 'x')

  t.same(eventOf(await app.inject(`/${'x'.repeat(200)}`)), {
    constant: 'uri_too_long', code: 414, message: 'A parameter in the request path is too long.'
  })
})

t.test('a failing async constraint is masked', async t => {
  const app = Fastify({
    ...serverOptions(),
    constraints: {
      secret: {
        name: 'secret',
        storage: () => ({ get: () => null, set: () => {} }) as never,
        deriveConstraint: (_request: unknown, _context: unknown, done: (error: Error) => void) => done(new Error('hunter2')),
        validate: () => {}
      } as never
    }
  })
  t.teardown(() => app.close())
  app.get('/', { constraints: { secret: 'x' } }, async () => 'x')

  t.same(eventOf(await app.inject('/')), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

t.test('without the plugin, the server options follow its defaults', async t => {
  const app = Fastify(serverOptions())
  t.teardown(() => app.close())
  app.get('/', async () => 'x')

  t.equal(eventOf(await app.inject('/%zz')).constant, 'invalid_params')
})

t.test('with the plugin at the root, the server options follow it', async t => {
  const app = await build(t, { documentation: '/errors', requestId: true, catalog: catalog.extend({ invalid_params: { code: 400, title: 'x' } }) })
  app.get('/', async () => 'x')

  t.match(eventOf(await app.inject('/%zz')), { documentation: '/errors#invalid_params', requestId: 'req-1' })
})

t.test('nothing is written into a response that has begun', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-length': 100 })
    reply.raw.write('begun')
  })

  const answer = await raw(app, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n', 'GARBAGE\r\n\r\n')

  t.notMatch(answer, 'invalid_params')
})

t.test('a client error is one info line, and none where request logging is off', { skip: lacks('disableRequestLogging as an option') }, async t => {
  for (const disableRequestLogging of [false, true]) {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, {}, { logger, disableRequestLogging })

    await raw(app, 'GARBAGE\r\n\r\n')

    const line = { level: 30, constant: 'invalid_params', code: 400, msg: 'Request is not valid HTTP.' }
    t.equal(errorLines().length, disableRequestLogging ? 0 : 1)
    t.match(errorLines(), disableRequestLogging ? [] : [line])
  }
})

t.test("errorMessage is known to Fastify's Ajv", async t => {
  const app = await build(t)
  app.get('/', { schema: { querystring: { type: 'object', properties: { a: { type: 'integer', errorMessage: 'A whole number, please.' } } } } }, async () => 'x')

  t.equal(eventOf(await app.inject('/?a=x')).message, 'A whole number, please.')
})

/** A template, which ajv-errors would replace by the value of the member. */
const template = '$' + '{/a}'

t.test('Ajv options of the user are kept, ajv-errors among them', async t => {
  const app = Fastify(serverOptions({ ajv: { customOptions: { allErrors: true, coerceTypes: false }, plugins: [ajv => ajvErrors.default(ajv)] } }))
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  app.get('/', {
    schema: { querystring: { type: 'object', properties: { a: { type: 'integer', errorMessage: `Whole ${template}.` }, b: { type: 'integer' } } } }
  }, async () => 'x')

  const { issues } = eventOf(await app.inject('/?a=1&b=secret'))

  t.match(issues, [{ pointer: '/a', keyword: 'type', message: `Whole ${template}.` }, { pointer: '/b', message: '`b` must be an integer.' }])
})

t.test('a wrong option is refused', async t => {
  t.throws(() => serverOptions({ logger: true } as object), { name: 'TypeError', message: /unknown option 'logger'; known are ajv\./ })
  for (const [ajv, shown] of [[7, '7'], [null, 'null'], [{ plugins: 1 }, '{ plugins: 1 }'], [{ plugins: null }, '{ plugins: null }']] as const) {
    t.throws(() => serverOptions({ ajv } as object), { message: `option 'ajv' must be Fastify's ajv options, { customOptions?, plugins?: a list, onCreate? }, got ${shown}.` })
  }
})

t.test('the options fit HTTP/2 servers', async t => {
  const app = Fastify({ http2: true, ...serverOptions() })
  t.teardown(() => app.close())
  await app.register(fastifyApiError)

  t.equal(JSON.parse((await app.inject('/none')).body).constant, 'resource_not_found')
})
