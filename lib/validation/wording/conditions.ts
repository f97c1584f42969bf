/** The words for the condition under which a rule holds: `when every is week`. */
import type { Condition } from '../explain/condition.js'
import type { Finding } from '../finding.js'
import type { Field } from './field.js'
import { isListed, listValues } from './words.js'

const dependentKeywords: ReadonlySet<string | undefined> = new Set(['dependentRequired', 'dependencies', 'dependentSchemas'])

/** `''` if the rule holds always, or under a condition that takes more than one member to say. */
export function conditionEnding ({ keyword, params: { when, property } }: Finding, kind: Field['kind']): string {
  const presence = dependentKeywords.has(keyword) ? property : undefined
  const { member = presence, values, isNot = false } = (when ?? {}) as Partial<Condition>
  if (member === undefined) return ''
  const name = kind === 'parameter' ? `\`${member}\`` : String(member)
  if (values === undefined) return `when ${name} is ${isNot ? 'absent' : 'present'}`
  return isListed(values) ? `when ${name} is ${isNot ? 'not ' : ''}${listValues(values)}` : ''
}
