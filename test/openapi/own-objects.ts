/** A document shares no object with other documents, with the app's own objects, or within itself. */
import swagger from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError, { catalog, documentErrors, serverOptions } from '../../lib/index.js'
import { documentOf } from '../fixtures/openapi-document.js'

const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer({ examples: [4] }) }) },
  room_locked: { code: 409, title: 'Room is locked.', data: Type.Object({ by: Type.String({ examples: ['Ada'] }) }) }
})
const ref = { $ref: '#/components/schemas/ApiErrorEvent' }
const response = errors.responses('room_full', 'room_locked', 'gone')

for (const narrowResponses of [false, true]) {
  t.test(`nothing inside of a document is shared, so that YAML needs no aliases, with narrowResponses ${narrowResponses}`, async t => {
    const app = Fastify(serverOptions())
    t.teardown(() => app.close())
    await app.register(fastifyApiError, { catalog: errors, problemDetails: true })
    await app.register(swagger, { openapi: { openapi: '3.1.0' }, ...documentErrors({ narrowResponses }) })
    for (const url of ['/one', '/two']) app.get(url, { schema: { response } }, async () => 'x')
    await app.ready()

    t.notMatch(app.swagger({ yaml: true }), /[&*]a\d/)
  })
}

t.test('a document that is edited changes no other', async t => {
  const declare = (app: ReturnType<typeof Fastify>) => app.get('/', { schema: { response: errors.responses('gone') } }, async () => 'x')
  const app = Fastify(serverOptions())
  t.teardown(() => app.close())
  await app.register(fastifyApiError, { problemDetails: true })
  await app.register(swagger, { openapi: { openapi: '3.1.0' }, ...documentErrors() })
  declare(app)
  await app.ready()
  const setup = { options: { problemDetails: true }, declare }
  const before = await documentOf(t, setup)

  poison(app.swagger())

  t.same(await documentOf(t, setup), before)
})

function poison (value: object): void {
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null) poison(inner)
    else Object.assign(value, { [name]: 'poison' })
  }
}

t.test("a shared schema of the user's own that has the event's title stays", async t => {
  const legacy = { $id: 'legacy', title: 'ApiErrorEvent', type: 'object', properties: { error: { type: 'string' } } }
  const { paths, components } = await documentOf(t, {
    declare: app => {
      app.addSchema(legacy)
      app.get('/', { schema: { response: { 200: { $ref: 'legacy#' }, ...errors.responses('gone') } } }, async () => ({}))
    }
  })
  const reference = paths['/']?.get?.responses['200']?.content['application/json']?.schema as { $ref: string }

  t.match(components.schemas[reference.$ref.replace('#/components/schemas/', '')], { properties: { error: { type: 'string' } } })
})

for (const version of ['3.0.3', '3.1.0'] as const) {
  t.test(`with names of the user's own for shared schemas, there is one component in OpenAPI ${version}`, async t => {
    const { paths, components } = await documentOf(t, {
      version,
      swaggerOptions: { refResolver: { buildLocalReference: (_json, _baseUri, _fragment, index) => `fragment-${index}` } },
      declare: app => app.get('/', { schema: { response: { 200: { type: 'object', properties: { last: { $ref: 'ApiErrorEvent#' } } } } } }, async () => ({}))
    })

    t.same(paths['/']?.get?.responses['200']?.content['application/json']?.schema, { type: 'object', properties: { last: ref } })
    t.same(Object.keys(components.schemas), ['ApiErrorEvent'])
  })
}

for (const narrowResponses of [false, true]) {
  t.test(`examples in data that shares its code are valid OpenAPI 3.0, with narrowResponses ${narrowResponses}`, async t => {
    const { paths } = await documentOf(t, {
      version: '3.0.3',
      options: { catalog: errors },
      swaggerOptions: documentErrors({ narrowResponses }),
      declare: app => app.get('/', { schema: { response } }, async () => 'x')
    })

    t.match(JSON.stringify(paths['/']?.get?.responses['409']), '"example":4')
  })
}

t.test('links of the user at a status of declared errors stay', async t => {
  const links = { rooms: { operationId: 'listRooms' } }
  const { paths } = await documentOf(t, {
    declare: app => {
      app.get('/', { schema: { operationId: 'listRooms' } }, async () => 'x')
      app.get('/gone', { links: { 410: links }, schema: { response: errors.responses('gone') } } as object, async () => 'x')
    }
  })

  t.match(paths['/gone']?.get?.responses['410'], { description: '`gone`: Gone.', links })
})

t.test('a Swagger 2.0 document stays valid', async t => {
  t.same(Object.keys((await documentOf(t, {
    version: '2.0',
    declare: app => app.get('/', { schema: { response: errors.responses('gone') } }, async () => 'x')
  })).paths), ['/'])
})
