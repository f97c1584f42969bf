/** A broken rule as a finding. */
import type { Violation } from '../../json-schema/evaluation/violation.js'
import { constantsOf } from '../../json-schema/keyword-checks.js'
import { readOwn } from '../../untrusted/read.js'
import { parentKeywords, type Finding } from '../finding.js'

export function toFinding ({ tokens, keyword, params, rule, schema }: Violation): Finding {
  // The rule is not known: a sentence about a member would be about the wrong one.
  if (params.isUnusable === true) return { tokens, keyword: parentKeywords.has(keyword) ? undefined : keyword, params: {} }
  switch (keyword) {
    case 'false schema': return { tokens, keyword: 'additionalProperties', params }
    case 'not': return notFinding(tokens, schema.not)
    case 'contains': return { tokens, keyword, params: { ...params, allowedValues: constantsOf(schema.contains) } }
    case 'propertyNames': return { tokens, keyword, params: { ...params, rule: rule && toFinding(rule) } }
    default: return { tokens, keyword, params }
  }
}

function notFinding (tokens: readonly string[], not: unknown): Finding {
  // Nothing fits: the member is not expected at all.
  if (not === true || Object.keys(Object(not)).length === 0) return { tokens, keyword: 'additionalProperties', params: {} }
  return { tokens, keyword: 'not', params: { allowedValues: constantsOf(not), together: togetherIn(not) } }
}

/** The members that must not come together, if a `not` requires nothing else. */
function togetherIn (not: unknown): readonly string[] | undefined {
  const required = readOwn(not, 'required')
  const isAlone = Object.keys(Object(not)).every(keyword => keyword === 'required' || keyword === 'type')
  return Array.isArray(required) && isAlone ? required.map(String) : undefined
}
