/** Turns broken rules into findings. A failed union becomes the findings of the branch that the value means. */
import type { Violation } from '../../json-schema/evaluation/violation.js'
import type { Finding } from '../finding.js'
import type { NearNames } from '../near-names.js'
import { chooseBranch } from './choose-branch.js'
import { toFinding } from './to-finding.js'

export function explain (violations: readonly Violation[], nearNames: NearNames): Finding[] {
  return violations.flatMap(violation => {
    if (violation.branches === undefined) return [toFinding(violation)]
    const { findings = [], violations: rules = [] } = chooseBranch(violation, violation.branches, nearNames)
    if (findings.length + rules.length > 0) return [...findings, ...explain(rules, nearNames)]
    // The meant branch fails by a rule that only the validator knows.
    const { tokens, keyword } = violation
    return [{ tokens, keyword, params: {} }]
  })
}
