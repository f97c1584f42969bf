/** The rules that apply other subschemas to the same value: `allOf`, `not`, conditions and unions. */
import { isObject, readOwn } from '../../untrusted/read.js'
import { constantsOf, satisfies } from '../keyword-checks.js'
import type { SchemaDocument, SchemaObject } from '../schema-document.js'
import { underCondition, violationOf, type Branch, type Evaluation, type Subject, type Violation } from './violation.js'

export function applicatorRules (subject: Subject, evaluation: Evaluation): Violation[] {
  const { schema: { allOf, anyOf, oneOf }, document, value, tokens } = subject
  const composed = Array.isArray(allOf) ? allOf.flatMap(inner => evaluation.evaluate(inner, document, value, tokens)) : []
  return [
    ...composed,
    ...notRule(subject, evaluation),
    ...conditionRules(subject, evaluation),
    ...Array.isArray(anyOf) ? unionRule(subject, 'anyOf', anyOf, evaluation) : [],
    ...Array.isArray(oneOf) ? unionRule(subject, 'oneOf', oneOf, evaluation) : []
  ]
}

function notRule (subject: Subject, { fits, isReported }: Evaluation): Violation[] {
  const { schema: { not }, document, value, tokens, pointer } = subject
  if (not === undefined) return []
  // The inner schema can fail by a rule that is not evaluated, so the validator has the last word.
  const isBroken = isReported(pointer, 'not')
    ? fits(not, document, value, tokens)
    : satisfies(not, value) === true
  return isBroken ? [violationOf(subject, 'not', {})] : []
}

function conditionRules (subject: Subject, { evaluate, fits }: Evaluation): Violation[] {
  const { schema, document, value, tokens, pointer } = subject
  if (schema.if === undefined) return []
  const isElse = !fits(schema.if, document, value, tokens)
  const inner = evaluate(isElse ? schema.else : schema.then, document, value, tokens)
  return inner.map(one => underCondition(one, { if: schema.if, isElse, at: pointer }))
}

function unionRule (subject: Subject, keyword: string, union: readonly unknown[], evaluation: Evaluation): Violation[] {
  const { document, value, tokens, pointer } = subject
  const branches = union.map((schema, index): Branch => {
    const applied = appliedSchemas(schema, document)
    return {
      index,
      schemas: applied.map(one => one.schema),
      reference: referenceOf(schema),
      violations: evaluation.evaluate(schema, document, value, tokens),
      constantsOf: name => memberConstants(name, applied)
    }
  })
  const fitting = branches.filter(({ violations }) => violations.length === 0).map(({ index }) => index)
  if (fitting.length === 1 || (fitting.length > 1 && keyword === 'anyOf')) return []
  // Branches that seem to fit can fail by rules that are not evaluated, so the validator has the last word.
  if (fitting.length > 0 && !evaluation.isReported(pointer, keyword)) return []
  const isAmbiguous = Array.isArray(evaluation.reportedParams(pointer, keyword)?.passingSchemas)
  return [{ ...violationOf(subject, keyword, { passingSchemas: isAmbiguous && fitting.length > 1 ? fitting : null }), branches }]
}

export interface AppliedSchema {
  readonly schema: SchemaObject
  readonly document: SchemaDocument
}

/** The subschemas that apply to the same value, through `$ref` and `allOf`. */
export function appliedSchemas (schema: unknown, parent: SchemaDocument, seen = new Set<SchemaObject>()): AppliedSchema[] {
  if (!isObject(schema) || seen.has(schema)) return []
  seen.add(schema)
  const document = parent.containing(schema)
  const target = typeof schema.$ref === 'string' ? document.resolve(schema.$ref) : undefined
  const referenced = target === undefined ? [] : appliedSchemas(target.schema, target.document, seen)
  const composed = Array.isArray(schema.allOf) ? schema.allOf.flatMap(inner => appliedSchemas(inner, document, seen)) : []
  return [{ schema, document }, ...referenced, ...composed]
}

function memberConstants (name: string, applied: readonly AppliedSchema[]): readonly unknown[] | undefined {
  const members = applied.flatMap(({ schema, document }) => appliedSchemas(readOwn(schema.properties, name), document))
  const [first, ...others] = members.map(({ schema }) => constantsOf(schema)).filter(constants => constants !== undefined)
  // A base can list the constants of all branches.
  return first?.filter(constant => others.every(constants => constants.includes(constant)))
}

function referenceOf (schema: unknown): string | undefined {
  const reference = readOwn(schema, '$ref')
  return typeof reference === 'string' ? reference : undefined
}
