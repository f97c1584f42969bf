/** The words for each keyword about a value, as they follow the name of its field: `must be ≥ 1.` */
import { isScalar } from '../../json-schema/keyword-checks.js'
import { maxPatternLength } from '../../limits.js'
import type { Finding } from '../finding.js'
import { formatPredicate } from './formats.js'
import { count, invalid, isListed, list, listValues, nameTypes, show } from './words.js'

type Params = Finding['params']
type Predicate = (params: Params) => string

/** States no rule if its number is unknown. */
const byLimit = (word: (limit: unknown) => string): Predicate => ({ limit }) => limit === undefined ? invalid : word(limit)
const atLeast = (noun: string) => byLimit(limit => `must have at least ${count(limit, noun)}.`)
const atMost = (noun: string) => byLimit(limit => `must have at most ${count(limit, noun)}.`)
const oneOf: Predicate = params => enumPredicate('allowedValue' in params ? [params.allowedValue] : params.allowedValues)

const predicates: ReadonlyMap<string, Predicate> = new Map(Object.entries<Predicate>({
  type: ({ type, allowedValues }) => {
    if (Array.isArray(allowedValues) && isListed(allowedValues)) return enumPredicate(allowedValues)
    return type === undefined ? invalid : `must be ${list(nameTypes(type))}.`
  },
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
  not: ({ rule }) => rule === undefined ? invalid : negated(rule as Finding),
  contains: containsPredicate,
  minContains: atLeast('matching item'),
  maxContains: atMost('matching item')
}))

/** `is invalid.` for an unknown keyword, and for a known one without its params. */
export function predicateOf ({ keyword = '', params }: Pick<Finding, 'keyword' | 'params'>): string {
  return predicates.get(keyword)?.(params) ?? invalid
}

function negated (rule: Finding): string {
  const { allowedValues } = rule.params
  if (Array.isArray(allowedValues) && !isListed(allowedValues)) return `must not be one of the ${allowedValues.length} excluded values.`
  const words = predicateOf(rule)
  return words.startsWith('must ') ? words.replace('must ', 'must not ') : invalid
}

function enumPredicate (values: unknown): string {
  const allowed = Array.isArray(values) ? values : []
  if (isListed(allowed)) return `must be ${listValues(allowed)}.`
  return allowed.length < 2 ? invalid : `must be one of the ${allowed.length} allowed values.`
}

function patternPredicate ({ pattern, example }: Params): string {
  if (typeof pattern === 'string' && pattern.length <= maxPatternLength) return `must match the pattern ${pattern}.`
  return example === undefined ? 'does not match the required pattern.' : `must look like ${String(example)}.`
}

function containsPredicate ({ minContains, maxContains, allowedValues, members, count: found }: Params): string {
  const isTooMany = typeof found === 'number' && typeof maxContains === 'number' && found > maxContains
  if (isTooMany) return atMost('matching item')({ limit: maxContains })
  if (minContains === 1 && Array.isArray(allowedValues) && allowedValues.every(isScalar)) return `must contain ${listValues(allowedValues)}.`
  if (areConstant(members)) return `must have at least ${count(minContains, 'item')} with ${list(members.map(withConstant), 'and')}.`
  if (maxContains === undefined || found !== undefined) return atLeast('matching item')({ limit: minContains })
  return `must have ${minContains} to ${count(maxContains, 'matching item')}.`
}

interface ConstantMember {
  readonly name: string
  readonly values: readonly unknown[]
}

function areConstant (members: unknown): members is ConstantMember[] {
  return Array.isArray(members) && (members as ConstantMember[]).every(({ values }) => isListed(values))
}

/** `part "organizer"`: in contrast to `show`, texts are always in quotes, which set them off from the name. */
function withConstant ({ name, values }: ConstantMember): string {
  return `${name} ${list(values.map(value => typeof value === 'string' ? JSON.stringify(value) : show(value)))}`
}
