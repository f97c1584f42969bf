/**
 * Whether a value keeps the rule of a keyword, for the keywords that tell by themselves.
 *
 * Not to validate anything: that was done. It tells which of several subschemas is the one that failed, and which branch
 * a value is about.
 */
import { read } from '../untrusted/read.js'
import { isObject, type SchemaObject } from './document.js'

type Check = (rule: unknown, value: unknown) => boolean | undefined

const forType = <Value>(type: string, check: (rule: never, value: Value) => boolean | undefined): Check =>
  (rule, value) => hasType(value, type) ? check(rule as never, value as Value) : true

const checks: Readonly<Record<string, Check>> = {
  const: (rule, value) => isScalar(rule) ? rule === value : undefined,
  enum: (rule, value) => Array.isArray(rule) && rule.every(isScalar) ? rule.includes(value) : undefined,
  type: (rule, value) => [rule].flat().some(type => hasType(value, type)),
  minimum: forType<number>('number', (limit: number, value) => value >= limit),
  maximum: forType<number>('number', (limit: number, value) => value <= limit),
  exclusiveMinimum: forType<number>('number', (limit: number, value) => value > limit),
  exclusiveMaximum: forType<number>('number', (limit: number, value) => value < limit),
  minLength: forType<string>('string', (limit: number, value) => [...value].length >= limit),
  maxLength: forType<string>('string', (limit: number, value) => [...value].length <= limit),
  pattern: forType<string>('string', (pattern: string, value) => matches(pattern, value)),
  minItems: forType<unknown[]>('array', (limit: number, value) => value.length >= limit),
  maxItems: forType<unknown[]>('array', (limit: number, value) => value.length <= limit),
  required: forType<object>('object', (names: string[], value) => names.every(name => Object.hasOwn(value, name))),
  properties: (rule, value) => isObject(rule) && isObject(value) ? all(rule, value) : true
}

/** True where the value breaks this keyword of the schema for certain. */
export function breaks (schema: SchemaObject, keyword: string, value: unknown): boolean {
  return check(keyword, schema[keyword], value) === false
}

/** True, false, or `undefined` where other keywords decide. */
export function fits (schema: unknown, value: unknown): boolean | undefined {
  if (!isObject(schema)) return typeof schema === 'boolean' ? schema : undefined
  return every(Object.entries(schema).map(([keyword, rule]) => check(keyword, rule, value)))
}

function all (properties: SchemaObject, value: SchemaObject): boolean | undefined {
  return every(Object.entries(properties).map(([name, schema]) =>
    Object.hasOwn(value, name) ? fits(schema, value[name]) : true))
}

function check (keyword: string, rule: unknown, value: unknown): boolean | undefined {
  return Object.hasOwn(checks, keyword) ? checks[keyword]?.(rule, value) : undefined
}

function every (results: ReadonlyArray<boolean | undefined>): boolean | undefined {
  return results.includes(false) ? false : results.includes(undefined) ? undefined : true
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

/** True or false, or `undefined` for a pattern that is no regular expression with the flag `u`. */
export function matches (pattern: string, text: string): boolean | undefined {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return undefined
  }
}

/** The values that a subschema allows by `const`, `enum` or type null; `undefined` where it allows others. */
export function constantsOf (schema: unknown): readonly unknown[] | undefined {
  const allowed = read(schema, 'enum')
  if (Array.isArray(allowed)) return allowed
  if (typeof schema === 'object' && schema !== null && 'const' in schema) return [schema.const]
  return read(schema, 'type') === 'null' ? [null] : undefined
}
