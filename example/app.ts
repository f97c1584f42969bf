/** The Rooms API as a Fastify instance: the table of contents of this example. */
import fastifyJwt from '@fastify/jwt'
import Fastify, { type FastifyServerOptions } from 'fastify'
import fastifyApiError, { serverOptions } from 'fastify-api-error'
import errorReference from 'fastify-api-error/reference'
import { jwtOptions, requireCrawler } from './auth.js'
import { docs } from './docs.js'
import { hlsRoutes } from './routes/hls.js'
import { livestreamRoutes } from './routes/livestreams.js'
import { recordingRoutes } from './routes/recordings.js'
import { roomRoutes } from './routes/rooms.js'
import { sessionRoutes } from './routes/sessions.js'
import type { Store } from './store/store.js'

export interface AppOptions {
  /** Closed together with the app. */
  readonly store: Store
  readonly jwtSecret: string
  readonly logger?: FastifyServerOptions['logger']
}

export async function buildApp ({ store, jwtSecret, logger = false }: AppOptions) {
  // serverOptions() adds events for malformed URLs and requests, and the schema keyword errorMessage.
  const app = Fastify({ logger, ...serverOptions() })
  app.addHook('onClose', () => store.close())

  // Awaited before the routes, because a route keeps the error handler that is set when it is declared.
  await app.register(fastifyApiError, { documentation: '/errors' })
  await app.register(errorReference, { prefix: '/errors' })
  await app.register(fastifyJwt, jwtOptions(jwtSecret))
  await app.register(docs)

  app.register(async v2 => {
    v2.addHook('onRequest', requireCrawler)
    v2.register(roomRoutes, { prefix: '/rooms', store })
    v2.register(sessionRoutes, { prefix: '/sessions', store })
    v2.register(recordingRoutes, { prefix: '/recordings', store })
    v2.register(hlsRoutes, { prefix: '/hls', store })
    v2.register(livestreamRoutes, { prefix: '/livestreams', store })
  }, { prefix: '/v2' })

  return app
}
