/**
 * What is wrong, as a sentence that names the field and states the rule, and never the value.
 *
 * `predicates` is the whole wording: the keyword, and what follows the field's name. The few keywords that are about a
 * member that is missing or not expected are worded by where it is, in `frames`.
 */
import type { Finding } from '../finding.js'
import type { Place } from './field.js'

type Params = Finding['params']
type Predicate = (params: Params) => string

const invalid = 'is invalid.'
/** A rule whose number is not known is not stated. */
const byLimit = (word: (limit: unknown) => string): Predicate => ({ limit }) => limit === undefined ? invalid : word(limit)
const atLeast = (noun: string) => byLimit(limit => `must have at least ${count(limit, noun)}.`)
const atMost = (noun: string) => byLimit(limit => `must have at most ${count(limit, noun)}.`)
const oneOf: Predicate = params => enumPredicate('allowedValue' in params ? [params.allowedValue] : params.allowedValues)
const types: Predicate = ({ type }) => type === undefined ? invalid : `must be ${list([type].flat().map(withArticle))}.`

const predicates: Readonly<Record<string, Predicate>> = {
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
}

type Frame = (place: Place, params: Params) => string

const missing: Frame = ({ kind, label, name, part, parent }) => {
  if (kind === 'parameter') return `${label} is required in ${part}`
  return parent === undefined ? `Please provide ${name}` : `Please provide ${name} under ${parent} object`
}
const missingBeside: Frame = (place, params) => {
  const other = place.kind === 'parameter' ? `\`${params.property}\`` : String(params.property)
  return `${missing(place, params)} when ${other} is present.`
}
const unexpected = (fault: string): Frame => ({ kind, label, name, part, parent }) => {
  if (kind === 'part') return `${label} ${fault}.`
  if (kind === 'parameter') return `${label} ${fault} in ${part}.`
  return parent === undefined ? `${label} ${fault}.` : `${name} ${fault} under ${parent} object.`
}

const frames: Readonly<Record<string, Frame>> = {
  required: (place, params) => `${missing(place, params)}.`,
  dependentRequired: missingBeside,
  dependencies: missingBeside,
  additionalProperties: unexpected('is not allowed'),
  unevaluatedProperties: unexpected('is not allowed'),
  propertyNames: unexpected('is not a valid name')
}

/** The default sentence of a finding. */
export function sentenceOf ({ keyword = '', params, text }: Finding, place: Place): string {
  if (text !== undefined) return mentions(text, place) ? text : `${place.label}: ${text}`
  if (Object.hasOwn(frames, keyword)) return frames[keyword]?.(place, params) ?? ''
  return `${place.label} ${Object.hasOwn(predicates, keyword) ? predicates[keyword]?.(params) : invalid}`
}

/** True where the author's own text names the field already. */
function mentions (text: string, { label, name }: Place): boolean {
  if (['`', "'", '"'].some(quote => text.includes(`${quote}${name}${quote}`))) return true
  // In zod's own sentences, and for a name of one or two letters, a bare word is more likely part of the prose.
  const isWord = name.length > 2 && !/^(?:Invalid|Too (?:small|big)|Unrecognized) ?/.test(text) && text.toLowerCase().split(/[^\p{L}\p{N}_-]+/u).includes(name.toLowerCase())
  return isWord || (label !== name && text.includes(label))
}

const maxListed = 12
const maxListLength = 200

function enumPredicate (values: unknown): string {
  const allowed = Array.isArray(values) ? values : []
  if (allowed.length === 0) return invalid

  const listed = list(allowed.map(show))
  if (allowed.length <= maxListed && allowed.every(isScalar) && listed.length <= maxListLength) return `must be ${listed}.`
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

const nameOfFormat: Readonly<Record<string, string>> = {
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
}

function formatPredicate (format: unknown): string {
  const name = typeof format === 'string' && Object.hasOwn(nameOfFormat, format) ? nameOfFormat[format] : undefined
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

function isScalar (value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

function show (value: unknown): string {
  return typeof value === 'string' && value.trim() !== '' ? value : JSON.stringify(value) ?? 'undefined'
}
