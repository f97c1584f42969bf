/** The rules that apply other subschemas to the same value: `allOf`, `not`, conditions and unions. */
import { satisfies } from '../keyword-checks.js'
import { branchesOf } from './branches.js'
import { nothing, type KeywordRules, type Rule } from './keyword-rules.js'
import { underCondition, violationOf } from './violation.js'

const union = (keyword: string): Rule<unknown> => (subject, _value, evaluation) => {
  const schemas = subject.schema[keyword]
  if (!Array.isArray(schemas)) return nothing
  const branches = branchesOf(subject, schemas, evaluation)
  const fitting = branches.filter(branch => !branch.isRuledOut && branch.violations.length === 0).map(({ index }) => index)
  if (fitting.length === 1 || (fitting.length > 1 && keyword === 'anyOf')) return nothing
  // Branches that seem to fit can fail by rules that are not evaluated, so the validator has the last word.
  const { pointer } = subject.place
  if (fitting.length > 0 && !evaluation.isReported(pointer, keyword)) return nothing
  const isAmbiguous = Array.isArray(evaluation.reportedParams(pointer, keyword)?.passingSchemas)
  return [{ ...violationOf(subject, keyword, { passingSchemas: isAmbiguous && fitting.length > 1 ? fitting : null }), branches }]
}

export const applicatorRules: KeywordRules<unknown> = {
  allOf ({ schema: { allOf }, document, place }, value, { evaluate }) {
    return Array.isArray(allOf) ? allOf.flatMap(inner => evaluate(inner, document, value, place)) : nothing
  },
  not (subject, value, { fits, isReported }) {
    const { schema: { not }, document, place } = subject
    // The inner schema can fail by a rule that is not evaluated, so the validator has the last word.
    const isBroken = isReported(place.pointer, 'not') ? fits(not, document, value, place) : satisfies(not, value) === true
    return isBroken ? [violationOf(subject, 'not', {})] : nothing
  },
  if ({ schema, document, place }, value, { evaluate, fits }) {
    const isElse = !fits(schema.if, document, value, place)
    const inner = evaluate(isElse ? schema.else : schema.then, document, value, place)
    return inner.map(one => underCondition(one, { if: schema.if, isElse, at: place.pointer, value }))
  },
  anyOf: union('anyOf'),
  oneOf: union('oneOf')
}
