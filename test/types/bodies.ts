/** Declared errors leave the types of the route's own bodies as they are, under any type provider. */
import type { JsonSchemaToTsProvider } from '@fastify/type-provider-json-schema-to-ts'
import { Type as Type5 } from '@sinclair/typebox'
import Fastify from 'fastify'
import { catalog as errors } from 'fastify-api-error'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { TypeBoxTypeProvider as TypeBox5Provider } from 'type-provider-typebox-5'
import type { TypeBoxTypeProvider as TypeBox6Provider } from 'type-provider-typebox-6'
import { Type as Type6 } from 'typebox'
import { z } from 'zod'

const app = Fastify()
const declared = errors.responses('conflict', 'gone')
const typeBox5 = { schema: { response: { 200: Type5.Object({ id: Type5.String() }), ...declared } } }
const typeBox6 = { schema: { response: { 200: Type6.Object({ id: Type6.String() }), ...declared } } }
const zod = { schema: { response: { 200: z.object({ id: z.string() }), ...declared } } }
const room = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } as const
const jsonSchema = { schema: { response: { 200: room, ...declared } } }

app.withTypeProvider<TypeBox5Provider>().get('/typebox-5', typeBox5, async () => ({ id: 'x' }))
// @ts-expect-error -- not a room
app.withTypeProvider<TypeBox5Provider>().get('/typebox-5', typeBox5, async () => ({ id: 1 }))

app.withTypeProvider<TypeBox6Provider>().get('/typebox-6', typeBox6, async () => ({ id: 'x' }))
// @ts-expect-error -- not a room
app.withTypeProvider<TypeBox6Provider>().get('/typebox-6', typeBox6, async () => ({ id: 1 }))

app.withTypeProvider<ZodTypeProvider>().get('/zod', zod, async () => ({ id: 'x' }))
// @ts-expect-error -- not a room
app.withTypeProvider<ZodTypeProvider>().get('/zod', zod, async () => ({ id: 1 }))

app.withTypeProvider<JsonSchemaToTsProvider>().get('/json-schema', jsonSchema, async () => ({ id: 'x' }))
// @ts-expect-error -- not a room
app.withTypeProvider<JsonSchemaToTsProvider>().get('/json-schema', jsonSchema, async () => ({ id: 1 }))

app.get('/none', zod, async () => ({ id: 1 }))

app.withTypeProvider<ZodTypeProvider>().get('/zod/code', zod, async (_request, reply) => {
  // @ts-expect-error -- not a room
  reply.code(200).send({ id: 1 })
  return reply.code(409).send({ constant: 'conflict', code: 409, message: 'Sent by hand.' })
})

app.withTypeProvider<TypeBox5Provider>().get('/typebox-5/code', typeBox5, async (_request, reply) => {
  // @ts-expect-error -- not an event
  if (reply.sent) return reply.code(409).send({ id: 'x' })
  return reply.code(409).send({ constant: 'conflict', code: 409, message: 'Sent by hand.' })
})

// Without a schema of its own, the body is free.
app.withTypeProvider<TypeBox5Provider>().get('/typebox-5/free', { schema: { response: declared } }, async () => ({ id: 1 }))
app.withTypeProvider<ZodTypeProvider>().get('/zod/free', { schema: { response: declared } }, async () => ({ id: 1 }))
