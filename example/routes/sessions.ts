/** Sessions and their participants: list, look up, end, remove. */
import { Type } from '@sinclair/typebox'
import { catalog } from 'fastify-api-error'
import type { RoutePlugin } from '../route-plugin.js'
import { guarded, Nullable, Paged, requiredRoomId, RoomIdSchema, RoomPageQuerySchema, Text } from '../schemas.js'
import { endSession, findSession, listActiveParticipants, listSessions, removeParticipant } from '../store/sessions.js'

const SessionSchema = Type.Object({
  sessionId: Type.String(), roomId: Type.String(), startedAt: Type.String(), endedAt: Nullable(Type.String())
})

const ParticipantSchema = Type.Object({
  participantId: Type.String(),
  sessionId: Type.String(),
  name: Type.String(),
  joinedAt: Type.String(),
  leftAt: Nullable(Type.String())
})

const SessionParamsSchema = Type.Object({ sessionId: Text() })

const EndBodySchema = Type.Object({
  roomId: RoomIdSchema, sessionId: Type.Optional(Text())
}, { errorMessage: { required: requiredRoomId } })

const RemoveBodySchema = Type.Object({
  participantId: Text(), roomId: RoomIdSchema, sessionId: Type.Optional(Text())
}, { errorMessage: { required: { participantId: '`PartcipantId` is required in request body.', ...requiredRoomId } } })

export const sessionRoutes: RoutePlugin = async (app, { store }) => {
  app.get('', {
    schema: {
      operationId: 'listSessions',
      summary: 'List sessions',
      querystring: RoomPageQuerySchema,
      response: { 200: Paged(SessionSchema), ...catalog.responses(...guarded, 'fetch_error') }
    }
  }, request => store.run(db => listSessions(db, request.query), 'Failed to get session details.'))

  app.get('/:sessionId', {
    schema: {
      operationId: 'getSession',
      summary: 'Get a session',
      params: SessionParamsSchema,
      response: { 200: SessionSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error') }
    }
  }, async ({ params }) => {
    const session = await store.run(db => findSession(db, params.sessionId), 'Failed to get session details.')
    return catalog.ensure(session, 'resource_not_found', 'Session not found.')
  })

  app.get('/:sessionId/participants/active', {
    schema: {
      operationId: 'listActiveParticipants',
      summary: 'List who takes part in a session',
      params: SessionParamsSchema,
      response: {
        200: Type.Object({ data: Type.Array(ParticipantSchema) }),
        ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error')
      }
    }
  }, async ({ params }, reply) => {
    const data = await store.run(db => listActiveParticipants(db, params.sessionId), 'Failed to get Active participant List.')
    if (data.length === 0) return reply.apiError('resource_not_found', 'No active participants found.')

    return { data }
  })

  app.post('/end', {
    schema: {
      operationId: 'endSession',
      summary: 'End a session',
      body: EndBodySchema,
      response: { 200: SessionSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error') }
    }
  }, async ({ body }) => {
    const session = await store.run(db => endSession(db, body), 'Failed to end session.')
    return catalog.ensure(session, 'resource_not_found', 'Session not found.')
  })

  app.post('/participants/remove', {
    schema: {
      operationId: 'removeParticipant',
      summary: 'Remove a participant from a session',
      body: RemoveBodySchema,
      response: { 200: ParticipantSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error') }
    }
  }, async ({ body: { participantId, ...choice } }) => {
    const participant = await store.run(
      db => removeParticipant(db, participantId, choice), 'Failed to remove participant from session.')
    return catalog.ensure(participant, 'resource_not_found', 'Participant not found.')
  })
}
