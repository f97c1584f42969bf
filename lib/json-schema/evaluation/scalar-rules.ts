/** The rules that need nothing but the value: types, constants, numbers and strings. */
import { hasOwn } from '../../untrusted/read.js'
import { hasType, matchesPattern } from '../keyword-checks.js'
import { coerce, isCoerced } from './coercion.js'
import { isEqual } from './json-equality.js'
import { violationOf, type Evaluation, type Subject, type Violation } from './violation.js'

/** With Ajv's option `$data`, a rule is somewhere in the request. */
export function isData (rule: unknown): boolean {
  return hasOwn(rule, '$data')
}

/** Returns the broken rule, else the value that the other rules are about: a validator can have coerced it. */
export function typeRule (subject: Subject, evaluation: Evaluation): Violation | { readonly value: unknown } {
  const { schema: { type, nullable }, value, pointer } = subject
  if (type === undefined || isData(type)) return { value }
  const types = nullable === true ? [...[type].flat(), 'null'] : [type].flat()
  if (types.some(one => hasType(value, one))) return { value }
  const coerced = evaluation.changesValues && !evaluation.isReportedType(pointer, type)
    ? types.map(one => coerce(value, one)).find(one => one !== undefined)
    : undefined
  if (coerced !== undefined) return coerced
  return violationOf(subject, 'type', { type: types.length === 1 ? types[0] : types })
}

export function constantRules (subject: Subject, evaluation: Evaluation): Violation[] {
  const { schema, value, pointer } = subject
  const found: Violation[] = []
  // A validator can have accepted the value before it coerced it for another branch.
  const isAllowed = (allowed: unknown, keyword: string) => isEqual(allowed, value) ||
    (evaluation.changesValues && isCoerced(value, allowed) && !evaluation.isReported(pointer, keyword))
  if (hasOwn(schema, 'const') && !isData(schema.const) && !isAllowed(schema.const, 'const')) {
    found.push(violationOf(subject, 'const', { allowedValue: schema.const }))
  }
  if (Array.isArray(schema.enum) && !schema.enum.some(allowed => isAllowed(allowed, 'enum'))) {
    found.push(violationOf(subject, 'enum', { allowedValues: schema.enum }))
  }
  return found
}

export function numberRules (subject: Subject, value: number): Violation[] {
  const { multipleOf } = subject.schema
  const isBroken = typeof multipleOf === 'number' && !isMultiple(value, multipleOf)
  return [...isBroken ? [violationOf(subject, 'multipleOf', { multipleOf })] : [], ...limitRules(subject, {
    minimum: limit => value < limit,
    maximum: limit => value > limit,
    exclusiveMinimum: limit => value <= limit,
    exclusiveMaximum: limit => value >= limit
  })]
}

/** Validators differ in how far they trust floating-point numbers: here, 0.3 is a multiple of 0.1. */
function isMultiple (value: number, factor: number): boolean {
  const quotient = value / factor
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * 2 * Number.EPSILON
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
