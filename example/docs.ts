/** The OpenAPI document of the routes that are declared later, and a page at /docs to try them. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { documentErrors } from 'fastify-api-error'
import fp from 'fastify-plugin'

export const docs = fp(async app => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rooms API',
        description: 'A small video-meeting API: the example of fastify-api-error.',
        version: '2.0.0',
        license: { name: 'MIT', identifier: 'MIT' }
      },
      servers: [{ url: '/', description: 'This server.' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ token: [] }]
    },
    ...documentErrors()
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
})
