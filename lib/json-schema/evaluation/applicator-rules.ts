/** The rules that apply other subschemas to the same value: `allOf`, `not`, conditions and unions. */
import { satisfies } from '../keyword-checks.js'
import { branchesOf } from './branches.js'
import { underCondition, violationOf, type Evaluation, type Subject, type Violation } from './violation.js'

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
  return inner.map(one => underCondition(one, { if: schema.if, isElse, at: pointer, value }))
}

function unionRule (subject: Subject, keyword: string, union: readonly unknown[], evaluation: Evaluation): Violation[] {
  const branches = branchesOf(subject, union, evaluation)
  const fitting = branches.filter(({ violations }) => violations.length === 0).map(({ index }) => index)
  if (fitting.length === 1 || (fitting.length > 1 && keyword === 'anyOf')) return []
  // Branches that seem to fit can fail by rules that are not evaluated, so the validator has the last word.
  if (fitting.length > 0 && !evaluation.isReported(subject.pointer, keyword)) return []
  const isAmbiguous = Array.isArray(evaluation.reportedParams(subject.pointer, keyword)?.passingSchemas)
  return [{ ...violationOf(subject, keyword, { passingSchemas: isAmbiguous && fitting.length > 1 ? fitting : null }), branches }]
}
