/** The condition under which a rule holds, if it is about one member: its constants or its presence. */
import { parsePointer } from '../../json-schema/json-pointer.js'
import { constantsOf, hasOnlyRules } from '../../json-schema/keyword-checks.js'
import { toRecord } from '../../json-schema/schema-steps.js'
import { hasOwn, isObject, readOwn } from '../../untrusted/read.js'

export interface Condition {
  readonly member: string
  /** The tokens to the object that has the member. */
  readonly at?: readonly string[]
  /** The values that fulfil the condition; without them, the member's presence does. */
  readonly values?: readonly unknown[] | undefined
  /** True if the rule holds where the condition is not fulfilled: in `else`. */
  readonly isNot?: boolean
}

/** @param when - What the evaluation keeps about a rule in `then`, `else` or `dependentSchemas`. */
export function conditionOf (when: unknown): Condition | undefined {
  const property = readOwn(when, 'property')
  if (typeof property === 'string') return { member: property }

  const condition = readOwn(when, 'if')
  if (!isObject(condition)) return undefined
  const { properties, required } = condition
  const names = new Set([...Object.keys(toRecord(properties)), ...Array.isArray(required) ? required : []])
  const [member] = names
  const isAlone = names.size === 1 && hasOnlyRules(condition, ['type', 'properties', 'required'])
  if (typeof member !== 'string' || !isAlone) return undefined

  const isNot = readOwn(when, 'isElse') === true
  const rule = readOwn(properties, member)
  if (rule === undefined) return { member, isNot }
  const values = isObject(rule) && hasOnlyRules(rule, ['type', 'const', 'enum']) ? constantsOf(rule) : undefined
  // Without the member, a condition on its value is fulfilled too, unless it requires the member.
  if (values === undefined || (!isNot && !hasOwn(readOwn(when, 'value'), member))) return undefined
  return { member, at: parsePointer(String(readOwn(when, 'at'))), values, isNot }
}

/** The places of the members that a condition is about. */
export function conditionMembers (when: unknown): ReadonlyArray<readonly string[]> {
  const condition = readOwn(when, 'if')
  const at = readOwn(when, 'at')
  if (!isObject(condition) || typeof at !== 'string') return []
  const { properties, required } = condition
  const names = [...Object.keys(toRecord(properties)), ...Array.isArray(required) ? required.map(String) : []]
  return names.map(name => [...parsePointer(at), name])
}
