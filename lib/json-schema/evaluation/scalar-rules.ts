/** The rules that need nothing but the value: types, constants, numbers and strings. */
import { hasOwn } from '../../untrusted/read.js'
import { hasType, matchesPattern } from '../keyword-checks.js'
import { isCoercible } from './coercion.js'
import { isEqual } from './json-equality.js'
import { violationOf, type Evaluation, type Subject, type Violation } from './violation.js'

/** With Ajv's option `$data`, a rule is somewhere in the request. */
export function isData (rule: unknown): boolean {
  return hasOwn(rule, '$data')
}

export function typeRule (subject: Subject, evaluation: Evaluation): Violation | undefined {
  const { schema: { type, nullable }, value, pointer } = subject
  if (type === undefined || isData(type)) return undefined
  const types = nullable === true ? [...[type].flat(), 'null'] : [type].flat()
  if (types.some(one => hasType(value, one))) return undefined
  // A validator that coerces can have accepted the value.
  if (types.some(one => isCoercible(value, one)) && !evaluation.isReported(pointer, 'type')) return undefined
  return violationOf(subject, 'type', { type: types.length === 1 ? types[0] : types })
}

export function constantRules (subject: Subject): Violation[] {
  const { schema, value } = subject
  const found: Violation[] = []
  if (hasOwn(schema, 'const') && !isData(schema.const) && !isEqual(schema.const, value)) {
    found.push(violationOf(subject, 'const', { allowedValue: schema.const }))
  }
  if (Array.isArray(schema.enum) && !schema.enum.some(allowed => isEqual(allowed, value))) {
    found.push(violationOf(subject, 'enum', { allowedValues: schema.enum }))
  }
  return found
}

export function numberRules (subject: Subject, value: number): Violation[] {
  return limitRules(subject, {
    minimum: limit => value < limit,
    maximum: limit => value > limit,
    exclusiveMinimum: limit => value <= limit,
    exclusiveMaximum: limit => value >= limit
  })
}

export function stringRules (subject: Subject, value: string): Violation[] {
  const { minLength, maxLength, pattern } = subject.schema
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length
  const found = limitRules(subject, { minLength: limit => length < limit, maxLength: limit => length > limit })
  const isBroken = typeof pattern === 'string' && matchesPattern(value, pattern) === false
  return isBroken ? [...found, violationOf(subject, 'pattern', { pattern })] : found
}

/** Rules that are a number; each function tells if the number is broken. */
export function limitRules (subject: Subject, rules: Readonly<Record<string, (limit: number) => boolean>>): Violation[] {
  return Object.entries(rules).flatMap(([keyword, isBroken]) => {
    const limit = subject.schema[keyword]
    return typeof limit === 'number' && isBroken(limit) ? [violationOf(subject, keyword, { limit })] : []
  })
}
