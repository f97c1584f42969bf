/** Type providers and plugins that have a transform, a validator or a serializer of their own. */
import responseValidation from '@fastify/response-validation'
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { fastifyZodOpenApiPlugin, fastifyZodOpenApiTransform, fastifyZodOpenApiTransformObject, serializerCompiler as zodOpenApiSerializer, validatorCompiler as zodOpenApiValidator } from 'fastify-zod-openapi'
import t from 'tap'
import { TypeBoxValidatorCompiler as typebox5 } from 'type-provider-typebox-5'
import { TypeBoxValidatorCompiler as typebox6 } from 'type-provider-typebox-6'
import { z } from 'zod'
import fastifyApiError, { catalog, documentErrors, type DocumentErrorsOptions } from '../../lib/index.js'
import { documentOf } from '../fixtures/openapi-document.js'

const gone = catalog.responses('gone')

t.test('fastify-type-provider-zod keeps its own transform', async t => {
  const { paths } = await documentOf(t, {
    swaggerOptions: documentErrors({ transform: jsonSchemaTransform, transformObject: jsonSchemaTransformObject }),
    declare: app => {
      app.setValidatorCompiler(validatorCompiler)
      app.setSerializerCompiler(serializerCompiler)
      app.post('/', { schema: { body: z.object({ config: z.object({ size: z.int() }) }), response: { 200: z.object({ id: z.string() }), ...gone } } }, async () => ({ id: 'x' }))
    }
  })

  t.same(Object.keys(paths['/']?.post?.responses ?? {}), ['200', '400', '410', '422'])
})

t.test('a transform that gives no schema leaves the route as it is', async t => {
  const { paths } = await documentOf(t, {
    swaggerOptions: documentErrors({ transform: (({ url }) => ({ url: `/v1${url}` })) as DocumentErrorsOptions['transform'] }),
    declare: app => {
      app.get('/hidden', { schema: { hide: true, querystring: {} } }, async () => 'x')
      app.get('/rooms', { schema: { summary: 'Rooms.', querystring: {} } }, async () => 'x')
    }
  })

  t.same(Object.keys(paths), ['/v1/rooms'])
  t.match(paths['/v1/rooms']?.get, { summary: 'Rooms.', responses: { 400: {} } })
})

t.test('fastify-zod-openapi keeps its own transform', async t => {
  const { paths } = await documentOf(t, {
    swaggerOptions: documentErrors({ transform: fastifyZodOpenApiTransform, transformObject: fastifyZodOpenApiTransformObject }),
    declare: async app => {
      await app.register(fastifyZodOpenApiPlugin)
      app.setValidatorCompiler(zodOpenApiValidator)
      app.setSerializerCompiler(zodOpenApiSerializer)
      app.post('/', { schema: { body: z.object({ config: z.object({ size: z.int() }) }), response: { 200: z.object({ id: z.string() }), ...gone } } }, async () => ({ id: 'x' }))
    }
  })

  t.same(Object.keys(paths['/']?.post?.responses ?? {}), ['200', '400', '410', '422'])
})

const ok = Type.Object({ id: Type.String() })

for (const [neighbour, prepare] of [
  ["TypeBox 5's compiler", (app: FastifyInstance) => app.setValidatorCompiler(typebox5 as never)],
  ["TypeBox 6's compiler", (app: FastifyInstance) => app.setValidatorCompiler(typebox6 as never)],
  ['@fastify/response-validation', (app: FastifyInstance) => app.register(responseValidation)]
] as const) {
  t.test(`beside ${neighbour}, declared errors are documented and sent`, async t => {
    const { paths } = await documentOf(t, {
      declare: async app => {
        await prepare(app)
        app.get('/:id', { schema: { params: Type.Object({ id: Type.String() }), response: { 200: ok, ...gone } } }, async (_request, reply) => reply.apiError('gone'))
      }
    })

    t.same(Object.keys(paths['/{id}']?.get?.responses ?? {}), ['200', '400', '410'])
  })
}

t.test('@fastify/response-validation does not object to an event', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(fastifyApiError, { catalog })
  await app.register(responseValidation)
  app.get('/', { schema: { response: { 200: ok, ...gone } } }, async (_request, reply) => reply.apiError('gone'))

  t.same((await app.inject('/')).json(), { constant: 'gone', code: 410, message: 'Gone' })
})
