/** Lists the routes that can answer each constant: they declare it, or their request schemas imply it. */
import type { FastifyInstance } from 'fastify'
import type { AnyCatalog } from '../catalog/catalog.js'
import { recordedRoutes, routeErrorsOf } from '../routes/declared-errors.js'
import { impliedErrors } from '../routes/route-errors.js'
import { readProperty } from '../untrusted/read.js'

export interface RouteName {
  readonly method: string
  readonly url: string
}

/** Lists routes of the whole app whose scope has this catalog, except those with `hide: true`, as OpenAPI documents do. */
export function routesByConstant (fastify: FastifyInstance, constants: AnyCatalog['constants']): Map<string, RouteName[]> {
  const routesByName = new Map<string, RouteName[]>()
  for (const { method, url, schema } of recordedRoutes(fastify)) {
    const routeErrors = routeErrorsOf(schema)
    if (routeErrors?.settings.catalog.constants !== constants || readProperty(schema, 'hide') === true) continue

    const answered = [...routeErrors.declared, impliedErrors(schema, routeErrors)]
    for (const constant of new Set(answered.flatMap(errors => [...errors.keys()]))) {
      const routes = routesByName.get(constant) ?? []
      const isListed = (name: string, at: string) => routes.some(route => route.method === name && route.url === at)
      // Fastify adds a HEAD route to each GET route, also with a trailing slash.
      const isTwin = (name: string) => name === 'HEAD' && (isListed('GET', url) || isListed('GET', url.replace(/\/$/, '')))
      const names = [method].flat().filter(name => !isListed(name, url) && !isTwin(name))
      routesByName.set(constant, [...routes, ...names.map(name => ({ method: name, url }))])
    }
  }
  return routesByName
}
