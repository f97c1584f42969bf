/** Rooms: create, list, look up, validate. */
import { Type } from '@sinclair/typebox'
import { catalog } from 'fastify-api-error'
import type { RoutePlugin } from '../route-plugin.js'
import { guarded, Nullable, oneOf, Paged, PageQuerySchema, RoomIdSchema, Text } from '../schemas.js'
import { findRoom, insertRoom, listRooms } from '../store/rooms.js'

const regions = ['sg001', 'uk001', 'us001', 'eu001'] as const

const RoomSchema = Type.Object({
  roomId: Type.String(), customRoomId: Nullable(Type.String()), region: Type.String(), createdAt: Type.String()
})

const CreateBodySchema = Type.Object({
  region: Type.Optional(oneOf(regions, { default: regions[0], errorMessage: "'region' field is invalid." })),
  customRoomId: Type.Optional(Text())
})

export const roomRoutes: RoutePlugin = async (app, { store }) => {
  app.post('', {
    // Both members are optional, so the body is too.
    preValidation: async request => { request.body ??= {} },
    schema: {
      operationId: 'createRoom',
      summary: 'Create a room',
      body: CreateBodySchema,
      response: { 201: RoomSchema, ...catalog.responses(...guarded, 'conflict', 'fetch_error') }
    }
  }, async (request, reply) => {
    const { region = regions[0], customRoomId } = request.body
    const room = await store.run(db => insertRoom(db, { region, ...(customRoomId !== undefined && { customRoomId }) }))
    if (room === undefined) return reply.apiError('conflict', 'A room with this `customRoomId` exists already.')

    return reply.code(201).send(room)
  })

  app.get('', {
    schema: {
      operationId: 'listRooms',
      summary: 'List rooms',
      querystring: PageQuerySchema,
      response: { 200: Paged(RoomSchema), ...catalog.responses(...guarded, 'fetch_error') }
    }
  }, request => store.run(db => listRooms(db, request.query), 'Unable to fetch rooms.'))

  app.get('/:roomId', {
    schema: {
      operationId: 'getRoom',
      summary: 'Get a room',
      params: Type.Object({ roomId: Text() }),
      response: { 200: RoomSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error') }
    }
  }, async ({ params }) => {
    const room = await store.run(db => findRoom(db, params.roomId))
    return catalog.ensure(room, 'resource_not_found', 'Room not found.')
  })

  app.get('/validate/:roomId', {
    schema: {
      operationId: 'validateRoom',
      summary: 'Validate a room id',
      params: Type.Object({ roomId: RoomIdSchema }),
      response: { 200: RoomSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error') }
    }
  }, async ({ params }) => {
    const room = await store.run(db => findRoom(db, params.roomId))
    return catalog.ensure(room, 'resource_not_found', 'Room not found.')
  })
}
