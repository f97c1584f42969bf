/** HLS streams of a room: start, look up. */
import { Type } from '@sinclair/typebox'
import { catalog } from 'fastify-api-error'
import type { RoutePlugin } from '../route-plugin.js'
import { ConfigSchema, guarded, StartBodySchema, Text } from '../schemas.js'
import { findComposition, startComposition, type Composition } from '../store/compositions.js'

const HlsSchema = Type.Object({ hlsId: Type.String(), roomId: Type.String(), config: ConfigSchema, startedAt: Type.String() })

const toHls = ({ id, ...rest }: Composition) => ({ hlsId: id, ...rest })

export const hlsRoutes: RoutePlugin = async (app, { store }) => {
  app.post('/start', {
    schema: {
      operationId: 'startHls',
      summary: 'Start an HLS stream',
      body: StartBodySchema,
      response: { 201: HlsSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error') }
    }
  }, async ({ body }, reply) => {
    const hls = await store.run(db => startComposition(db, 'hls', body))
    if (hls === undefined) return reply.apiError('resource_not_found', 'Room not found.')

    return reply.code(201).send(toHls(hls))
  })

  app.get('/:hlsId', {
    schema: {
      operationId: 'getHls',
      summary: 'Get an HLS stream',
      params: Type.Object({ hlsId: Text() }),
      response: { 200: HlsSchema, ...catalog.responses(...guarded, 'resource_not_found', 'fetch_error') }
    }
  }, async ({ params }) => {
    const hls = await store.run(db => findComposition(db, 'hls', params.hlsId))
    return toHls(catalog.ensure(hls, 'resource_not_found', 'HLS not found.'))
  })
}
