/** Warns, once, of routes that were declared before the plugin was loaded: they keep the error handler of that time. */
import type { FastifyInstance } from 'fastify'

const cure = 'Declare the routes after `await app.register(fastifyApiError)`, or in a plugin that is registered after it.'

/** At the root, every route that exists already can be one; one that was declared behind `register` is not. */
export function warnOfEarlyRoutes (fastify: FastifyInstance): void {
  const routes = fastify.printRoutes({ commonPrefix: false })
  // A route is printed with its methods in brackets.
  if (/\([A-Z]/.test(routes)) {
    fastify.log.warn({ routes }, `fastify-api-error was loaded after these routes, and may not handle their errors. ${cure}`)
  }
}

/** In a nested scope, Fastify does not say whose routes exist: an early one shows when it first fails. */
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
