import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { catalog, defineCatalog } from '../../lib/index.js'
import errorReference from '../../lib/reference/index.js'

const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.' } })
const schema = { response: errors.responses('room_full') }
const handler = async () => 'x'

async function routesOf (t: Test, declare: (app: FastifyInstance) => unknown, constant: string, url = '/errors'): Promise<string[]> {
  const app = Fastify()
  t.teardown(() => app.close())
  await declare(app)
  const { constants, generic } = (await app.inject(`${url}.json`)).json()
  return (constants[constant] ?? generic[constant]).routes.map(({ method, url }: Record<'method' | 'url', string>) => `${method} ${url}`)
}

const layer = (app: FastifyInstance) => app.register(fastifyApiError, { catalog: errors })
const reference = (app: FastifyInstance) => app.register(errorReference, { prefix: '/errors', catalog: errors })

for (const [where, declare, expected] of [
  ['before and after the reference', async (app: FastifyInstance) => {
    await layer(app)
    app.get('/before', { schema }, handler)
    await reference(app)
    app.get('/after', { schema }, handler)
  }, ['GET /before', 'GET /after']],
  ['in scopes beside the reference, with their prefix', async (app: FastifyInstance) => {
    await layer(app)
    app.register(async rooms => { rooms.post('/:id/join', { schema }, handler) }, { prefix: '/rooms' })
    await reference(app)
    app.register(async v2 => { v2.register(async rooms => { rooms.get('/', { schema }, handler) }, { prefix: '/rooms' }) }, { prefix: '/v2' })
  }, ['POST /rooms/:id/join', 'GET /v2/rooms']],
  ['in a scope with the error layer, which is loaded after the reference', async (app: FastifyInstance) => {
    await reference(app)
    await app.register(async nested => {
      await layer(nested)
      nested.put('/x', { schema }, handler)
    }, { prefix: '/nested' })
  }, ['PUT /nested/x']],
  ['in a nested scope with the same catalog, once', async (app: FastifyInstance) => {
    await layer(app)
    await reference(app)
    await app.register(async nested => {
      await nested.register(fastifyApiError, { catalog: errors, requestId: true })
      nested.get('/x', { schema }, handler)
    })
  }, ['GET /x']],
  ['in a scope with a catalog of its own, which are not listed', async (app: FastifyInstance) => {
    await layer(app)
    await reference(app)
    await app.register(async nested => {
      const own = defineCatalog({ room_full: { code: 410, title: 'Another.' } })
      await nested.register(fastifyApiError, { catalog: own })
      nested.get('/x', { schema: { response: own.responses('room_full') } }, handler)
    })
  }, []],
  ['for several methods', async (app: FastifyInstance) => {
    await layer(app)
    await reference(app)
    app.route({ method: ['GET', 'DELETE'], url: '/x', schema, handler })
    app.head('/only', { schema }, handler)
  }, ['GET /x', 'DELETE /x', 'HEAD /only']],
  ['hidden from documents, which are not listed', async (app: FastifyInstance) => {
    await layer(app)
    await reference(app)
    const hidden = { ...schema, hide: true }
    app.get('/x', { schema: hidden }, handler)
  }, []]
] as const) {
  t.test(`routes ${where}`, async t => {
    t.same(await routesOf(t, declare, 'room_full'), expected)
  })
}

t.test('two apps with one catalog have routes of their own', async t => {
  const of = (url: string) => routesOf(t, async app => {
    await layer(app)
    await reference(app)
    app.get(url, { schema }, handler)
  }, 'room_full')

  t.same(await Promise.all([of('/one'), of('/two')]), [['GET /one'], ['GET /two']])
})

t.test('generic constants list their routes too', async t => {
  t.same(await routesOf(t, async app => {
    await layer(app)
    await reference(app)
    app.get('/x', { schema: { response: errors.responses('gone') } }, handler)
  }, 'gone'), ['GET /x'])
})

for (const [constant, expected] of [['invalid_params', ['POST /x', 'GET /y/:id']], ['invalid_object', ['POST /x']]] as const) {
  t.test(`${constant} lists the routes whose request schemas imply it, as the OpenAPI document does`, async t => {
    t.same(await routesOf(t, async app => {
      await layer(app)
      await reference(app)
      app.post('/x', { schema: { body: Type.Object({ config: Type.Object({}) }) } }, handler)
      app.get('/y/:id', { schema: { params: Type.Object({ id: Type.String() }) } }, handler)
      app.get('/z', { schema }, handler)
    }, constant), expected)
  })
}
