/** The error responses of one operation. */
import type { ResolvedEntry } from '../catalog-entry.js'
import type { Remembered } from '../declared.js'
import { read } from '../foreign-error.js'
import { describesContainer } from '../validation/place.js'
import { toJsonSchema } from '../validation/request-data.js'
import { isObject } from '../validation/schema-document.js'
import { SchemaWalker } from '../validation/schema-walk.js'
import { eventReference, problemReference } from './components.js'
import { toEnums } from './to-enums.js'

export interface Operation {
  [member: string]: unknown
  responses: Record<string, unknown>
}

/** The constants of the two kinds of failed validation, where the route's request schemas can fail so. */
export function inferredConstants (schema: unknown, { settings, getSchema }: Remembered): string[] {
  const parts = ['params', 'querystring', 'query', 'headers', 'body'].filter(part => read(schema, part) !== undefined)
  const hasObject = bodySchemas(read(schema, 'body')).some(body => {
    const walker = new SchemaWalker(toJsonSchema(body), undefined, getSchema, false)
    const { nodes } = walker.at([])
    const names = nodes.flatMap(node => isObject(node.schema.properties) ? Object.keys(node.schema.properties) : [])
    return nodes.some(({ schema: { items, prefixItems } }) => items !== undefined || prefixItems !== undefined) ||
      names.some(name => walker.at([name]).nodes.some(node => describesContainer(node.schema)))
  })
  return [...parts.length > 0 ? [settings.parameterConstant] : [], ...hasObject ? [settings.objectConstant] : []]
}

/** A body schema, or those of each media type. */
function bodySchemas (body: unknown): unknown[] {
  const content = read(body, 'content')
  return isObject(content) ? Object.values(content).map(media => read(media, 'schema')) : [body]
}

/** Adds a response for each HTTP status code of the constants; what the user declared otherwise is left alone. */
export function addErrorResponses (operation: Operation, remembered: Remembered, inferred: readonly string[]): void {
  const { constants: declared, settings } = remembered
  const own = new Set(Object.keys(operation.responses))
  const isFree = (code: number) => ![String(code), `${Math.trunc(code / 100)}XX`, 'default'].some(key => own.has(key))

  const byCode = new Map<number, Map<string, ResolvedEntry>>()
  for (const constant of [...declared, ...inferred]) {
    const entry = settings.catalog.constants[constant]
    if (entry === undefined || (declared.includes(constant) ? own.has(String(entry.code)) : !isFree(entry.code))) continue
    byCode.set(entry.code, (byCode.get(entry.code) ?? new Map<string, ResolvedEntry>()).set(constant, entry))
  }
  for (const [code, entries] of byCode) operation.responses[code] = toResponse(entries, settings.problemDetails)
}

function toResponse (entries: ReadonlyMap<string, ResolvedEntry>, hasProblems: boolean): object {
  return {
    description: Array.from(entries, ([constant, { title }]) => `\`${constant}\`: ${title.replace(/\.?$/, '.')}`).join(' '),
    content: {
      'application/json': { schema: eventSchema([...entries.values()]), examples: examplesOf(entries) },
      ...(hasProblems && { 'application/problem+json': { schema: problemReference } })
    }
  }
}

/** The event; where constants declare data, with the data that they declare. */
function eventSchema (entries: readonly ResolvedEntry[]): object {
  const data = entries.flatMap(entry => entry.data ?? []).map(schema => toEnums(schema))
  if (data.length === 0) return eventReference
  return { allOf: [eventReference, { type: 'object', properties: { data: data.length === 1 ? data[0] : { anyOf: data } } }] }
}

/** An example for each known message; for a constant without any, its title. */
function examplesOf (entries: ReadonlyMap<string, ResolvedEntry>): object {
  const examples = Array.from(entries, ([constant, { code, title, messages }]) =>
    (messages.length > 0 ? messages : [title]).map((message, index) =>
      [index === 0 ? constant : `${constant}_${index + 1}`, { summary: message, value: { constant, code, message } }]))
  return Object.fromEntries(examples.flat())
}
