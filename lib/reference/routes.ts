/** The routes that answer each constant: those that declare it, and those whose request schemas imply it. */
import type { FastifyInstance } from 'fastify'
import type { AnyCatalog } from '../catalog/catalog.js'
import { rememberedOf, rememberedRoutes } from '../routes/declared-errors.js'
import { read } from '../untrusted/read.js'
import { impliedErrors } from '../routes/route-errors.js'

export interface RouteName {
  readonly method: string
  readonly url: string
}

/** Of the whole app, as far as its scopes have this catalog; without the routes that OpenAPI documents hide too. */
export function routesByConstant (fastify: FastifyInstance, constants: AnyCatalog['constants']): Map<string, RouteName[]> {
  const routesOf = new Map<string, RouteName[]>()
  for (const { method, url, schema } of rememberedRoutes(fastify)) {
    const remembered = rememberedOf(schema)
    if (remembered?.settings.catalog.constants !== constants || read(schema, 'hide') === true) continue

    const answered = [...remembered.declared, impliedErrors(schema, remembered)]
    for (const constant of new Set(answered.flatMap(errors => [...errors.keys()]))) {
      const routes = routesOf.get(constant) ?? []
      const isListed = (name: string, at: string) => routes.some(route => route.method === name && route.url === at)
      // A GET has a HEAD twin, which has a twin of its own with a slash at the end.
      const isTwin = (name: string) => name === 'HEAD' && (isListed('GET', url) || isListed('GET', url.replace(/\/$/, '')))
      const names = [method].flat().filter(name => !isListed(name, url) && !isTwin(name))
      routesOf.set(constant, [...routes, ...names.map(name => ({ method: name, url }))])
    }
  }
  return routesOf
}
