/** The errors of one route: those that it declares and those that its schemas imply. */
import type { ResolvedEntry } from '../catalog/catalog-entry.js'
import { entryOf } from '../catalog/catalog.js'
import type { EntriesByConstant } from '../catalog/declared-responses.js'
import { describesContainer, toDocument } from '../json-schema/schema-document.js'
import { SchemaWalker } from '../json-schema/schema-walker.js'
import { toJsonSchema } from '../json-schema/standard-schema.js'
import { isObject, readProperty } from '../untrusted/read.js'
import type { RouteErrors } from './declared-errors.js'

/** The errors of a route by HTTP status code. */
export type ErrorsByCode = ReadonlyMap<number, EntriesByConstant>

/** @param own - The route's own response schemas. Statuses that they describe are left alone. */
export function errorsByCode (
  schema: unknown, routeErrors: RouteErrors | undefined, declared: readonly EntriesByConstant[], own: object
): ErrorsByCode {
  const statuses = new Set(Object.keys(own).map(status => status.toLowerCase()))
  const isFree = (code: number) => ![String(code), `${Math.trunc(code / 100)}xx`, 'default'].some(key => statuses.has(key))

  const errors = [
    ...declared.flatMap(errors => [...errors]).filter(([, { code }]) => !statuses.has(String(code))),
    ...[...impliedErrors(schema, routeErrors)].filter(([, { code }]) => isFree(code))
  ]
  const byCode = new Map<number, Map<string, ResolvedEntry>>()
  for (const [constant, entry] of errors) {
    const ofCode = byCode.get(entry.code) ?? new Map<string, ResolvedEntry>()
    if (!ofCode.has(constant)) ofCode.set(constant, entry)
    byCode.set(entry.code, ofCode)
  }
  return byCode
}

/** The constants of failed validation that the route's request schemas can cause. */
export function impliedErrors (schema: unknown, routeErrors: RouteErrors | undefined): EntriesByConstant {
  if (routeErrors === undefined) return new Map()

  const { settings: { catalog, parameterConstant, objectConstant }, getSchema } = routeErrors
  const parts = ['params', 'querystring', 'query', 'headers', 'body'].filter(part => readProperty(schema, part) !== undefined)
  const hasObject = bodySchemas(readProperty(schema, 'body')).some(body => {
    const walker = new SchemaWalker(toDocument(toJsonSchema(body), getSchema), undefined, false)
    const { nodes } = walker.matchAt([])
    return nodes.some(({ schema: { items, prefixItems } }) => items !== undefined || prefixItems !== undefined) ||
      walker.members().some(node => describesContainer(node.schema))
  })
  const constants = [...parts.length > 0 ? [parameterConstant] : [], ...hasObject ? [objectConstant] : []]
  return new Map(constants.map(constant => [constant, entryOf(catalog.constants, constant)]))
}

/** The schemas of a body: one, or one for each media type. */
function bodySchemas (body: unknown): unknown[] {
  const content = readProperty(body, 'content')
  return isObject(content) ? Object.values(content).map(media => readProperty(media, 'schema')) : [body]
}
