/** On a route that declares its errors, only those compile; everywhere else, all of the catalog's. */
import type { JsonSchemaToTsProvider } from '@fastify/type-provider-json-schema-to-ts'
import fastifySensible from '@fastify/sensible'
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyReply, type preHandlerAsyncHookHandler } from 'fastify'
import { catalog } from 'fastify-api-error'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { TypeBoxTypeProvider } from 'type-provider-typebox-5'
import { z } from 'zod'

// Not registered: what a route declares brings its own types.
const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', messages: ['Room is full.'], data: Type.Object({ capacity: Type.Integer() }) }
})

const app = Fastify()
app.register(fastifySensible)

const Room = Type.Object({ id: Type.String() })
const response = { 200: Room, ...errors.responses('resource_not_found', 'conflict', 'room_full') }

app.get('/none', { schema: { response } }, async (_request, reply) => {
  reply.apiError('resource_not_found')
  reply.apiError('resource_not_found', 'Room not found.')
  reply.apiError('conflict', { message: 'Taken.' })
  reply.apiError('room_full', { message: 'Room is full.', data: { capacity: 4 } })
  // @ts-expect-error -- not declared
  reply.apiError('fetch_error')
  // @ts-expect-error -- not declared, also not as a generic constant
  reply.apiError('gone')
  // @ts-expect-error -- misspelt
  reply.apiError('room_ful')
  // @ts-expect-error -- data is missing
  reply.apiError('room_full')
  // @ts-expect-error -- of another type
  reply.apiError('room_full', { data: { capacity: '4' } })
  return reply.apiError('resource_not_found')
})

app.withTypeProvider<TypeBoxTypeProvider>().get('/typebox/:id', {
  schema: { params: Type.Object({ id: Type.Integer() }), response }
}, async (request, reply) => {
  const id: number = request.params.id
  if (id === 1) return reply.apiError('room_full', { data: { capacity: 4 } })
  // @ts-expect-error -- not declared
  if (id === 2) return reply.apiError('fetch_error')
  if (id === 3) return reply.code(200).send({ id: 'x' })
  return { id: 'x' }
})

app.withTypeProvider<JsonSchemaToTsProvider>().get('/json-schema/:id', {
  schema: {
    params: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] } as const,
    response: { 200: { type: 'object', properties: { id: { type: 'string' } } }, ...errors.responses('resource_not_found') } as const
  }
}, async (request, reply) => {
  const id: number = request.params.id
  if (id === 1) return reply.apiError('resource_not_found', 'Room not found.')
  // @ts-expect-error -- not declared
  if (id === 2) return reply.apiError('conflict')
  return { id: 'x' }
})

app.withTypeProvider<ZodTypeProvider>().get('/zod/:id', {
  schema: { params: z.object({ id: z.coerce.number() }), response: { 200: z.object({ id: z.string() }), ...errors.responses('resource_not_found') } }
}, async (request, reply) => {
  const id: number = request.params.id
  if (id === 1) return reply.apiError('resource_not_found')
  // @ts-expect-error -- not declared
  if (id === 2) return reply.apiError('conflict')
  return { id: 'x' }
})

app.get('/undeclared', { schema: { response: { 200: Room } } }, async (_request, reply) => reply.apiError('fetch_error'))
app.get('/schemaless', async (_request, reply) => reply.apiError('gone'))
app.addHook('onRequest', async (_request, reply) => reply.apiError('invalid_token'))

export const guard: preHandlerAsyncHookHandler = async (_request, reply) => reply.apiError('invalid_token')
export const helper = (reply: FastifyReply) => reply.apiError('unauthorized_token')
export const typedHelper = (reply: FastifyReply): FastifyReply => reply.apiError('unauthorized_token')

app.get('/hooks', {
  schema: { response },
  preHandler: async (_request, reply) => {
    reply.apiError('conflict')
    // @ts-expect-error -- a hook of the route is held to what the route declares
    reply.apiError('fetch_error')
  }
}, async (_request, reply) => reply.notFound())

// A route that declares nothing but errors answers with any code of its own.
app.get('/only-errors', { schema: { response: errors.responses('resource_not_found') } }, async (_request, reply) => {
  // @ts-expect-error -- not declared
  if (reply.sent) return reply.apiError('conflict')
  return reply.code(201).send({ id: 'x' })
})
app.withTypeProvider<TypeBoxTypeProvider>().get('/only-errors', { schema: { response: errors.responses('gone') } }, async (_request, reply) => {
  // @ts-expect-error -- not declared
  if (reply.sent) return reply.apiError('conflict')
  return reply.code(201).send({ id: 'x' })
})
app.get('/no-errors', { schema: { response: errors.responses() } }, async (_request, reply) => reply.code(204).send())
app.get('/own-code', { schema: { response } }, async (_request, reply) => {
  // @ts-expect-error -- no code of the route
  return reply.code(201).send({ id: 'x' })
})

// Errors of two catalogs, each with its own data.
const shared = catalog.responses('invalid_token')
app.get('/two-catalogs', { schema: { response: { ...shared, ...errors.responses('room_full') } } }, async (_request, reply) => {
  reply.apiError('invalid_token')
  reply.apiError('invalid_token', 'Invalid token.')
  reply.apiError('room_full', { data: { capacity: 4 } })
  // @ts-expect-error -- data is missing
  reply.apiError('room_full')
  // @ts-expect-error -- of another type
  reply.apiError('room_full', { data: { capacity: '4' } })
  // @ts-expect-error -- no detail
  reply.apiError('room_full', 7)
  // @ts-expect-error -- not declared
  return reply.apiError('conflict')
})
