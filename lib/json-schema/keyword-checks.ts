/**
 * Checks a value against single keywords, as far as that takes no other subschema's help.
 *
 * This does not validate: a validator has done that. It finds out which of several subschemas a value violates, and which
 * branch of a union a value means.
 */
import { maxCompiledPatterns } from '../limits.js'
import { hasOwn, isObject, readProperty } from '../untrusted/read.js'
import type { SchemaObject } from './schema-document.js'

type Check = (rule: unknown, value: unknown) => boolean | undefined

const forType = <Value>(type: string, check: (rule: never, value: Value) => boolean | undefined): Check =>
  (rule, value) => hasType(value, type) ? check(rule as never, value as Value) : true

const checks: ReadonlyMap<string, Check> = new Map(Object.entries<Check>({
  const: (rule, value) => isScalar(rule) ? rule === value : undefined,
  enum: (rule, value) => Array.isArray(rule) && rule.every(isScalar) ? rule.includes(value) : undefined,
  type: (rule, value) => [rule].flat().some(type => hasType(value, type)),
  minimum: forType<number>('number', (limit: number, value) => value >= limit),
  maximum: forType<number>('number', (limit: number, value) => value <= limit),
  exclusiveMinimum: forType<number>('number', (limit: number, value) => value > limit),
  exclusiveMaximum: forType<number>('number', (limit: number, value) => value < limit),
  minLength: forType<string>('string', (limit: number, value) => [...value].length >= limit),
  maxLength: forType<string>('string', (limit: number, value) => [...value].length <= limit),
  pattern: forType<string>('string', (pattern: string, value) => matchesPattern(value, pattern)),
  minItems: forType<unknown[]>('array', (limit: number, value) => value.length >= limit),
  maxItems: forType<unknown[]>('array', (limit: number, value) => value.length <= limit),
  required: forType<object>('object', (names: string[], value) => names.every(name => Object.hasOwn(value, name))),
  allOf: (rule, value) => Array.isArray(rule) ? combine(rule.map(one => satisfies(one, value))) : undefined,
  anyOf: (rule, value) => Array.isArray(rule) ? combineAny(rule.map(one => satisfies(one, value))) : undefined,
  properties: (rule, value) => isObject(rule) && isObject(value) ? satisfyProperties(rule, value) : true
}))

/** True if the value certainly violates this keyword of the schema. */
export function violates (schema: SchemaObject, keyword: string, value: unknown): boolean {
  return check(keyword, schema[keyword], value) === false
}

/** True, false, or `undefined` if the result depends on a keyword without a check. */
export function satisfies (schema: unknown, value: unknown): boolean | undefined {
  if (!isObject(schema)) return typeof schema === 'boolean' ? schema : undefined
  return combine(Object.entries(schema).map(([keyword, rule]) => check(keyword, rule, value)))
}

function satisfyProperties (properties: SchemaObject, value: SchemaObject): boolean | undefined {
  return combine(Object.entries(properties).map(([name, schema]) =>
    Object.hasOwn(value, name) ? satisfies(schema, value[name]) : true))
}

function check (keyword: string, rule: unknown, value: unknown): boolean | undefined {
  // With Ajv's option `$data`, the rule is somewhere in the request.
  return hasOwn(rule, '$data') ? undefined : checks.get(keyword)?.(rule, value)
}

function combine (results: ReadonlyArray<boolean | undefined>): boolean | undefined {
  return results.includes(false) ? false : results.includes(undefined) ? undefined : true
}

function combineAny (results: ReadonlyArray<boolean | undefined>): boolean | undefined {
  return results.includes(true) ? true : results.includes(undefined) ? undefined : false
}

export function hasType (value: unknown, type: unknown): boolean {
  switch (type) {
    case 'array': return Array.isArray(value)
    case 'object': return isObject(value)
    case 'null': return value === null
    case 'integer': return Number.isInteger(value)
    case 'number': return typeof value === 'number'
    case 'string': return typeof value === 'string'
    default: return type === 'boolean' && typeof value === 'boolean'
  }
}

export function isScalar (value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

/** `undefined` for a pattern that does not compile with the flag `u`. */
export function matchesPattern (text: string, pattern: string): boolean | undefined {
  let compiled = compiledByPattern.get(pattern)
  if (compiled === undefined) {
    compiled = compile(pattern)
    if (compiledByPattern.size < maxCompiledPatterns) compiledByPattern.set(pattern, compiled)
  }
  return compiled === null ? undefined : compiled.test(text)
}

const compiledByPattern = new Map<string, RegExp | null>()

function compile (pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return null
  }
}

/** The values that a subschema allows, if it lists them by `const`, `enum`, type null or a union of these. */
export function constantsOf (schema: unknown): readonly unknown[] | undefined {
  const allowed = readProperty(schema, 'enum')
  if (Array.isArray(allowed)) return allowed
  if (hasOwn(schema, 'const')) return [readProperty(schema, 'const')]
  if (readProperty(schema, 'type') === 'null') return [null]

  const union = readProperty(schema, 'anyOf') ?? readProperty(schema, 'oneOf')
  const constants = Array.isArray(union) ? union.map(constantsOf) : []
  return constants.length > 0 && constants.every(values => values !== undefined) ? constants.flat() : undefined
}

/** Keywords that state no rule. */
const annotations: ReadonlySet<string> = new Set([
  'title', 'description', '$comment', 'examples', 'example', 'default', 'deprecated', 'errorMessage'
])

/** True if all rules of the schema are among these keywords. */
export function hasOnlyRules (schema: SchemaObject, keywords: readonly string[]): boolean {
  return Object.keys(schema).every(keyword => keywords.includes(keyword) || annotations.has(keyword))
}
