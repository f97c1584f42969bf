import responseValidation from '@fastify/response-validation'
import swagger from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { fastifyZodOpenApiPlugin, fastifyZodOpenApiTransform, fastifyZodOpenApiTransformObject, serializerCompiler as zodOpenApiSerializer, validatorCompiler as zodOpenApiValidator } from 'fastify-zod-openapi'
import { z } from 'zod'
import t, { type Test } from 'tap'
import { TypeBoxValidatorCompiler as typebox5 } from 'type-provider-typebox-5'
import { TypeBoxValidatorCompiler as typebox6 } from 'type-provider-typebox-6'
import { documentOf as documentOfApp, type Setup } from '../fixtures/openapi-document.js'
import fastifyApiError, { catalog, documentErrors, type DocumentErrorsOptions } from '../../lib/index.js'

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

const scalarBody = { type: 'object', properties: { name: { type: 'string' } } }
const nestedBody = { type: 'object', properties: { config: { $ref: 'config#' } } }

for (const [what, schema, codes] of [
  ['no schema', undefined, ['200']],
  ['only a response schema', { response: { 200: { type: 'object', properties: {} } } }, ['200']],
  ['params', { params: { type: 'object', properties: { id: {} } } }, ['200', '400']],
  ['a query string', { querystring: { type: 'object', properties: { id: {} } } }, ['200', '400']],
  ['headers', { headers: { type: 'object', properties: { id: { type: 'string' } } } }, ['200', '400']],
  ['a body of scalars', { body: scalarBody }, ['200', '400']],
  ['a body with an object, behind a $ref', { body: nestedBody }, ['200', '400', '422']],
  ['a body with an array', { body: { type: 'object', properties: { ids: { type: 'array', items: { type: 'string' } } } } }, ['200', '400', '422']],
  ['a body that is an array', { body: { type: 'array', items: { type: 'string' } } }, ['200', '400', '422']],
  ['a body that maps names to objects', { body: { type: 'object', additionalProperties: nestedBody } }, ['200', '400', '422']],
  ['a body that maps some names to objects', { body: { type: 'object', patternProperties: { '^x': { $ref: 'config#' } } } }, ['200', '400', '422']],
  ['a body that maps names to scalars', { body: { type: 'object', additionalProperties: { type: 'string' } } }, ['200', '400']],
  ['a body by media type', { body: { content: { 'application/json': { schema: nestedBody } } } }, ['200', '400', '422']],
  ['a 400 of its own', { body: nestedBody, response: { 400: { type: 'object', description: 'mine', properties: {} } } }, ['400', '422']],
  ['a 4xx of its own', { body: nestedBody, response: { '4xx': { type: 'object', description: 'mine', properties: {} } } }, ['4XX']],
  ['a default of its own', { body: nestedBody, response: { default: { type: 'object', description: 'mine', properties: {} } } }, ['default']]
] as const) {
  t.test(`a route with ${what} documents ${codes.join(', ')}`, async t => {
    const { paths } = await documentOf(t, {
      declare: app => {
        app.addSchema({ $id: 'config', type: 'object', properties: { layout: { type: 'string' } } })
        app.post('/', schema === undefined ? {} : { schema }, async () => 'x')
      }
    })
    const responses = paths['/']?.post?.responses ?? {}

    t.same(Object.keys(responses).sort(), codes)
    for (const code of ['400', '4XX', 'default']) {
      if (what.includes('of its own') && responses[code] !== undefined) t.equal(responses[code]?.description, 'mine')
    }
  })
}

t.test('problem details are a second media type where they are on', async t => {
  const { paths, components } = await documentOf(t, { options: { problemDetails: true }, declare: room })

  t.same(paths['/rooms/{id}']?.get?.responses['410']?.content['application/problem+json'], { schema: { $ref: '#/components/schemas/ApiErrorProblemDetails' } })
  t.same(Object.keys(components.schemas), ['ApiErrorEvent', 'ApiErrorProblemDetails'])
})

t.test('scopes document the constants of their own catalogs', async t => {
  const { paths } = await documentOf(t, {
    declare: async app => {
      for (const name of ['one', 'two']) {
        const own = catalog.extend({ [name]: { code: 410, title: `Title ${name}.` } })
        await app.register(async nested => {
          await nested.register(fastifyApiError, { catalog: own })
          nested.get('/', { schema: { response: own.responses(name) } }, async () => 'x')
        }, { prefix: `/${name}` })
      }
    }
  })

  t.equal(paths['/one/']?.get?.responses['410']?.description, '`one`: Title one.')
  t.equal(paths['/two/']?.get?.responses['410']?.description, '`two`: Title two.')
})

