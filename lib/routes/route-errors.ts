/** The errors of one route, in its OpenAPI document and in the reference. */
import type { ResolvedEntry } from '../catalog/entry.js'
import { entryOf } from '../catalog/catalog.js'
import type { Remembered } from './declared-errors.js'
import type { EntriesByConstant } from '../catalog/responses.js'
import { read } from '../untrusted/read.js'
import { describesContainer } from '../json-schema/document.js'
import { toJsonSchema } from '../json-schema/standard-schema.js'
import { isObject } from '../json-schema/document.js'
import { SchemaWalker } from '../json-schema/walk.js'

/** The errors of a route by HTTP status code: what it declares, and what its request schemas imply. */
export type ErrorsByCode = ReadonlyMap<number, EntriesByConstant>

/** @param own - The statuses that the user describes, which are left alone. */
export function errorsOf (
  schema: unknown, remembered: Remembered | undefined, declared: readonly EntriesByConstant[], own: object
): ErrorsByCode {
  const statuses = new Set(Object.keys(own).map(status => status.toLowerCase()))
  const isFree = (code: number) => ![String(code), `${Math.trunc(code / 100)}xx`, 'default'].some(key => statuses.has(key))

  const errors = [
    ...declared.flatMap(errors => [...errors]).filter(([, { code }]) => !statuses.has(String(code))),
    ...[...impliedErrors(schema, remembered)].filter(([, { code }]) => isFree(code))
  ]
  const byCode = new Map<number, Map<string, ResolvedEntry>>()
  for (const [constant, entry] of errors) {
    const ofCode = byCode.get(entry.code) ?? new Map<string, ResolvedEntry>()
    if (!ofCode.has(constant)) ofCode.set(constant, entry)
    byCode.set(entry.code, ofCode)
  }
  return byCode
}

/** The two kinds of failed validation, where the route's request schemas can fail so. */
export function impliedErrors (schema: unknown, remembered: Remembered | undefined): EntriesByConstant {
  if (remembered === undefined) return new Map()

  const { settings: { catalog, parameterConstant, objectConstant }, getSchema } = remembered
  const parts = ['params', 'querystring', 'query', 'headers', 'body'].filter(part => read(schema, part) !== undefined)
  const hasObject = bodySchemas(read(schema, 'body')).some(body => {
    const walker = new SchemaWalker(toJsonSchema(body), undefined, getSchema, false)
    return walker.at([]).nodes.some(({ schema: { items, prefixItems } }) => items !== undefined || prefixItems !== undefined) ||
      walker.members().some(node => describesContainer(node.schema))
  })
  const constants = [...parts.length > 0 ? [parameterConstant] : [], ...hasObject ? [objectConstant] : []]
  return new Map(constants.map(constant => [constant, entryOf(catalog.constants, constant)]))
}

/** A body schema, or those of each media type. */
function bodySchemas (body: unknown): unknown[] {
  const content = read(body, 'content')
  return isObject(content) ? Object.values(content).map(media => read(media, 'schema')) : [body]
}
