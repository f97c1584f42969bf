/** The rules of objects. */
import { matchesPattern } from '../keyword-checks.js'
import type { SchemaObject } from '../schema-document.js'
import { toRecord } from '../schema-steps.js'
import { limitRules } from './scalar-rules.js'
import { underCondition, violationAt, type Evaluation, type Subject, type Violation } from './violation.js'

export function objectRules (subject: Subject, value: SchemaObject, evaluation: Evaluation): Violation[] {
  const count = Object.keys(value).length
  return [
    ...limitRules(subject, { minProperties: limit => count < limit, maxProperties: limit => count > limit }),
    ...requiredRule(subject, value, evaluation),
    ...nameRules(subject, value, evaluation),
    ...dependencyRules(subject, value, evaluation),
    ...Object.entries(value).flatMap(([name, member]) => memberRules(subject, name, member, evaluation))
  ]
}

function requiredRule (subject: Subject, value: SchemaObject, { ignoreCase }: Evaluation): Violation[] {
  const { required } = subject.schema
  const names = Array.isArray(required) ? required.filter(name => typeof name === 'string') : []
  return names.filter(name => !hasMember(value, name, ignoreCase))
    .map(name => violationAt(subject, 'required', name, { missingProperty: name }))
}

function nameRules (subject: Subject, value: SchemaObject, evaluation: Evaluation): Violation[] {
  const { schema: { propertyNames }, document, tokens } = subject
  if (propertyNames === undefined) return []
  return Object.keys(value).flatMap(name => {
    // A name is a value of its own: its place must not be that of the member.
    const [rule] = evaluation.evaluate(propertyNames, document, name, [...tokens, name, ''])
    return rule === undefined ? [] : [{ ...violationAt(subject, 'propertyNames', name, { propertyName: name }), rule }]
  })
}

function dependencyRules (subject: Subject, value: SchemaObject, evaluation: Evaluation): Violation[] {
  const { schema, document, tokens } = subject
  return ['dependentRequired', 'dependencies', 'dependentSchemas'].flatMap(keyword =>
    Object.entries(toRecord(schema[keyword])).flatMap(([property, rule]) => {
      if (!hasMember(value, property, evaluation.ignoreCase)) return []
      if (!Array.isArray(rule)) {
        return evaluation.evaluate(rule, document, value, tokens).map(one => underCondition(one, { property }))
      }
      return rule.map(String).filter(name => !hasMember(value, name, evaluation.ignoreCase))
        .map(name => violationAt(subject, keyword, name, { property, missingProperty: name }))
    }))
}

function memberRules (subject: Subject, name: string, member: unknown, evaluation: Evaluation): readonly Violation[] {
  const { schema, document, tokens, pointer } = subject
  const named = schemasOfMember(name, schema, evaluation.ignoreCase)
  const isNamed = named.length > 0
  return (isNamed ? named : [schema.additionalProperties]).flatMap(inner => {
    if (inner !== false) return evaluation.evaluate(inner, document, member, [...tokens, name])
    if (isNamed) return [violationAt(subject, 'false schema', name, {})]
    const mayBeRemoved = evaluation.removesAdditional && !evaluation.isReported(pointer, 'additionalProperties')
    return mayBeRemoved ? [] : [violationAt(subject, 'additionalProperties', name, { additionalProperty: name })]
  })
}

/** The schemas for a member by its name: from `properties` and `patternProperties`. */
export function schemasOfMember (
  name: string, { properties, patternProperties }: SchemaObject, ignoreCase: boolean
): readonly unknown[] {
  const isName = (other: string) => other === name || (ignoreCase && other.toLowerCase() === name.toLowerCase())
  const own = Object.entries(toRecord(properties)).filter(([other]) => isName(other))
  const byPattern = Object.entries(toRecord(patternProperties)).filter(([pattern]) => matchesPattern(name, pattern) !== false)
  return [...own, ...byPattern].map(([, schema]) => schema)
}

function hasMember (value: SchemaObject, name: string, ignoreCase: boolean): boolean {
  if (Object.hasOwn(value, name)) return value[name] !== undefined
  return ignoreCase && Object.keys(value).some(other => other.toLowerCase() === name.toLowerCase())
}
