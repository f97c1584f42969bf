/** The rules that need nothing but the value: types, constants, numbers and strings. */
import { hasOwn } from '../../untrusted/read.js'
import { hasType, matchesPattern } from '../keyword-checks.js'
import { coerce, isCoerced } from './coercion.js'
import { isEqual } from './json-equality.js'
import { limitRule, nothing, type KeywordRules } from './keyword-rules.js'
import { violationOf, type Evaluation, type Subject, type Violation } from './violation.js'

/** With Ajv's option `$data`, a rule is somewhere in the request. */
export function isData (rule: unknown): boolean {
  return hasOwn(rule, '$data')
}

/** Returns the broken rule, else the value that the other rules are about: a validator can have coerced it. */
export function typeRule (subject: Subject, evaluation: Evaluation): Violation | { readonly value: unknown } {
  const { schema: { type, nullable }, value, place: { pointer } } = subject
  if (type === undefined || isData(type)) return subject
  if (hasType(value, type)) return subject
  const types = nullable === true ? [...[type].flat(), 'null'] : [type].flat()
  if (types.some(one => hasType(value, one))) return subject
  const coerced = evaluation.changesValues && !evaluation.isReportedType(pointer, type)
    ? types.map(one => coerce(value, one)).find(one => one !== undefined)
    : undefined
  if (coerced !== undefined) return coerced
  return violationOf(subject, 'type', { type: types.length === 1 ? types[0] : types })
}

export const constantRules: KeywordRules<unknown> = {
  const (subject, value, evaluation) {
    const allowed = subject.schema.const
    const isBroken = !isData(allowed) && !isAllowed(subject, 'const', allowed, value, evaluation)
    return isBroken ? [violationOf(subject, 'const', { allowedValue: allowed })] : nothing
  },
  enum (subject, value, evaluation) {
    const allowed = subject.schema.enum
    const isBroken = Array.isArray(allowed) && !allowed.some(one => isAllowed(subject, 'enum', one, value, evaluation))
    return isBroken ? [violationOf(subject, 'enum', { allowedValues: allowed })] : nothing
  }
}

/** A validator can have accepted the value before it coerced it for another branch. */
function isAllowed (
  { place }: Subject, keyword: string, allowed: unknown, value: unknown, { changesValues, isReported }: Evaluation
): boolean {
  return isEqual(allowed, value) || (changesValues && isCoerced(value, allowed) && !isReported(place.pointer, keyword))
}

export const numberRules: KeywordRules<number> = {
  multipleOf (subject, value) {
    const { multipleOf } = subject.schema
    const isBroken = typeof multipleOf === 'number' && !isMultiple(value, multipleOf)
    return isBroken ? [violationOf(subject, 'multipleOf', { multipleOf })] : nothing
  },
  minimum: limitRule('minimum', (value, limit) => value < limit),
  maximum: limitRule('maximum', (value, limit) => value > limit),
  exclusiveMinimum: limitRule('exclusiveMinimum', (value, limit) => value <= limit),
  exclusiveMaximum: limitRule('exclusiveMaximum', (value, limit) => value >= limit)
}

/** Validators differ in how far they trust floating-point numbers: here, 0.3 is a multiple of 0.1. */
function isMultiple (value: number, factor: number): boolean {
  const quotient = value / factor
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * 2 * Number.EPSILON
}

export const stringRules: KeywordRules<string> = {
  minLength: limitRule('minLength', (value, limit) => [...value].length < limit),
  maxLength: limitRule('maxLength', (value, limit) => [...value].length > limit),
  pattern (subject, value) {
    const { pattern } = subject.schema
    const isBroken = typeof pattern === 'string' && matchesPattern(value, pattern) === false
    return isBroken ? [violationOf(subject, 'pattern', { pattern })] : nothing
  }
}
