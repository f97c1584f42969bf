/** A CommonJS program in TypeScript. It has the types of TypeBox from another file than an ECMAScript module has them. */
import type { TypeBoxTypeProvider } from 'type-provider-typebox-5'
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import fastifyApiError, { catalog } from 'fastify-api-error'
import type { ApiErrorEvent } from 'fastify-api-error/client'

const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer() }) }
})
const Room = Type.Object({ name: Type.String() })

const app = Fastify()
app.register(fastifyApiError, { catalog: errors })

app.get('/', { schema: { response: errors.responses('room_full', 'conflict') } }, async (_request, reply) => {
  // @ts-expect-error -- not declared
  if (reply.sent) return reply.apiError('gone')
  return reply.apiError('conflict')
})

const schema = { body: Room, response: { 200: Room, ...errors.responses('conflict') } }
const typed = app.withTypeProvider<TypeBoxTypeProvider>()
typed.post('/', { schema }, async (request, reply) => {
  if (request.body.name === '') return reply.apiError('conflict')
  // @ts-expect-error -- not declared
  if (request.body.name === 'gone') return reply.apiError('gone')
  return { name: request.body.name }
})
// @ts-expect-error -- not a room
typed.post('/', { schema }, async () => ({ name: 1 }))

errors.error('room_full', { data: { capacity: 4 } })
// @ts-expect-error -- of another type
errors.error('room_full', { data: { capacity: '4' } })
// @ts-expect-error -- not a schema of TypeBox
catalog.extend({ room_full: { code: 409, title: 'Room is full.', data: { type: 'object' } } })

export function capacityOf (event: ApiErrorEvent<typeof errors>): number | undefined {
  return event.constant === 'room_full' ? event.data?.capacity : undefined
}
