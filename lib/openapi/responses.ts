/** The error responses of one operation. */
import type { ResolvedEntry } from '../catalog-entry.js'
import type { Remembered } from '../declared.js'
import { read } from '../foreign-error.js'
import { describesContainer } from '../validation/place.js'
import { toJsonSchema } from '../validation/request-data.js'
import { isObject } from '../validation/schema-document.js'
import { SchemaWalker } from '../validation/schema-walk.js'
import { eventReference, problemReference } from './components.js'

export interface Operation {
  [member: string]: unknown
  responses: Record<string, unknown>
}

/** The errors of a route by HTTP status code: what it declares, and what its request schemas imply. */
export type ErrorsByCode = ReadonlyMap<number, ReadonlyMap<string, ResolvedEntry>>

/** @param own - The statuses that the user describes, which are left alone. */
export function errorsOf (schema: unknown, remembered: Remembered, own: unknown): ErrorsByCode {
  const { settings, declared } = remembered
  const statuses = new Set(Object.keys(own ?? {}).map(status => status.toLowerCase()))
  const isFree = (code: number) => ![String(code), `${Math.trunc(code / 100)}xx`, 'default'].some(key => statuses.has(key))

  const byCode = new Map<number, Map<string, ResolvedEntry>>()
  for (const constant of [...declared.keys(), ...inferredConstants(schema, remembered)]) {
    // An error of another catalog than the scope's is thrown with an entry of its own.
    const entry = settings.catalog.constants[constant] ?? declared.get(constant)
    if (entry === undefined) continue
    if (declared.has(constant) ? statuses.has(String(entry.code)) : !isFree(entry.code)) continue
    byCode.set(entry.code, (byCode.get(entry.code) ?? new Map<string, ResolvedEntry>()).set(constant, entry))
  }
  return byCode
}

/** The constants of the two kinds of failed validation, where the route's request schemas can fail so. */
export function inferredConstants (schema: unknown, { settings, getSchema }: Remembered): string[] {
  const parts = ['params', 'querystring', 'query', 'headers', 'body'].filter(part => read(schema, part) !== undefined)
  const hasObject = bodySchemas(read(schema, 'body')).some(body => {
    const walker = new SchemaWalker(toJsonSchema(body), undefined, getSchema, false)
    return walker.at([]).nodes.some(({ schema: { items, prefixItems } }) => items !== undefined || prefixItems !== undefined) ||
      walker.members().some(node => describesContainer(node.schema))
  })
  return [...parts.length > 0 ? [settings.parameterConstant] : [], ...hasObject ? [settings.objectConstant] : []]
}

/** A body schema, or those of each media type. */
function bodySchemas (body: unknown): unknown[] {
  const content = read(body, 'content')
  return isObject(content) ? Object.values(content).map(media => read(media, 'schema')) : [body]
}

/**
 * The response schemas by which @fastify/swagger turns the `data` of a catalog into OpenAPI as it does a route's own schemas:
 * `$id`, `null` and maps too.
 *
 * @param own - The response schemas of the route, which they come beside.
 */
export function withDetails (own: unknown, byCode: ErrorsByCode, narrowResponses: boolean): unknown {
  const details = [...byCode].flatMap(([code, entries]) => {
    const schema = narrowResponses ? narrowed(entries) : dataOf(entries)
    return schema === undefined ? [] : [[code, schema]]
  })
  if (details.length === 0) return own
  // What @fastify/swagger writes for a route without response schemas.
  const others = Object.keys(own ?? {}).length > 0 ? own : { 200: { type: 'null', description: 'Default Response' } }
  return { ...others as object, ...Object.fromEntries(details) }
}

function dataOf (entries: ReadonlyMap<string, ResolvedEntry>): object | undefined {
  const schemas = Array.from(entries.values()).flatMap(({ data }) => data ?? [])
  const data = schemas.length === 1 ? schemas[0] : { anyOf: schemas }
  return schemas.length === 0 ? undefined : { type: 'object', properties: { data } }
}

/** The constants of a response that have no data, and beside them each other one with its own. */
function narrowed (entries: ReadonlyMap<string, ResolvedEntry>): object {
  const alone = Array.from(entries).flatMap(([constant, { data }]) => data === undefined ? constant : [])
  const kinds = [
    ...alone.length > 0 ? [describeKind(alone)] : [],
    ...Array.from(entries).flatMap(([constant, { data }]) => data === undefined ? [] : describeKind([constant], { data }))
  ]
  return kinds.length > 1 ? { oneOf: kinds } : Object.assign({}, ...kinds) as object
}

function describeKind (constants: readonly string[], data: object = {}): object {
  return { type: 'object', properties: { constant: { type: 'string', enum: constants }, ...data } }
}

/** Adds a response for each HTTP status code. */
export function addErrorResponses (operation: Operation, byCode: ErrorsByCode, hasProblems: boolean): void {
  for (const [code, entries] of byCode) {
    const [details] = Object.values(read(operation.responses[code], 'content') ?? {}).map(media => read(media, 'schema'))
    const withDetails = (reference: object) => ({ schema: details === undefined ? reference : { allOf: [reference, details] } })
    operation.responses[code] = {
      description: Array.from(entries, ([constant, { title }]) => `\`${constant}\`: ${title.replace(/\.?$/, '.')}`).join(' '),
      content: {
        'application/json': { ...withDetails(eventReference), examples: examplesOf(entries) },
        ...(hasProblems && { 'application/problem+json': withDetails(problemReference) })
      }
    }
  }
}

/** An example for each known message; for a constant without any, its title. No constant has a hyphen. */
function examplesOf (entries: ReadonlyMap<string, ResolvedEntry>): object {
  const examples = Array.from(entries, ([constant, { code, title, messages }]) =>
    (messages.length > 0 ? messages : [title]).map((message, index) =>
      [index === 0 ? constant : `${constant}-${index + 1}`, { summary: message, value: { constant, code, message } }]))
  return Object.fromEntries(examples.flat())
}
