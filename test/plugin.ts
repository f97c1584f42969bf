import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError, { ApiErrorEventSchema, catalog, defineCatalog } from '../lib/index.js'
import { build } from './fixtures/build.js'
import { eventOf } from './fixtures/event.js'
import { collectLogs } from './fixtures/logs.js'
import { lacks } from './fixtures/needs.js'

t.test('the schema ApiErrorEvent is registered, and other schemas can refer to it', async t => {
  const app = await build(t)
  app.get('/', { schema: { response: { 200: { type: 'object', properties: { last: { $ref: 'ApiErrorEvent#' } } } } } }, async () =>
    ({ last: { constant: 'conflict', code: 409, message: 'x', other: 1 } }))

  t.equal(JSON.stringify(app.getSchema('ApiErrorEvent')), JSON.stringify(ApiErrorEventSchema))
  t.same((await app.inject('/')).json(), { last: { constant: 'conflict', code: 409, message: 'x' } })
})

t.test('another schema of that $id is refused', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  app.addSchema({ $id: 'ApiErrorEvent', type: 'object' })

  await t.rejects(async () => app.register(fastifyApiError), /another schema has the \$id 'ApiErrorEvent'/)
})

t.test('nested scopes have their own catalog and options, and siblings do not meet', async t => {
  const app = await build(t)
  for (const name of ['one', 'two']) {
    const errors = defineCatalog({ [name]: { code: 400, title: `Title ${name}.` } })
    await app.register(async nested => {
      await nested.register(fastifyApiError, { catalog: errors, documentation: `/${name}` })
      nested.get('/own', () => { throw errors.error(name) })
      nested.get('/other', (_request, reply) => (reply.apiError as (constant: string) => unknown)(name === 'one' ? 'two' : 'one'))
    }, { prefix: `/${name}` })
  }
  app.get('/root', (_request, reply) => reply.apiError('invalid_token'))

  t.same(eventOf(await app.inject('/one/own')), { constant: 'one', code: 400, message: 'Title one.', documentation: '/one#one' })
  t.same(eventOf(await app.inject('/two/own')), { constant: 'two', code: 400, message: 'Title two.', documentation: '/two#two' })
  t.match(eventOf(await app.inject('/one/other')), { constant: 'internal_server_error', documentation: '/one#internal_server_error' })
  t.same(eventOf(await app.inject('/root')), { constant: 'invalid_token', code: 401, message: '`token` is invalid.' })
})

t.test('a nested scope without the plugin follows the scope around it', async t => {
  const app = await build(t)
  await app.register(async nested => {
    nested.get('/nested', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409 }) })
  })

  t.equal(eventOf(await app.inject('/nested')).constant, 'conflict')
})

t.test('registered in a nested scope, the plugin leaves the others to Fastify', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(async nested => {
    await nested.register(fastifyApiError)
    nested.get('/', async () => { throw new Error('x') })
  }, { prefix: '/api' })
  app.get('/', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409 }) })

  t.equal(eventOf(await app.inject('/api')).constant, 'internal_server_error')
  t.same((await app.inject('/')).json(), { statusCode: 409, error: 'Conflict', message: 'Own.' })
  t.match((await app.inject('/no/route')).json(), { message: 'Route GET:/no/route not found' })
  t.match((await app.inject('/api/none')).json(), { message: 'Route GET:/api/none not found' })
})

t.test('an error handler of a nested scope answers by itself, or passes the error on', async t => {
  const app = await build(t)
  await app.register(async nested => {
    nested.setErrorHandler((error, _request, reply) => {
      if ((error as Error).message === 'mine') return reply.code(418).send('teapot')
      throw error
    })
    nested.get('/mine', async () => { throw new Error('mine') })
    nested.get('/other', async () => { throw catalog.error('conflict') })
  })

  t.equal((await app.inject('/mine')).body, 'teapot')
  t.equal(eventOf(await app.inject('/other')).constant, 'conflict')
})

for (const [url, message] of [
  ['/none', 'Route GET /none not found'],
  ['/none?token=secret#x', 'Route GET /none not found'],
  ['/%C3%BC/%0d%0a', 'Route GET /%C3%BC/%0d%0a not found']
] as const) {
  t.test(`the route miss ${url} is answered with method and path, without the query string`, async t => {
    const app = await build(t)

    t.same(eventOf(await app.inject(url)), { constant: 'resource_not_found', code: 404, message })
  })
}

t.test('a query string behind a semicolon is not named either, where Fastify takes it for one', { skip: lacks('routerOptions') }, async t => {
  const app = await build(t, {}, { routerOptions: { useSemicolonDelimiter: true } } as object)

  t.equal(eventOf(await app.inject('/none;token=secret')).message, 'Route GET /none not found')
})

t.test('a route miss names the method, also of a path that exists', async t => {
  const app = await build(t)
  app.get('/rooms', async () => 'x')

  t.equal(eventOf(await app.inject({ method: 'DELETE', url: '/rooms' })).message, 'Route DELETE /rooms not found')
})

t.test('the path of a route miss is bounded', async t => {
  const app = await build(t)

  t.match(eventOf(await app.inject(`/${'x'.repeat(9000)}`)).message, /^Route GET \/x+… not found$/)
})

