/** The error responses of one operation. */
import type { EntriesByConstant } from '../catalog/responses.js'
import { read } from '../untrusted/read.js'
import { referTo, type ComponentName } from './components.js'
import type { ErrorsByCode } from '../routes/route-errors.js'

export interface Operation {
  [member: string]: unknown
  responses: Record<string, unknown>
}

/**
 * Response schemas that carry the `data` of each constant through @fastify/swagger, which turns them into OpenAPI as it does
 * a route's own: `$id`, `null` and maps too.
 *
 * @param own - The response schemas of the route, which they come beside.
 * @param written - Makes of the schema of `data` the one to write.
 */
export function withData (
  own: Readonly<Record<string, unknown>>, byCode: ErrorsByCode, written: (data: unknown) => unknown
): Record<string, unknown> {
  const carriers = Array.from(byCode, ([code, entries]) => {
    const data = Array.from(entries).flatMap(([constant, { data }]) => data === undefined ? [] : [[constant, written(data)]])
    return [code, { type: 'object', properties: Object.fromEntries(data) as object }]
  })
  // What @fastify/swagger writes for a route without response schemas.
  const others = Object.keys(own).length > 0 ? own : { 200: { type: 'null', description: 'Default Response' } }
  return carriers.length === 0 ? own : { ...others, ...Object.fromEntries(carriers) as object }
}

/** Adds a response for each HTTP status code. */
export function addErrorResponses (
  operation: Operation, byCode: ErrorsByCode, { hasProblems, isNarrow }: { hasProblems: boolean, isNarrow: boolean }
): void {
  for (const [code, entries] of byCode) {
    const carrier = operation.responses[code]
    const links = read(carrier, 'links')
    const [carried] = Object.values(read(carrier, 'content') ?? {}).map(media => read(media, 'schema'))
    const data = (read(carried, 'properties') ?? {}) as DataByConstant
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

/** The constants of a response that have no data, and beside them each other one with its own. */
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

/** An example for each known message; for a constant without any, its title. No constant has a hyphen. */
function examplesOf (entries: EntriesByConstant): object {
  const examples = Array.from(entries, ([constant, { code, title, messages }]) =>
    (messages.length > 0 ? messages : [title]).map((message, index) =>
      [index === 0 ? constant : `${constant}-${index + 1}`, { summary: message, value: { constant, code, message } }]))
  return Object.fromEntries(examples.flat())
}
