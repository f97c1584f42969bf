/** Writes the error responses of one operation. */
import type { EntriesByConstant } from '../catalog/declared-responses.js'
import type { ErrorsByCode } from '../routes/route-errors.js'
import { readProperty } from '../untrusted/read.js'
import { referTo, type ComponentName } from './components.js'

export interface Operation {
  [member: string]: unknown
  responses: Record<string, unknown>
}

/**
 * Adds response schemas that carry the `data` of each constant through @fastify/swagger. It converts them to OpenAPI as it
 * converts a route's own schemas, including `$id`, `null` and maps.
 *
 * @param own - The route's own response schemas.
 * @param toWritten - Returns the schema to write for a `data` schema.
 */
export function withData (
  own: Readonly<Record<string, unknown>>, byCode: ErrorsByCode, toWritten: (data: unknown) => unknown
): Record<string, unknown> {
  const carriers = Array.from(byCode, ([code, entries]) => {
    const data = Array.from(entries).flatMap(([constant, { data }]) => data === undefined ? [] : [[constant, toWritten(data)]])
    return [code, { type: 'object', properties: Object.fromEntries(data) as object }]
  })
  // @fastify/swagger writes this for a route without response schemas.
  const others = Object.keys(own).length > 0 ? own : { 200: { type: 'null', description: 'Default Response' } }
  return carriers.length === 0 ? own : { ...others, ...Object.fromEntries(carriers) as object }
}

/** Adds a response for each HTTP status code. */
export function addErrorResponses (
  operation: Operation, byCode: ErrorsByCode, { hasProblems, isNarrow }: { hasProblems: boolean, isNarrow: boolean }
): void {
  for (const [code, entries] of byCode) {
    const carrier = operation.responses[code]
    const links = readProperty(carrier, 'links')
    const [carried] = Object.values(readProperty(carrier, 'content') ?? {}).map(media => readProperty(media, 'schema'))
    const data = (readProperty(carried, 'properties') ?? {}) as DataByConstant
    const details = isNarrow ? narrowed([...entries.keys()], data) : anyOf(data)
    const schemaOf = (name: ComponentName) =>
      details === undefined ? referTo(name) : { allOf: [referTo(name), structuredClone(details)] }
    operation.responses[code] = {
      description: Array.from(entries, ([constant, { title }]) => `\`${constant}\`: ${title.replace(/\.?$/, '.')}`).join(' '),
      content: {
        'application/json': { schema: schemaOf('ApiErrorEvent'), examples: examplesOf(entries) },
        ...(hasProblems && { 'application/problem+json': { schema: schemaOf('ApiErrorProblemDetails') } })
      },
      ...(links !== undefined && { links })
    }
  }
}

type DataByConstant = Readonly<Record<string, unknown>>

function anyOf (byConstant: DataByConstant): object | undefined {
  const [data, ...others] = Object.values(byConstant)
  if (data === undefined) return undefined
  return { type: 'object', properties: { data: others.length === 0 ? data : { anyOf: [data, ...others] } } }
}

/** One alternative for all constants without data, and one for each constant with data. */
function narrowed (constants: readonly string[], byConstant: DataByConstant): object {
  const alone = constants.filter(constant => !Object.hasOwn(byConstant, constant))
  const kinds = [
    ...alone.length > 0 ? [describeKind(alone)] : [],
    ...Object.entries(byConstant).map(([constant, data]) => describeKind([constant], { data }))
  ]
  return kinds.length > 1 ? { oneOf: kinds } : Object.assign({}, ...kinds) as object
}

function describeKind (constants: readonly string[], data: object = {}): object {
  return { type: 'object', required: ['constant'], properties: { constant: { type: 'string', enum: constants }, ...data } }
}

/** One example for each known message; the title if there are none. The hyphen cannot collide: no constant has one. */
function examplesOf (entries: EntriesByConstant): object {
  const examples = Array.from(entries, ([constant, { code, title, messages }]) =>
    (messages.length > 0 ? messages : [title]).map((message, index) =>
      [index === 0 ? constant : `${constant}-${index + 1}`, { summary: message, value: { constant, code, message } }]))
  return Object.fromEntries(examples.flat())
}
