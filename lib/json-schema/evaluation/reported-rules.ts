/** The rules that are known to be broken only because the validator reported them: formats, custom keywords, `$data`. */
import { isObject, readOwn } from '../../untrusted/read.js'
import { isScalar, matchesPattern } from '../keyword-checks.js'
import type { SchemaObject } from '../schema-document.js'
import { appliedSchemas } from './applied-schemas.js'
import { nothing } from './keyword-rules.js'
import { schemasOfMember } from './object-rules.js'
import { isData } from './scalar-rules.js'
import { violationAt, violationOf, type Evaluation, type ReportedItem, type Subject, type Violation } from './violation.js'

/** Keywords that are evaluated, so that a reported item adds nothing, unless its rule is in the request or cannot be used. */
const evaluated = new Set([
  '$ref', 'type', 'const', 'enum', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength',
  'maxLength', 'pattern', 'minItems', 'maxItems', 'uniqueItems', 'items', 'prefixItems', 'additionalItems', 'contains',
  'minContains', 'maxContains', 'minProperties', 'maxProperties', 'required', 'properties', 'patternProperties',
  'additionalProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas', 'dependencies', 'allOf', 'anyOf',
  'oneOf', 'not', 'if', 'then', 'else', 'discriminator', 'errorMessage'
])

export function isEvaluated (keyword: string): boolean {
  return evaluated.has(keyword)
}

/** @param items - The items about the value of the subject whose keyword is not evaluated. */
export function reportedRules (
  subject: Subject, items: readonly ReportedItem[], { ignoreCase, isReported }: Evaluation
): readonly Violation[] {
  const { schema, place: { pointer } } = subject
  const unusable = unusableKeywords(schema)
  if (items.length === 0 && unusable.length === 0) return nothing
  return [
    ...unusable.filter(keyword => isReported(pointer, keyword))
      .map(keyword => violationOf(subject, keyword, { isUnusable: true })),
    ...items.flatMap(({ keyword, params }) => {
      const rule = readOwn(schema, keyword)
      if (rule === undefined || !isAbout(rule, params)) return []
      if (keyword === 'unevaluatedProperties') return unevaluated(subject, params, ignoreCase)
      if (keyword === 'unevaluatedItems' && hasRuleForAllItems(subject)) return []
      return [violationOf(subject, keyword, isData(rule) ? {} : params)]
    })
  ]
}

const unusableBySchema = new WeakMap<SchemaObject, readonly string[]>()

function unusableKeywords (schema: SchemaObject): readonly string[] {
  let keywords = unusableBySchema.get(schema)
  if (keywords === undefined) {
    keywords = Object.keys(schema).filter(keyword => evaluated.has(keyword) && isUnusable(keyword, schema[keyword]))
    unusableBySchema.set(schema, keywords)
  }
  return keywords
}

function isUnusable (keyword: string, rule: unknown): boolean {
  return isData(rule) || (keyword === 'pattern' && typeof rule === 'string' && matchesPattern('', rule) === undefined)
}

/** Several subschemas can have the keyword: an item is about the one with its rule. */
function isAbout (rule: unknown, { format, multipleOf }: ReportedItem['params']): boolean {
  const reported = format ?? multipleOf
  return reported === undefined || !isScalar(rule) || reported === rule
}

/** TypeBox 6 also reports items that have a rule of their own, if they break it. */
function hasRuleForAllItems ({ schema, document, value }: Subject): boolean {
  return appliedSchemas(schema, document).some(({ schema: { items, additionalItems, prefixItems } }) =>
    isObject(items) || items === false || additionalItems !== undefined ||
    [items, prefixItems].some(tuple => Array.isArray(tuple) && Array.isArray(value) && tuple.length >= value.length))
}

/** TypeBox 6 also lists members that are known, if they have faults of their own. */
function unevaluated (
  subject: Subject, { unevaluatedProperty, unevaluatedProperties }: ReportedItem['params'], ignoreCase: boolean
): Violation[] {
  const names = [unevaluatedProperty ?? unevaluatedProperties ?? []].flat().map(String)
  const applied = appliedSchemas(subject.schema, subject.document)
  const hasRule = (name: string, schema: SchemaObject) =>
    schema.additionalProperties !== undefined || schemasOfMember(name, schema, ignoreCase).length > 0
  return names.filter(name => !applied.some(({ schema }) => hasRule(name, schema)))
    .map(name => violationAt(subject, 'unevaluatedProperties', name, { unevaluatedProperty: name }))
}
