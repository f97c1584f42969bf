/** Live streams of a room to other platforms: start. */
import { Type } from '@sinclair/typebox'
import { catalog } from 'fastify-api-error'
import type { RoutePlugin } from '../route-plugin.js'
import { ConfigSchema, guarded, requiredRoomId, RoomIdSchema, Text } from '../schemas.js'
import { startComposition } from '../store/compositions.js'

const missingStreamKey = 'Please provide streamKey.'
const missingStreamUrl = 'Please provide streamUrl.'

const OutputSchema = Type.Object({
  streamKey: Text({ maxLength: 500, errorMessage: { minLength: missingStreamKey } }),
  url: Text({ maxLength: 2000, format: 'uri', errorMessage: { minLength: missingStreamUrl } })
}, { errorMessage: { required: { url: missingStreamUrl } } })

const StartBodySchema = Type.Object({
  roomId: RoomIdSchema,
  outputs: Type.Array(OutputSchema, { minItems: 1, maxItems: 10, errorMessage: { minItems: 'Please provide outputs.' } }),
  config: ConfigSchema
}, { errorMessage: { required: requiredRoomId } })

/** Without the stream keys, which are secrets of the client that sent them. */
const LivestreamSchema = Type.Object({
  livestreamId: Type.String(),
  roomId: Type.String(),
  outputs: Type.Array(Type.Object({ url: Type.String() })),
  config: ConfigSchema,
  startedAt: Type.String()
})

export const livestreamRoutes: RoutePlugin = async (app, { store }) => {
  app.post('/start', {
    schema: {
      operationId: 'startLivestream',
      summary: 'Start a live stream',
      body: StartBodySchema,
      response: {
        201: LivestreamSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error')
      }
    }
  }, async ({ body }, reply) => {
    const livestream = await store.run(db => startComposition(db, 'livestream', body))
    if (livestream === undefined) return reply.apiError('resource_not_found', 'Room not found.')

    const { id, ...rest } = livestream
    return reply.code(201).send({ livestreamId: id, ...rest, outputs: body.outputs.map(({ url }) => ({ url })) })
  })
}
