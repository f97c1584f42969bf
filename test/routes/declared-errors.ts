/** Errors that routes declare, also by an onRoute hook that runs after the plugin has gone through the route. */
import swagger from '@fastify/swagger'
import Fastify, { type FastifyReply, type onRouteHookHandler, type RouteOptions } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import t, { type Test } from 'tap'
import { z } from 'zod'
import fastifyApiError, { catalog, documentErrors, serverOptions } from '../../lib/index.js'
import errorReference from '../../lib/reference/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

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

const declared = catalog.responses('invalid_token')

const hooks: Readonly<Record<string, onRouteHookHandler>> = {
  'makes a new schema': route => {
    route.schema = { ...route.schema, response: { ...route.schema?.response as object, ...declared } }
  },
  "changes the route's schema": route => {
    route.schema ??= {}
    route.schema.response = { ...route.schema.response as object, ...declared }
  }
}

const zod = { validatorCompiler, serializerCompiler, ok: z.object({ id: z.string() }), options: documentErrors({ transform: jsonSchemaTransform as never }) }
const none = { validatorCompiler: undefined, serializerCompiler: undefined, ok: { type: 'object', properties: { id: { type: 'string' } } }, options: documentErrors() }

async function appWith (t: Test, hook: onRouteHookHandler, { validatorCompiler, serializerCompiler, ok, options }: typeof zod | typeof none) {
  const app = Fastify(serverOptions())
  t.teardown(() => app.close())
  if (validatorCompiler !== undefined) app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  await app.register(swagger, { openapi: { openapi: '3.1.0' }, ...options })
  await app.register(fastifyApiError)
  app.register(async nested => {
    nested.addHook('onRoute', hook)
    await nested.register(errorReference, { prefix: '/errors' })
    const response = { 200: ok }
    nested.get('/own', { schema: { response } }, async (_request, reply) => (reply as FastifyReply).code(401).send({ error: 'mine' }))
    nested.get('/event', { schema: { response } }, (_request, reply) => reply.apiError('invalid_token'))
    nested.get('/plain', async () => 'x')
  })
  await app.ready()
  return app
}

for (const [name, hook] of Object.entries(hooks)) {
  for (const [provider, compilers] of Object.entries({ 'the default compilers': none, 'the compilers of zod': zod })) {
    t.test(`beside a hook that ${name}, with ${provider}, routes answer and are documented as if they declared it`, async t => {
      const app = await appWith(t, hook, compilers)
      const { paths, components } = app.swagger() as unknown as { paths: Record<string, { get: { responses: object } }>, components: { schemas: object } }

      t.same((await app.inject('/own')).json(), { error: 'mine' })
      t.equal(eventOf(await app.inject('/event')).constant, 'invalid_token')
      for (const url of ['/own', '/event', '/plain']) {
        t.match(paths[url]?.get.responses, {
          200: {},
          401: { description: '`invalid_token`: `token` is invalid.', content: { 'application/json': { schema: { $ref: '#/components/schemas/ApiErrorEvent' } } } }
        }, url)
      }
      t.same(Object.keys(components.schemas), ['ApiErrorEvent'])
      t.same((await app.inject('/errors.json')).json().constants.invalid_token.routes.map(({ url }: RouteOptions) => url), ['/own', '/event'])
    })
  }
}

t.test("errors that the user's own transform declares are documented", async t => {
  const app = Fastify(serverOptions())
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  await app.register(swagger, { openapi: { openapi: '3.1.0' }, ...documentErrors({ transform: ({ schema, url }) => ({ schema: { ...schema, response: declared }, url }) }) })
  app.get('/', { schema: {} }, async () => 'x')
  await app.ready()

  t.match(app.swagger(), { paths: { '/': { get: { responses: { 200: {}, 401: { content: { 'application/json': { schema: { $ref: '#/components/schemas/ApiErrorEvent' } } } } } } } } })
})
