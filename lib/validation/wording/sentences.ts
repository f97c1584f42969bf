/**
 * All default sentences. Each names the field and states the rule, and never quotes a value that the client sent.
 *
 * `predicates` holds, by keyword, the text that follows the field's name. `frames` holds whole sentences, for keywords about
 * missing and unexpected members, whose wording depends on the field.
 */
import { isScalar } from '../../json-schema/keyword-checks.js'
import { maxListedValues, maxValueListLength } from '../../limits.js'
import type { Finding } from '../finding.js'
import type { Field } from './field.js'

type Params = Finding['params']
type Predicate = (params: Params) => string

const invalid = 'is invalid.'
/** States no rule if its number is unknown. */
const byLimit = (word: (limit: unknown) => string): Predicate => ({ limit }) => limit === undefined ? invalid : word(limit)
const atLeast = (noun: string) => byLimit(limit => `must have at least ${count(limit, noun)}.`)
const atMost = (noun: string) => byLimit(limit => `must have at most ${count(limit, noun)}.`)
const oneOf: Predicate = params => enumPredicate('allowedValue' in params ? [params.allowedValue] : params.allowedValues)
const types: Predicate = ({ type }) => type === undefined ? invalid : `must be ${list([type].flat().map(withArticle))}.`

const predicates: ReadonlyMap<string, Predicate> = new Map(Object.entries<Predicate>({
  type: types,
  anyOf: types,
  oneOf: types,
  enum: oneOf,
  const: oneOf,
  format: ({ format }) => formatPredicate(format),
  minimum: byLimit(limit => `must be ≥ ${limit}.`),
  maximum: byLimit(limit => `must be ≤ ${limit}.`),
  exclusiveMinimum: byLimit(limit => limit === 0 ? 'must be a positive number.' : `must be > ${limit}.`),
  exclusiveMaximum: byLimit(limit => `must be < ${limit}.`),
  multipleOf: ({ multipleOf }) => multipleOf === undefined ? invalid : `must be a multiple of ${multipleOf}.`,
  minLength: params => params.limit === 1 ? 'must not be empty.' : atLeast('character')(params),
  maxLength: atMost('character'),
  minItems: atLeast('item'),
  maxItems: atMost('item'),
  items: atMost('item'),
  additionalItems: atMost('item'),
  unevaluatedItems: params => atMost('item')({ limit: params.limit ?? params.len }),
  minProperties: atLeast('property'),
  maxProperties: atMost('property'),
  uniqueItems: () => 'must not have duplicate items.',
  contains: containsPredicate,
  minContains: atLeast('matching item'),
  maxContains: atMost('matching item')
}))

type Frame = (field: Field, params: Params) => string

const missing: Frame = ({ kind, label, name, part, parent }) => {
  if (kind === 'parameter') return `${label} is required in ${part}`
  return parent === undefined ? `Please provide ${name}` : `Please provide ${name} under ${parent} object`
}
const missingBeside: Frame = (field, params) => {
  const other = field.kind === 'parameter' ? `\`${params.property}\`` : String(params.property)
  return `${missing(field, params)} when ${other} is present.`
}
const unexpected = (fault: string): Frame => ({ kind, label, name, part, parent }) => {
  if (kind === 'part') return `${label} ${fault}.`
  if (kind === 'parameter') return `${label} ${fault} in ${part}.`
  return parent === undefined ? `${label} ${fault}.` : `${name} ${fault} under ${parent} object.`
}

const frames: ReadonlyMap<string, Frame> = new Map(Object.entries<Frame>({
  required: (field, params) => `${missing(field, params)}.`,
  dependentRequired: missingBeside,
  dependencies: missingBeside,
  additionalProperties: unexpected('is not allowed'),
  unevaluatedProperties: unexpected('is not allowed'),
  propertyNames: unexpected('is not a valid name')
}))

/** The sentence of a finding; the schema author's own one if the validator carries it. */
export function sentenceOf ({ keyword = '', params, text }: Finding, field: Field): string {
  if (text !== undefined) return mentions(text, field) ? text : `${field.label}: ${text}`
  return frames.get(keyword)?.(field, params) ?? `${field.label} ${predicates.get(keyword)?.(params) ?? invalid}`
}

/** True if the author's own text already names the field. */
function mentions (text: string, { label, name }: Field): boolean {
  if (['`', "'", '"'].some(quote => text.includes(`${quote}${name}${quote}`))) return true
  // A bare word is more likely part of the prose in zod's own sentences and for a name of one or two letters.
  const isWord = name.length > 2 && !/^(?:Invalid|Too (?:small|big)|Unrecognized) ?/.test(text) && text.toLowerCase().split(/[^\p{L}\p{N}_-]+/u).includes(name.toLowerCase())
  return isWord || (label !== name && text.includes(label))
}

function enumPredicate (values: unknown): string {
  const allowed = Array.isArray(values) ? values : []
  if (allowed.length === 0) return invalid

  const listed = list(allowed.map(show))
  if (allowed.length <= maxListedValues && allowed.every(isScalar) && listed.length <= maxValueListLength) return `must be ${listed}.`
  return allowed.length === 1 ? invalid : `must be one of the ${allowed.length} allowed values.`
}

function containsPredicate ({ minContains, maxContains, allowedValues, count: found }: Params): string {
  const isTooMany = typeof found === 'number' && typeof maxContains === 'number' && found > maxContains
  if (isTooMany) return atMost('matching item')({ limit: maxContains })
  if (minContains === 1 && Array.isArray(allowedValues) && allowedValues.every(isScalar)) {
    return `must contain ${list(allowedValues.map(show))}.`
  }
  if (maxContains === undefined || found !== undefined) return atLeast('matching item')({ limit: minContains })
  return `must have ${minContains} to ${count(maxContains, 'matching item')}.`
}

const nameByFormat: ReadonlyMap<unknown, string> = new Map(Object.entries({
  email: 'email address',
  'idn-email': 'email address',
  date: 'date (YYYY-MM-DD)',
  'date-time': 'date and time (RFC 3339)',
  'iso-date-time': 'date and time (RFC 3339)',
  time: 'time',
  'iso-time': 'time',
  duration: 'ISO 8601 duration',
  uri: 'URI',
  'uri-reference': 'URI',
  iri: 'URI',
  'iri-reference': 'URI',
  url: 'URL',
  uuid: 'UUID',
  hostname: 'host name',
  'idn-hostname': 'host name',
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  regex: 'regular expression',
  'json-pointer': 'JSON Pointer',
  byte: 'Base64 text'
}))

function formatPredicate (format: unknown): string {
  const name = nameByFormat.get(format)
  return name === undefined ? invalid : `must be a valid ${name}.`
}

function withArticle (type: unknown): string {
  if (type === 'null') return 'null'
  return type === 'integer' || type === 'array' || type === 'object' ? `an ${type}` : `a ${type}`
}

function count (limit: unknown, noun: string): string {
  const plural = noun === 'property' ? 'properties' : `${noun}s`
  return `${limit} ${limit === 1 ? noun : plural}`
}

/** `A`, `A or B`, `A, B or C`. */
function list (words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function show (value: unknown): string {
  return typeof value === 'string' && value.trim() !== '' ? value : JSON.stringify(value) ?? 'undefined'
}