t.test('notFound: false leaves route misses to Fastify', async t => {
  const app = await build(t, { notFound: false })

  t.equal((await app.inject('/none')).json().error, 'Not Found')
})

t.test('a nested scope answers the misses under its prefix only where it asks for it', async t => {
  const app = await build(t)
  await app.register(async nested => {
    await nested.register(fastifyApiError, { documentation: '/quiet' })
  }, { prefix: '/quiet' })
  await app.register(async nested => {
    await nested.register(fastifyApiError, { documentation: '/own', notFound: true })
  }, { prefix: '/own' })

  t.notOk('documentation' in eventOf(await app.inject('/quiet/none')))
  t.equal(eventOf(await app.inject('/own/none')).documentation, '/own#resource_not_found')
})

t.test('of two scopes with one prefix, the first that asks answers the misses', async t => {
  const app = await build(t)
  for (const [documentation, prefix] of [['/first', '/v1'], ['/second', '/v1'], ['/third', '/v1/']] as const) {
    await app.register(async nested => {
      await nested.register(fastifyApiError, { documentation, notFound: true })
    }, { prefix })
  }
  await app.register(async nested => {
    await nested.register(fastifyApiError, { documentation: '/unprefixed', notFound: true })
  })

  t.equal(eventOf(await app.inject('/v1/none')).documentation, '/first#resource_not_found')
  t.notOk('documentation' in eventOf(await app.inject('/none')))
})

t.test('a not-found handler of the user keeps its place', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  app.setNotFoundHandler((_request, reply) => reply.code(404).send('mine'))
  await app.register(fastifyApiError)

  t.equal((await app.inject('/none')).body, 'mine')
})

t.test('reply.callNotFound answers as a route miss does', async t => {
  const app = await build(t)
  app.get('/', (_request, reply) => { reply.callNotFound() })

  t.same(eventOf(await app.inject('/')), { constant: 'resource_not_found', code: 404, message: 'Route GET / not found' })
})

t.test('a second registration in one scope is refused', async t => {
  const app = await build(t)

  await t.rejects(async () => app.register(fastifyApiError), /registered twice in one scope/)
})

t.test('a scope around one that has the plugin can have it too, in any order', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(async nested => {
    await nested.register(fastifyApiError)
    nested.get('/nested', async () => { throw new Error('x') })
  })
  await app.register(fastifyApiError)
  app.get('/root', async () => { throw new Error('x') })

  t.equal(eventOf(await app.inject('/nested')).constant, 'internal_server_error')
  t.equal(eventOf(await app.inject('/root')).constant, 'internal_server_error')
})

t.test('loaded at the root after routes, the plugin warns once and names them', async t => {
  const { logger, errorLines } = collectLogs()
  const app = Fastify({ logger })
  t.teardown(() => app.close())
  app.get('/early', async () => { throw new Error('x') })
  await app.register(fastifyApiError)
  app.get('/late', async () => { throw new Error('x') })

  await app.inject('/late')

  t.equal(errorLines().filter(({ level }) => level === 40).length, 1)
  t.match(errorLines().filter(({ level }) => level === 40), [{ msg: /loaded after these routes.*await app\.register/, routes: /early/ }])
})

t.test('loaded at the root before routes, the plugin does not warn', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/late', async () => { throw new Error('x') })

  await app.inject('/late')

  t.same(errorLines().filter(({ level }) => level === 40), [])
})

t.test('loaded in a nested scope after routes, the plugin warns once, when one of them fails first', async t => {
  const { logger, errorLines } = collectLogs()
  const app = Fastify({ logger })
  t.teardown(() => app.close())
  await app.register(async nested => {
    nested.get('/early', async () => { throw new Error('x') })
    await nested.register(fastifyApiError)
    nested.get('/late', async () => { throw new Error('x') })
  })

  for (const url of ['/late', '/early', '/early']) await app.inject(url)

  t.equal(errorLines().filter(({ level }) => level === 40).length, 1)
  t.match(errorLines().filter(({ level }) => level === 40), [{ msg: /loaded after this route/, route: 'GET /early' }])
})

t.test('routes that declare errors keep their own answers of that status', async t => {
  const app = await build(t)
  const declared = catalog.responses('invalid_params', 'resource_not_found')
  const response = { 200: { type: 'object', properties: { ok: { type: 'boolean' } } }, ...declared }
  app.get('/own', { schema: { response } }, async (_request, reply) => reply.code(400).send({ errors: ['mine'] }))
  app.get('/ok', { schema: { response } }, async () => ({ ok: true, other: 1 }))
  app.get('/event', { schema: { response } }, (_request, reply) => reply.apiError('resource_not_found'))

  t.same((await app.inject('/own')).json(), { errors: ['mine'] })
  t.same((await app.inject('/ok')).json(), { ok: true })
  t.equal(eventOf(await app.inject('/event')).constant, 'resource_not_found')
  t.equal((await app.inject({ method: 'HEAD', url: '/event' })).statusCode, 404)
  t.same(Object.keys(response), ['200', '400', '404'])
})
