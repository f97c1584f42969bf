/**
 * All default sentences. Each names the field and states the rule, and never quotes a value that the client sent.
 *
 * `predicates` holds, by keyword, the text that follows the field's name. `frames` holds whole sentences, for keywords about
 * missing and unexpected members, whose wording depends on the field.
 */
import { isScalar } from '../../json-schema/keyword-checks.js'
import { maxListedValues, maxPatternLength, maxValueListLength } from '../../limits.js'
import type { Finding } from '../finding.js'
import type { Field } from './field.js'
import { formatPredicate } from './formats.js'

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
  enum: oneOf,
  const: oneOf,
  format: ({ format }) => formatPredicate(format),
  formatMinimum: byLimit(limit => `must not be before ${limit}.`),
  formatMaximum: byLimit(limit => `must not be after ${limit}.`),
  formatExclusiveMinimum: byLimit(limit => `must be after ${limit}.`),
  formatExclusiveMaximum: byLimit(limit => `must be before ${limit}.`),
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
  uniqueItems: ({ i, j }) => typeof i === 'number' && typeof j === 'number'
    ? `must not have duplicate items (items ${Math.min(i, j)} and ${Math.max(i, j)} are equal).`
    : 'must not have duplicate items.',
  pattern: patternPredicate,
  not: ({ allowedValues }) => Array.isArray(allowedValues) ? `must not be ${list(allowedValues.map(show))}.` : invalid,
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
  propertyNames: (field, params) => {
    const rule = params.rule as Finding | undefined
    const words = rule && predicates.get(rule.keyword ?? '')?.(rule.params)
    const sentence = unexpected('is not a valid name')(field, params)
    return words === undefined || words === invalid ? sentence : sentence.replace(/\.$/, `: names ${words}`)
  }
}))

/** The sentence of a finding; the schema author's own one if the validator carries it. */
export function sentenceOf ({ keyword = '', params, text }: Finding, field: Field): string {
  if (text !== undefined) return mentions(text, field) ? text : `${field.label}: ${text}`
  if (params.isSecret === true) return `${field.label} is not accepted.`
  if (keyword === 'anyOf' || keyword === 'oneOf') return unionSentence(params, field)
  if (keyword === 'not' && Array.isArray(params.together)) return togetherSentence(params.together, field.kind)
  const sentence = frames.get(keyword)?.(field, params) ?? `${field.label} ${predicates.get(keyword)?.(params) ?? invalid}`
  return withExample(keyword, sentence, params.example)
}

/** Ends the sentences of pattern and format with the schema's own example, if they do not end with one already. */
function withExample (keyword: string, sentence: string, example: unknown): string {
  const takesExample = (keyword === 'pattern' || keyword === 'format') && example !== undefined
  if (!takesExample || /, such as |must look like /.test(sentence)) return sentence
  return sentence.replace(/\.$/, `, such as ${String(example)}.`)
}

/** The sentence about a union as a whole. */
function unionSentence (params: Params, { kind, label, name, part }: Field): string {
  const { missing: absent, alternatives, excluding, passingSchemas, type, allowedValues } = params
  if (Array.isArray(absent)) {
    const names = (absent as string[][]).map(inner => inner.map(one => quoted(one, kind)).join(' and '))
    if (kind !== 'object') return `${list(names)} is required in ${part}.`
    return label.endsWith(']') ? `Please provide ${list(names)}.` : `Please provide ${list(names)} under ${name} object.`
  }
  if (Array.isArray(excluding)) return togetherSentence(excluding, kind)
  if (Array.isArray(passingSchemas)) return `${label} must fit exactly one alternative, but fits ${passingSchemas.length}.`
  if (type !== undefined) {
    const constants = Array.isArray(allowedValues) ? allowedValues.map(show) : []
    return `${label} must be ${list([...constants, ...[type].flat().map(withArticle)])}.`
  }
  if (Array.isArray(alternatives)) {
    const wordOf = (finding: Finding) => predicates.get(finding.keyword ?? '')?.(finding.params) ?? invalid
    const texts = unique((alternatives as Finding[]).map(wordOf))
    if (!texts.includes(invalid)) return `${label} ${list(texts.map((text, index) => trim(text, index > 0)))}.`
  }
  return `${label} ${invalid}`
}

function togetherSentence (names: readonly unknown[], kind: Field['kind']): string {
  return `${list(names.map(one => quoted(String(one), kind)), 'and')} cannot be used together.`
}

function quoted (name: string, kind: Field['kind']): string {
  return kind === 'object' ? name : `\`${name}\``
}

function trim (text: string, isFurther: boolean): string {
  const words = text.replace(/\.$/, '')
  return isFurther ? words.replace(/^must be /, '').replace(/^must /, '') : words
}

function unique (texts: readonly string[]): string[] {
  return [...new Set(texts)]
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

function patternPredicate ({ pattern, example }: Params): string {
  if (typeof pattern === 'string' && pattern.length <= maxPatternLength) return `must match the pattern ${pattern}.`
  return example === undefined ? 'does not match the required pattern.' : `must look like ${String(example)}.`
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

function withArticle (type: unknown): string {
  if (type === 'null') return 'null'
  return type === 'integer' || type === 'array' || type === 'object' ? `an ${type}` : `a ${type}`
}

function count (limit: unknown, noun: string): string {
  const plural = noun === 'property' ? 'properties' : `${noun}s`
  return `${limit} ${limit === 1 ? noun : plural}`
}

/** `A`, `A or B`, `A, B or C`. */
function list (words: readonly string[], conjunction = 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`
}

/** Strings are shown in quotes if they read as a value of another type or as several values. */
function show (value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'undefined'
  return /^(?:|true|false|null|[-+]?\.?\d[\d.e+-]*)$|^\s|\s$|[,"]| or /i.test(value) ? JSON.stringify(value) : value
}
