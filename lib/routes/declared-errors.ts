/**
 * Records the errors that routes declare with `errors.responses()`, for OpenAPI documents and the reference.
 *
 * A declaration is documentation. This package serializes error events itself, so Fastify needs no serializer for them, and
 * `reply.code(400).send()` in a handler is not held to their schema. The plugin therefore takes declared errors out of a
 * route's response schemas.
 */
import type { FastifyInstance, onRouteHookHandler, RouteOptions } from 'fastify'
import { declaredBy, type EntriesByConstant } from '../catalog/declared-responses.js'
import type { GetSchema } from '../json-schema/schema-document.js'
import { rootOf, type Settings } from '../options.js'
import { readProperty } from '../untrusted/read.js'

const routeErrorsKey = Symbol('fastify-api-error.routeErrors')

export interface RouteErrors {
  readonly settings: Settings
  /** The declared errors, one map for each HTTP status code. */
  readonly declared: readonly EntriesByConstant[]
  /** Looks up a shared schema of the route's scope. */
  readonly getSchema: GetSchema
}

// Stores the URL, because Fastify later rewrites `route.url` of a route with an optional trailing slash.
const urlByRoute = new WeakMap<FastifyInstance, Map<RouteOptions, string>>()

/** Creates the onRoute hook that takes declared errors out of a route's response schemas and records them. */
export function createRouteErrorsHook (settings: Settings): onRouteHookHandler {
  return function recordRouteErrors (this: FastifyInstance, route) {
    if (route.schema === undefined) return

    const { response, ...schema } = route.schema
    const { own, declared } = splitResponses(response)
    const routeErrors: RouteErrors = {
      settings,
      // If scopes are nested, the outer scope's hook has recorded the declared errors before.
      declared: routeErrorsOf(route.schema)?.declared ?? declared,
      getSchema: id => this.getSchema(id)
    }
    // Replaces the schema and does not change it: routes can share one, and Fastify creates a HEAD twin from the original.
    route.schema = { ...schema, ...{ [routeErrorsKey]: routeErrors } }
    if (response !== undefined && (declared.length === 0 || Object.keys(own).length > 0)) route.schema.response = own
    const root = rootOf(this)
    const routes = urlByRoute.get(root) ?? new Map<RouteOptions, string>()
    urlByRoute.set(root, routes.set(route, route.url))
  }
}

/** The recorded errors of a route, with those that later onRoute hooks declared. */
export function routeErrorsOf (schema: unknown): RouteErrors | undefined {
  const recorded = readProperty(schema, routeErrorsKey) as RouteErrors | undefined
  if (recorded === undefined) return undefined
  const later = splitResponses(readProperty(schema, 'response')).declared
  return { ...recorded, declared: [...recorded.declared, ...later] }
}

/** Splits response schemas into the route's own ones and the errors that it declares. */
export function splitResponses (responses: unknown): { own: Record<string, unknown>, declared: EntriesByConstant[] } {
  const schemas = Object.entries(responses ?? {}) as Array<[string, unknown]>
  return {
    own: Object.fromEntries(schemas.filter(([, schema]) => declaredBy(schema) === undefined)),
    declared: schemas.flatMap(([, schema]) => declaredBy(schema) ?? [])
  }
}

export interface RecordedRoute {
  readonly method: RouteOptions['method']
  readonly url: string
  readonly schema: unknown
}

/** All recorded routes of an app, of every scope, in the order of their declaration. */
export function recordedRoutes (fastify: FastifyInstance): readonly RecordedRoute[] {
  return Array.from(urlByRoute.get(rootOf(fastify)) ?? [], ([{ method, schema }, url]) => ({ method, url, schema }))
}
