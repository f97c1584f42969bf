/** Warns once about routes that were declared before the plugin was loaded. They keep the error handler of that time. */
import type { FastifyInstance } from 'fastify'

const cure = 'Declare the routes after `await app.register(fastifyApiError)`, or in a plugin that is registered after it.'

/**
 * In the root scope, any existing route can have been declared too early. A route of a plugin that was registered before, but
 * not awaited, is not: Fastify does not say which plugin declared a route.
 */
export function warnOfEarlyRoutes (fastify: FastifyInstance): void {
  const routes = fastify.printRoutes({ commonPrefix: false })
  // Fastify prints each route with its methods in brackets.
  if (/\([A-Z]/.test(routes)) {
    fastify.log.warn({ routes }, `fastify-api-error was loaded after these routes, and may not handle their errors. ${cure}`)
  }
}

/** In a nested scope, Fastify does not say whose routes exist. An early route is noticed when it first fails. */
export function watchForEarlyRoutes (fastify: FastifyInstance): void {
  const known = new Set<string>()
  let hasWarned = false

  fastify.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) known.add(`${name} ${url}`)
  })
  fastify.addHook('onError', async function warnOfEarlyRoute (request) {
    const { method, routeOptions: { url } } = request
    if (hasWarned || url === undefined || known.has(`${method} ${url}`)) return
    hasWarned = true
    request.log.warn({ route: `${method} ${url}` }, `fastify-api-error was loaded after this route, and may not handle its errors. ${cure}`)
  })
}
