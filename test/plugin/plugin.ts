import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError, { ApiErrorEventSchema, catalog, defineCatalog, fastifyApiError as named } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

t.test('the plugin is the named and the default export', async t => {
  t.equal(fastifyApiError, named)
})

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
