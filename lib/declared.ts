/**
 * The errors that a route declares with `errors.responses()`.
 *
 * They are documentation: error events are serialised by this package, so Fastify has nothing to compile for them, and a
 * handler's own `reply.code(400).send()` is not held to them.
 */
import type { onRouteHookHandler } from 'fastify'
import { isDeclared } from './error-responses.js'

/** onRoute hook: leaves only the user's own response schemas to Fastify. */
export const takeOutDeclaredErrors: onRouteHookHandler = route => {
  const response = route.schema?.response
  if (typeof response !== 'object' || response === null) return

  const own = Object.entries(response).filter(([, schema]) => !isDeclared(schema))
  // Replaced, never changed: callers share one schema between routes, and a HEAD twin is made from the original.
  if (own.length < Object.keys(response).length) {
    route.schema = { ...route.schema, response: Object.fromEntries(own) }
  }
}
