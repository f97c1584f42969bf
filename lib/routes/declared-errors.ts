/**
 * The errors that a route declares with `errors.responses()`.
 *
 * They are documentation: error events are serialised by this package, so Fastify has nothing to compile for them, and a
 * handler's own `reply.code(400).send()` is not held to them. They are remembered for the OpenAPI document and the
 * reference.
 */
import type { FastifyInstance, onRouteHookHandler, RouteOptions } from 'fastify'
import { declaredBy, type EntriesByConstant } from '../catalog/responses.js'
import { read } from '../untrusted/read.js'
import { rootOf, type Settings } from '../options.js'
import type { GetSchema } from '../json-schema/document.js'

const rememberedKey = Symbol('fastify-api-error.remembered')

export interface Remembered {
  readonly settings: Settings
  /** For each HTTP status code. */
  readonly declared: readonly EntriesByConstant[]
  /** The shared schemas of the route's scope. */
  readonly getSchema: GetSchema
}

// With the URL, which Fastify changes later where a route has one with and one without a slash at its end.
const routesByRoot = new WeakMap<FastifyInstance, Map<RouteOptions, string>>()

/** onRoute hook: leaves only the user's own response schemas to Fastify, and remembers the declared errors. */
export function createRememberDeclared (settings: Settings): onRouteHookHandler {
  return function rememberDeclared (this: FastifyInstance, route) {
    if (route.schema === undefined) return

    const { response, ...schema } = route.schema
    const { own, declared } = separate(response)
    const remembered: Remembered = {
      settings,
      // A scope inside another one sees the route that the outer one has gone through.
      declared: rememberedOf(route.schema)?.declared ?? declared,
      getSchema: id => this.getSchema(id)
    }
    // Replaced, never changed: callers share one schema between routes, and a HEAD twin is made from the original.
    route.schema = { ...schema, ...{ [rememberedKey]: remembered } }
    if (response !== undefined && (declared.length === 0 || Object.keys(own).length > 0)) route.schema.response = own
    const root = rootOf(this)
    const routes = routesByRoot.get(root) ?? new Map<RouteOptions, string>()
    routesByRoot.set(root, routes.set(route, route.url))
  }
}

/** Also of errors that a later onRoute hook declared. */
export function rememberedOf (schema: unknown): Remembered | undefined {
  const remembered = read(schema, rememberedKey) as Remembered | undefined
  return remembered && { ...remembered, declared: [...remembered.declared, ...separate(read(schema, 'response')).declared] }
}

/** A route's own response schemas, and the errors that it declares beside them. */
export function separate (responses: unknown): { own: Record<string, unknown>, declared: EntriesByConstant[] } {
  const schemas = Object.entries(responses ?? {}) as Array<[string, unknown]>
  return {
    own: Object.fromEntries(schemas.filter(([, schema]) => declaredBy(schema) === undefined)),
    declared: schemas.flatMap(([, schema]) => declaredBy(schema) ?? [])
  }
}

export interface RememberedRoute {
  readonly method: RouteOptions['method']
  readonly url: string
  readonly schema: unknown
}

/** The routes of an app, in whichever scope and in the order of their declaration, that have something to remember. */
export function rememberedRoutes (fastify: FastifyInstance): readonly RememberedRoute[] {
  return Array.from(routesByRoot.get(rootOf(fastify)) ?? [], ([{ method, schema }, url]) => ({ method, url, schema }))
}
