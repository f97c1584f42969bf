/**
 * The `params` of an issue on the wire: the numbers and names behind its sentence, for clients that word it themselves.
 *
 * Nothing else that a validator reports is sent: it can be the value that the client sent.
 */
import type { ApiErrorIssue, IssueParam } from '../event/event.js'
import { maxParamLength, maxParams, maxParamValues } from '../limits.js'
import { isObject, readOwn } from '../untrusted/read.js'
import type { DescribedIssue } from '../validation/described-failure.js'

type Params = NonNullable<ApiErrorIssue['params']>
type Read = (params: DescribedIssue['params'], name: string) => Readonly<Record<string, unknown>>

/** Takes these params as they are. */
const own = (...names: string[]): Read => params => Object.fromEntries(names.map(name => [name, readOwn(params, name)]))
/** Names the member that the issue is about, as Ajv does. Other validators report it otherwise, or not at all. */
const member = (param: string, ...names: string[]): Read => (params, name) => ({ [param]: name, ...own(...names)(params, name) })

const limit: Read = params => ({ limit: readOwn(params, 'limit') ?? readOwn(params, 'len') })
const rule = own('pattern', 'format', 'example')
const union: Read = (params, name) => ({
  ...own('type', 'allowedValues', 'suggestion', 'excluding', 'passingSchemas')(params, name),
  missing: alternativesOf(readOwn(params, 'missing'))
})

/** The params that are sent, by keyword. */
const readers: ReadonlyMap<string, Read> = new Map(Object.entries<Read>({
  type: own('type', 'allowedValues'),
  enum: own('allowedValues', 'suggestion'),
  const: own('allowedValue'),
  // The values that `not` lists are not allowed.
  not: params => ({ disallowedValues: readOwn(params, 'allowedValues'), together: readOwn(params, 'together') }),
  anyOf: union,
  oneOf: union,
  required: member('missingProperty', 'found'),
  dependentRequired: member('missingProperty', 'property'),
  dependencies: member('missingProperty', 'property'),
  additionalProperties: member('additionalProperty', 'suggestion'),
  unevaluatedProperties: member('unevaluatedProperty', 'suggestion'),
  propertyNames: member('propertyName'),
  pattern: rule,
  format: rule,
  multipleOf: own('multipleOf'),
  uniqueItems: own('i', 'j'),
  contains: own('minContains', 'maxContains', 'allowedValues'),
  ...Object.fromEntries([
    'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'items',
    'additionalItems', 'unevaluatedItems', 'minProperties', 'maxProperties', 'minContains', 'maxContains', 'formatMinimum',
    'formatMaximum', 'formatExclusiveMinimum', 'formatExclusiveMaximum'
  ].map(keyword => [keyword, limit]))
}))

/** The names of missing members of which one is enough. Alternatives of several members are left out. */
function alternativesOf (missing: unknown): unknown {
  const isOfOne = Array.isArray(missing) && missing.every(names => Array.isArray(names) && names.length === 1)
  return isOfOne ? missing.flat() : undefined
}

/** The params of an issue; `undefined` if it has none. */
export function sentParamsOf ({ issue, params, field }: DescribedIssue): Params | undefined {
  if (field === undefined) return boundedParams(params)
  const { name, parent } = field
  const read = readers.get(issue.keyword ?? '')
  // A part of the request is no member, though it has a name.
  const found = read === undefined || (issue.pointer === '' && memberKeywords.has(issue.keyword)) ? {} : read(params, name)
  return boundedParams({ ...found, name, parent })
}

const memberKeywords: ReadonlySet<unknown> = new Set(['additionalProperties', 'unevaluatedProperties'])

/** Leaves out what JSON cannot represent as a scalar or as a list of scalars, and what is too long. */
export function boundedParams (params: unknown): Params | undefined {
  if (!isObject(params)) return undefined
  const entries = Object.keys(params).slice(0, maxParams).flatMap(name => {
    const param = toParam(readOwn(params, name))
    return param === undefined || name.length > maxParamLength ? [] : [[name, param] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function toParam (value: unknown): IssueParam | undefined {
  if (!Array.isArray(value)) return isScalar(value) ? value : undefined
  // A copy, since the list can be the schema's own, and the event can be frozen.
  return value.length > 0 && value.length <= maxParamValues && value.every(isScalar) ? [...value] : undefined
}

function isScalar (value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'boolean' || Number.isFinite(value) ||
    (typeof value === 'string' && value.length <= maxParamLength)
}
