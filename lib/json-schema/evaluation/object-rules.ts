/** The rules of objects. */
import { matchesPattern } from '../keyword-checks.js'
import type { SchemaObject } from '../schema-document.js'
import { toRecord } from '../schema-steps.js'
import { limitRule, nothing, type KeywordRules, type Rule } from './keyword-rules.js'
import { underCondition, violationAt, type Evaluation, type Subject, type Violation } from './violation.js'

/** @param keyword - `dependentRequired` lists names, `dependentSchemas` has schemas, `dependencies` has both. */
const dependency = (keyword: string): Rule<SchemaObject> => (subject, value, evaluation) => {
  const { schema, document, place } = subject
  return Object.entries(toRecord(schema[keyword])).flatMap(([property, rule]) => {
    if (!hasMember(value, property, evaluation.ignoreCase)) return []
    if (!Array.isArray(rule)) {
      return evaluation.evaluate(rule, document, value, place).map(one => underCondition(one, { property }))
    }
    return rule.map(String).filter(name => !hasMember(value, name, evaluation.ignoreCase))
      .map(name => violationAt(subject, keyword, name, { property, missingProperty: name }))
  })
}

const members: Rule<SchemaObject> = (subject, value, evaluation) => {
  const found: Violation[] = []
  for (const name of Object.keys(value)) found.push(...memberRules(subject, name, value[name], evaluation))
  return found
}

function memberRules (subject: Subject, name: string, member: unknown, evaluation: Evaluation): readonly Violation[] {
  const { schema, document, place } = subject
  const named = schemasOfMember(name, schema, evaluation.ignoreCase)
  const isNamed = named.length > 0
  const [first, ...others] = isNamed ? named : [schema.additionalProperties]
  if (first === undefined) return nothing
  if (others.length === 0 && first !== false) return evaluation.evaluate(first, document, member, place.member(name))
  return [first, ...others].flatMap(inner => {
    if (inner !== false) return evaluation.evaluate(inner, document, member, place.member(name))
    if (isNamed) return [violationAt(subject, 'false schema', name, {})]
    const mayBeRemoved = evaluation.removesAdditional && !evaluation.isReported(place.pointer, 'additionalProperties')
    return mayBeRemoved ? [] : [violationAt(subject, 'additionalProperties', name, { additionalProperty: name })]
  })
}

/** The schemas for a member by its name: from `properties` and `patternProperties`. */
export function schemasOfMember (
  name: string, { properties, patternProperties }: SchemaObject, ignoreCase: boolean
): readonly unknown[] {
  const found: unknown[] = []
  const named = toRecord(properties)
  if (ignoreCase) {
    const isName = (other: string) => other.toLowerCase() === name.toLowerCase()
    found.push(...Object.keys(named).filter(isName).map(other => named[other]))
  } else if (Object.hasOwn(named, name)) found.push(named[name])

  if (patternProperties === undefined) return found
  const byPattern = Object.entries(toRecord(patternProperties)).filter(([pattern]) => matchesPattern(name, pattern) !== false)
  return [...found, ...byPattern.map(([, schema]) => schema)]
}

function hasMember (value: SchemaObject, name: string, ignoreCase: boolean): boolean {
  if (Object.hasOwn(value, name)) return value[name] !== undefined
  return ignoreCase && Object.keys(value).some(other => other.toLowerCase() === name.toLowerCase())
}

export const objectRules: KeywordRules<SchemaObject> = {
  minProperties: limitRule('minProperties', (value, limit) => Object.keys(value).length < limit),
  maxProperties: limitRule('maxProperties', (value, limit) => Object.keys(value).length > limit),
  required (subject, value, { ignoreCase }) {
    const { required } = subject.schema
    const names = Array.isArray(required) ? required : []
    return names.filter(name => typeof name === 'string' && !hasMember(value, name, ignoreCase))
      .map((name: string) => violationAt(subject, 'required', name, { missingProperty: name }))
  },
  propertyNames (subject, value, evaluation) {
    const { schema: { propertyNames }, document, place } = subject
    return Object.keys(value).flatMap(name => {
      // A name is a value of its own: its place must not be that of the member.
      const [rule] = evaluation.evaluate(propertyNames, document, name, place.member(name).member(''))
      return rule === undefined ? [] : [{ ...violationAt(subject, 'propertyNames', name, { propertyName: name }), rule }]
    })
  },
  dependentRequired: dependency('dependentRequired'),
  dependencies: dependency('dependencies'),
  dependentSchemas: dependency('dependentSchemas'),
  properties: members,
  patternProperties: members,
  additionalProperties: members
}
