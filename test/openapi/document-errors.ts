import swagger from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { catalog, documentErrors } from '../../lib/index.js'
import { documentOf as documentOfApp, type Setup } from '../fixtures/openapi-document.js'

const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer(), kind: Type.Literal('hard') }) }
})
const gone = errors.responses('gone')
const ref = { $ref: '#/components/schemas/ApiErrorEvent' }

/** The document of an app with these errors. */
const documentOf = (t: Test, { options, ...setup }: Setup) => documentOfApp(t, { ...setup, options: { catalog: errors, ...options } })

const room = (app: FastifyInstance) => app.get('/rooms/:id', {
  schema: { params: { type: 'object', properties: { id: { type: 'string', errorMessage: 'Own words.' } } }, response: { 200: { type: 'object', properties: {} }, ...errors.responses('resource_not_found', 'gone', 'room_full') } }
}, async (_request, reply) => reply.apiError('gone'))

for (const version of ['3.0.3', '3.1.0'] as const) {
  for (const swaggerFirst of [false, true]) {
    t.test(`a route's declared errors are in its OpenAPI ${version} document, with swagger loaded ${swaggerFirst ? 'before' : 'after'}`, async t => {
      const { paths, components } = await documentOf(t, { version, swaggerFirst, declare: room })
      const responses = paths['/rooms/{id}']?.get?.responses ?? {}

      t.same(Object.keys(responses), ['200', '400', '404', '409', '410'])
      t.equal(responses['404']?.description, '`resource_not_found`: Resource not found.')
      t.same(responses['404']?.content['application/json']?.schema, ref)
      t.same(Object.values(responses['404']?.content['application/json']?.examples ?? {}).map(({ value }) => value),
        errors.constants.resource_not_found.messages.map(message => ({ constant: 'resource_not_found', code: 404, message })))
      t.same(responses['409']?.content['application/json']?.schema, {
        allOf: [ref, { type: 'object', properties: { data: { type: 'object', required: ['capacity', 'kind'], properties: { capacity: { type: 'integer' }, kind: { type: 'string', enum: ['hard'] } } } } }]
      })
      t.same(Object.keys(components.schemas), ['ApiErrorEvent'])
      t.notMatch(JSON.stringify(paths), 'errorMessage')
      t.notMatch(JSON.stringify(paths), 'x-fastify-api-error')
    })
  }
}

t.test('problem details are a second media type where they are on', async t => {
  const { paths, components } = await documentOf(t, { options: { problemDetails: true }, declare: room })

  t.same(paths['/rooms/{id}']?.get?.responses['410']?.content['application/problem+json'], { schema: { $ref: '#/components/schemas/ApiErrorProblemDetails' } })
  t.same(Object.keys(components.schemas), ['ApiErrorEvent', 'ApiErrorProblemDetails'])
})

t.test("a user's $ref to the event points at the one component", async t => {
  const { paths, components } = await documentOf(t, {
    declare: app => app.get('/', { schema: { response: { 200: { type: 'object', properties: { last: { $ref: 'ApiErrorEvent#' } } } } } }, async () => ({}))
  })

  t.same(paths['/']?.get?.responses['200']?.content['application/json']?.schema, { type: 'object', properties: { last: ref } })
  t.same(Object.keys(components.schemas), ['ApiErrorEvent'])
})

t.test("a user's $ref into the event points into the one component", async t => {
  const { paths } = await documentOf(t, {
    declare: app => app.get('/', { schema: { response: { 200: { type: 'object', properties: { last: { $ref: 'ApiErrorEvent#/properties/constant' } } } } } }, async () => ({}))
  })

  t.same(paths['/']?.get?.responses['200']?.content['application/json']?.schema, { type: 'object', properties: { last: { $ref: `${ref.$ref}/properties/constant` } } })
})

t.test('a method outside of OpenAPI 3.1 leaves no mark', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  app.addHttpMethod('MKCOL')
  await app.register(fastifyApiError, { catalog: errors })
  await app.register(swagger, { openapi: { openapi: '3.1.0' }, ...documentErrors() })
  app.route({ method: 'MKCOL', url: '/', schema: { response: gone }, handler: async () => 'x' })
  await app.ready()

  t.match(app.swagger(), { paths: { '/': { mkcol: { responses: { 410: {} } } } } })
  t.notMatch(JSON.stringify(app.swagger()), 'x-fastify-api-error')
})

t.test('HEAD twins are documented like their routes', async t => {
  const { paths } = await documentOf(t, { swaggerOptions: { exposeHeadRoutes: true }, declare: room })

  t.same(Object.keys(paths['/rooms/{id}']?.head?.responses ?? {}), Object.keys(paths['/rooms/{id}']?.get?.responses ?? {}))
})
