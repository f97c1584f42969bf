/** A broken `not` as a finding. Only rules that are simple enough to be said give it params. */
import { constantsOf, hasOnlyRules } from '../../json-schema/keyword-checks.js'
import { toRecord } from '../../json-schema/schema-steps.js'
import { hasOwn, isObject } from '../../untrusted/read.js'
import type { Finding } from '../finding.js'

export function notFinding (tokens: readonly string[], not: unknown, value: unknown): Finding {
  // Nothing fits: the member is not expected at all.
  if (not === true || Object.keys(Object(not)).length === 0) {
    return { tokens, keyword: 'additionalProperties', params: {}, schema: undefined }
  }
  const together = togetherIn(not, value)
  const [only] = together ?? []
  const source = { keyword: 'not', tokens }
  if (together?.length === 1 && only !== undefined) {
    return { tokens: [...tokens, only], keyword: 'not', params: { isMember: true }, source }
  }
  return { tokens, keyword: 'not', params: { allowedValues: constantsOf(not), together, rule: simpleRule(not) } }
}

/** False for a finding of a `not` that has no words. */
export function isSaid ({ keyword, params: { isMember, together, rule } }: Finding): boolean {
  return keyword !== 'not' || isMember === true || together !== undefined || rule !== undefined
}

/** The members that must not come together, if a `not` requires nothing else. Of several such lists, the one that is there. */
function togetherIn (not: unknown, value: unknown): readonly string[] | undefined {
  if (!isObject(not)) return undefined
  const { required, anyOf } = not
  if (Array.isArray(required)) {
    const isBroken = hasOnlyRules(not, ['required', 'type']) && required.every(name => hasOwn(value, String(name)))
    return isBroken ? required.map(String) : undefined
  }
  const isUnion = Array.isArray(anyOf) && hasOnlyRules(not, ['anyOf', 'type'])
  return isUnion ? anyOf.map(inner => togetherIn(inner, value)).find(names => names !== undefined) : undefined
}

/** The inner rule of a `not` that has only one. */
function simpleRule (not: unknown): Finding | undefined {
  const allowedValues = constantsOf(not)
  if (allowedValues !== undefined) return { tokens: [], keyword: 'enum', params: { allowedValues } }
  const { type, pattern, format } = toRecord(not)
  if (hasOnlyRules(toRecord(not), ['type'])) return { tokens: [], keyword: 'type', params: { type } }
  if (hasOnlyRules(toRecord(not), ['type', 'pattern'])) return { tokens: [], keyword: 'pattern', params: { pattern } }
  if (hasOnlyRules(toRecord(not), ['type', 'format'])) return { tokens: [], keyword: 'format', params: { format } }
  return undefined
}
