/** The rules that are known to be broken only because the validator reported them: formats, custom keywords, `$data`. */
import { readOwn } from '../../untrusted/read.js'
import { isScalar, matchesPattern } from '../keyword-checks.js'
import { appliedSchemas } from './applicator-rules.js'
import { schemasOfMember } from './object-rules.js'
import { isData } from './scalar-rules.js'
import { violationAt, violationOf, type ReportedItem, type Subject, type Violation } from './violation.js'

/** Keywords that are evaluated, so that a reported item adds nothing. */
const evaluated = new Set([
  '$ref', 'type', 'const', 'enum', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength',
  'pattern', 'minItems', 'maxItems', 'uniqueItems', 'items', 'prefixItems', 'additionalItems', 'contains', 'minContains',
  'maxContains', 'minProperties', 'maxProperties', 'required', 'properties', 'patternProperties', 'additionalProperties',
  'propertyNames', 'dependentRequired', 'dependentSchemas', 'dependencies', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then',
  'else', 'discriminator', 'errorMessage'
])

/** @param items - The items about the value of the subject. */
export function reportedRules (subject: Subject, items: readonly ReportedItem[], ignoreCase: boolean): Violation[] {
  return items.flatMap(({ keyword, params }) => {
    const rule = readOwn(subject.schema, keyword)
    if (rule === undefined || isEvaluated(keyword, rule) || !isAbout(rule, params)) return []
    if (keyword === 'unevaluatedProperties') return unevaluated(subject, params, ignoreCase)
    return [violationOf(subject, keyword, isData(rule) ? {} : params)]
  })
}

function isEvaluated (keyword: string, rule: unknown): boolean {
  const isUnusable = keyword === 'pattern' && typeof rule === 'string' && matchesPattern('', rule) === undefined
  return evaluated.has(keyword) && !isData(rule) && !isUnusable
}

/** Several subschemas can have the keyword: an item is about the one with its rule. */
function isAbout (rule: unknown, { format, multipleOf }: ReportedItem['params']): boolean {
  const reported = format ?? multipleOf
  return reported === undefined || !isScalar(rule) || reported === rule
}

/** TypeBox 6 also lists members that are known, if they have faults of their own. */
function unevaluated (
  subject: Subject, { unevaluatedProperty, unevaluatedProperties }: ReportedItem['params'], ignoreCase: boolean
): Violation[] {
  const names = [unevaluatedProperty ?? unevaluatedProperties ?? []].flat().map(String)
  const applied = appliedSchemas(subject.schema, subject.document)
  return names.filter(name => applied.every(({ schema }) => schemasOfMember(name, schema, ignoreCase).length === 0))
    .map(name => violationAt(subject, 'unevaluatedProperties', name, { unevaluatedProperty: name }))
}
