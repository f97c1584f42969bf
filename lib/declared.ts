/**
 * The errors that a route declares with `errors.responses()`.
 *
 * They are documentation: error events are serialised by this package, so Fastify has nothing to compile for them, and a
 * handler's own `reply.code(400).send()` is not held to them. They are remembered for the OpenAPI document.
 */
import type { FastifyInstance, onRouteHookHandler } from 'fastify'
import { declaredBy } from './error-responses.js'
import { read } from './foreign-error.js'
import type { Settings } from './options.js'
import type { GetSchema } from './validation/schema-document.js'

const rememberedKey = Symbol('fastify-api-error.remembered')

export interface Remembered {
  readonly settings: Settings
  /** The declared constants. */
  readonly constants: readonly string[]
  /** The shared schemas of the route's scope. */
  readonly getSchema: GetSchema
}

/** onRoute hook: leaves only the user's own response schemas to Fastify, and remembers the declared errors. */
export function createRememberDeclared (settings: Settings): onRouteHookHandler {
  return function rememberDeclared (this: FastifyInstance, route) {
    if (route.schema === undefined) return

    const responses = Object.entries(route.schema.response ?? {})
    const own = responses.filter(([, schema]) => declaredBy(schema) === undefined)
    // A scope inside another one sees the route that the outer one has gone through.
    const earlier = rememberedOf(route.schema)?.constants ?? []
    const constants = [...earlier, ...responses.flatMap(([, schema]) => declaredBy(schema) ?? [])]
    const remembered: Remembered = { settings, constants, getSchema: id => this.getSchema(id) }
    const { response, ...schema } = route.schema
    // Replaced, never changed: callers share one schema between routes, and a HEAD twin is made from the original.
    route.schema = {
      ...schema,
      ...(response !== undefined && (own.length > 0 || responses.length === 0) && { response: Object.fromEntries(own) }),
      ...{ [rememberedKey]: remembered }
    }
  }
}

export function rememberedOf (schema: unknown): Remembered | undefined {
  return read(schema, rememberedKey) as Remembered | undefined
}
