import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { lacks } from '../fixtures/needs.js'

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
