/** The `params` of issues are in a document if the option `issueParams` is on, and only then. */
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import fastifyApiError, { ApiErrorEventSchema } from '../../lib/index.js'
import { documentOf } from '../fixtures/openapi-document.js'

const room = (app: FastifyInstance) => app.get('/', {
  schema: { querystring: { type: 'object', properties: { size: { type: 'integer' } } }, response: { 200: { type: 'object', properties: { last: { $ref: 'ApiErrorEvent#' } } } } }
}, async () => ({}))

const issueOf = (schema: unknown) => (schema as { properties: { issues: { items: { properties: object } } } }).properties.issues.items.properties

for (const version of ['3.0.3', '3.1.0'] as const) {
  t.test(`OpenAPI ${version}: the one component and that of problem details have params`, async t => {
    const { components: { schemas } } = await documentOf(t, { version, options: { issueParams: true, problemDetails: true }, declare: room })

    t.same(Object.keys(schemas).sort(), ['ApiErrorEvent', 'ApiErrorProblemDetails'])
    for (const schema of Object.values(schemas)) t.same(Object.keys(issueOf(schema)), ['in', 'pointer', 'keyword', 'params', 'message'])
  })

  t.test(`OpenAPI ${version}: without the option, the components are as before`, async t => {
    const { components: { schemas } } = await documentOf(t, { version, options: { problemDetails: true }, declare: room })
    const { $id, ...event } = JSON.parse(JSON.stringify(ApiErrorEventSchema)) as Record<string, unknown>

    t.same(schemas.ApiErrorEvent, event)
    t.same(Object.keys(issueOf(schemas.ApiErrorProblemDetails)), ['in', 'pointer', 'keyword', 'message'])
  })
}

t.test('one scope with the option is enough, and the schema of the root is no second component', async t => {
  const { components: { schemas } } = await documentOf(t, {
    declare: async app => {
      room(app)
      await app.register(async nested => {
        await nested.register(fastifyApiError, { issueParams: true })
        nested.get('/nested', { schema: { querystring: { type: 'object', properties: { size: { type: 'integer' } } } } }, async () => ({}))
      })
    }
  })

  t.same(Object.keys(schemas), ['ApiErrorEvent'])
  t.ok('params' in issueOf(schemas.ApiErrorEvent))
})
