/** Recordings of a room: start, list, look up. */
import { Type } from '@sinclair/typebox'
import { catalog } from 'fastify-api-error'
import type { RoutePlugin } from '../route-plugin.js'
import { ConfigSchema, guarded, Paged, RoomPageQuerySchema, StartBodySchema, Text } from '../schemas.js'
import { findComposition, listCompositions, startComposition, type Composition } from '../store/compositions.js'

const RecordingSchema = Type.Object({
  recordingId: Type.String(), roomId: Type.String(), config: ConfigSchema, startedAt: Type.String()
})

const toRecording = ({ id, ...rest }: Composition) => ({ recordingId: id, ...rest })

export const recordingRoutes: RoutePlugin = async (app, { store }) => {
  app.post('/start', {
    schema: {
      operationId: 'startRecording',
      summary: 'Start a recording',
      body: StartBodySchema,
      response: {
        201: RecordingSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error')
      }
    }
  }, async ({ body }, reply) => {
    const recording = await store.run(db => startComposition(db, 'recording', body))
    if (recording === undefined) return reply.apiError('resource_not_found', 'Room not found.')

    return reply.code(201).send(toRecording(recording))
  })

  app.get('', {
    schema: {
      operationId: 'listRecordings',
      summary: 'List recordings',
      querystring: RoomPageQuerySchema,
      response: { 200: Paged(RecordingSchema), ...catalog.responses(...guarded, 'fetch_error') }
    }
  }, async ({ query }) => {
    const { pageInfo, data } = await store.run(
      db => listCompositions(db, 'recording', query), 'Unable to list Room Recordings.')
    return { pageInfo, data: data.map(toRecording) }
  })

  app.get('/:recordingId', {
    schema: {
      operationId: 'getRecording',
      summary: 'Get a recording',
      params: Type.Object({ recordingId: Text() }),
      response: { 200: RecordingSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error') }
    }
  }, async ({ params }) => {
    const recording = await store.run(db => findComposition(db, 'recording', params.recordingId))
    return toRecording(catalog.ensure(recording, 'resource_not_found', 'Room Recording not found.'))
  })
}