t.test("an error of another catalog than the scope's is documented as that has it", async t => {
  const billing = catalog.extend({ card_declined: { code: 402, title: 'Card was declined.' } })
  const { paths } = await documentOf(t, {
    declare: app => app.get('/', { schema: { response: billing.responses('card_declined') } }, async () => { throw billing.error('card_declined') })
  })

  t.equal(paths['/']?.get?.responses['402']?.description, '`card_declined`: Card was declined.')
})

t.test('constants of one name in two catalogs are documented as their own catalogs have them', async t => {
  const seats = catalog.extend({ room_full: { code: 423, title: 'No seat is free.' } })
  const { paths } = await documentOf(t, {
    declare: app => app.get('/', { schema: { response: { ...errors.responses('room_full'), ...seats.responses('room_full') } } }, async () => { throw seats.error('room_full') })
  })

  t.equal(paths['/']?.get?.responses['409']?.description, '`room_full`: Room is full.')
  t.equal(paths['/']?.get?.responses['423']?.description, '`room_full`: No seat is free.')
})

t.test('constants whose names look numbered keep their examples', async t => {
  const quotas = catalog.extend({ quota: { code: 429, title: 'Quota.', messages: ['One.', 'Two.'] }, quota_2: { code: 429, title: 'Second quota.' } })
  const { paths } = await documentOf(t, {
    options: { catalog: quotas },
    declare: app => app.get('/', { schema: { response: quotas.responses('quota', 'quota_2') } }, async () => 'x')
  })

  t.same(Object.values(paths['/']?.get?.responses['429']?.content['application/json']?.examples ?? {}).map(({ value }) => value), [
    { constant: 'quota', code: 429, message: 'One.' },
    { constant: 'quota', code: 429, message: 'Two.' },
    { constant: 'quota_2', code: 429, message: 'Second quota.' }
  ])
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

t.test('what is called errorMessage without being the keyword stays', async t => {
  const legacy = Type.Object({ errorMessage: Type.String() }, { default: { errorMessage: 'x' }, 'x-legacy': { errorMessage: 'x' } })
  const components = { headers: { errorMessage: { schema: { type: 'string' } } }, examples: { legacy: { value: { errorMessage: 'x' } } } } as const
  const { paths, ...document } = await documentOf(t, {
    swaggerOptions: { openapi: { openapi: '3.1.0', info: { title: 'Rooms', version: '1' }, components } },
    declare: app => app.get('/', { schema: { response: { 200: legacy } } }, async () => ({}))
  })

  t.match(paths['/']?.get?.responses['200']?.content['application/json']?.schema, { properties: { errorMessage: {} }, default: { errorMessage: 'x' }, 'x-legacy': { errorMessage: 'x' } })
  t.match(document.components, components)
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

t.test('fastify-type-provider-zod keeps its own transform', async t => {
  const { paths } = await documentOf(t, {
    swaggerOptions: documentErrors({ transform: jsonSchemaTransform, transformObject: jsonSchemaTransformObject }),
    declare: app => {
      app.setValidatorCompiler(validatorCompiler)
      app.setSerializerCompiler(serializerCompiler)
      app.post('/', { schema: { body: z.object({ config: z.object({ size: z.int() }) }), response: { 200: z.object({ id: z.string() }), ...errors.responses('gone') } } }, async () => ({ id: 'x' }))
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
      app.post('/', { schema: { body: z.object({ config: z.object({ size: z.int() }) }), response: { 200: z.object({ id: z.string() }), ...errors.responses('gone') } } }, async () => ({ id: 'x' }))
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
  await app.register(fastifyApiError, { catalog: errors })
  await app.register(responseValidation)
  app.get('/', { schema: { response: { 200: ok, ...gone } } }, async (_request, reply) => reply.apiError('gone'))

  t.same((await app.inject('/')).json(), { constant: 'gone', code: 410, message: 'Gone' })
})

t.test('responses by media type stay as they are, beside declared errors', async t => {
  const content = { 'application/json': { schema: ok }, 'text/csv': { schema: { type: 'string' } } }
  const { paths } = await documentOf(t, {
    declare: app => app.get('/', { schema: { response: { 200: { description: 'The room.', content }, ...gone } } }, async () => ({ id: 'x' }))
  })
  const responses = paths['/']?.get?.responses ?? {}

  t.same(Object.keys(responses['200']?.content ?? {}), ['application/json', 'text/csv'])
  t.same(Object.keys(responses), ['200', '410'])
})

for (const prefixTrailingSlash of ['both', 'slash', 'no-slash'] as const) {
  t.test(`under prefixTrailingSlash: '${prefixTrailingSlash}', declared errors are documented`, async t => {
    const { paths } = await documentOf(t, {
      declare: app => app.register(async nested => {
        nested.get('/', { prefixTrailingSlash, schema: { response: { 200: ok, ...gone } } }, async (_request, reply) => reply.apiError('gone'))
      }, { prefix: '/rooms' })
    })

    for (const path of Object.values(paths)) t.same(Object.keys(path.get?.responses ?? {}), ['200', '410'])
  })
}
