/** Turns broken rules into findings. A failed union becomes the findings of the branch that the value means. */
import type { Violation } from '../../json-schema/evaluation/violation.js'
import { isWithin } from '../../json-schema/json-pointer.js'
import type { Finding } from '../finding.js'
import type { NearNames } from '../near-names.js'
import { chooseBranch } from './choose-branch.js'
import { toFinding, withCondition } from './to-finding.js'

export function explain (violations: readonly Violation[], nearNames: NearNames): Finding[] {
  return violations.filter(violation => !isConsequence(violation, violations)).flatMap(violation => {
    if (violation.branches === undefined) return [toFinding(violation)]
    const { findings = [], violations: rules = [] } = chooseBranch(violation, violation.branches, nearNames)
    const { when } = violation.params
    if (findings.length + rules.length > 0) {
      const conditional = when === undefined ? rules : rules.map(rule => ({ ...rule, params: { when, ...rule.params } }))
      return [...findings.map(finding => withCondition(finding, when)), ...explain(conditional, nearNames)]
    }
    // The meant branch fails by a rule that only the validator knows.
    const { tokens, keyword } = violation
    return [{ tokens, keyword, params: {} }]
  })
}

/** Several branches can fit only because something inside the value is missing or wrong. */
function isConsequence ({ params, tokens }: Violation, violations: readonly Violation[]): boolean {
  return Array.isArray(params.passingSchemas) &&
    violations.some(other => other.tokens.length > tokens.length && isWithin(other.tokens, tokens))
}
