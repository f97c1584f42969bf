/** A broken rule as a finding. */
import type { Violation } from '../../json-schema/evaluation/violation.js'
import { constantsOf, hasOnlyRules } from '../../json-schema/keyword-checks.js'
import { toRecord } from '../../json-schema/schema-steps.js'
import { hasOwn } from '../../untrusted/read.js'
import { parentKeywords, type Finding } from '../finding.js'
import { conditionOf } from './condition.js'
import { notFinding } from './not.js'

export function toFinding (violation: Violation): Finding {
  const { when, ...params } = violation.params
  return withCondition({ schema: violation.schema, ...findingOf({ ...violation, params }) }, when)
}

/** @param when - What the evaluation keeps about the condition of a rule. */
export function withCondition (finding: Finding, when: unknown): Finding {
  const condition = when === undefined ? undefined : conditionOf(when)
  return condition === undefined ? finding : { ...finding, params: { ...finding.params, when: condition } }
}

function findingOf ({ tokens, keyword, params, rule, schema, value }: Violation): Finding {
  // The rule is not known: a sentence about a member would be about the wrong one.
  if (params.isUnusable === true) return { tokens, keyword: parentKeywords.has(keyword) ? undefined : keyword, params: {} }
  switch (keyword) {
    case 'false schema': return { tokens, keyword: 'additionalProperties', params }
    case 'not': return notFinding(tokens, schema.not, value)
    case 'contains': {
      const { contains } = schema
      const [allowedValues, members] = [constantsOf(contains), constantMembers(contains)]
      return { tokens, keyword, params: { ...params, allowedValues, ...(members && { members }) } }
    }
    case 'propertyNames': return { tokens, keyword, params: { ...params, rule: rule && toFinding(rule) } }
    default: return { tokens, keyword, params }
  }
}

/** The members of a matching item with their constants, if the rule for items says nothing else. */
function constantMembers (contains: unknown): ReadonlyArray<{ name: string, values: readonly unknown[] }> | undefined {
  const { properties, required = [], type = 'object' } = toRecord(contains)
  const isAlone = hasOnlyRules(toRecord(contains), ['properties', 'required', 'type']) && type === 'object' &&
    Array.isArray(required) && required.every(name => hasOwn(properties, String(name)))
  const members = Object.entries(toRecord(properties)).map(([name, rule]) => ({ name, values: constantsOf(rule) ?? [] }))
  return isAlone && members.length > 0 ? members : undefined
}
