/** Tables of rules by keyword, and the rules that a schema has. */
import { hasOwn } from '../../untrusted/read.js'
import type { SchemaObject } from '../schema-document.js'
import { violationOf, type Evaluation, type Subject, type Violation } from './violation.js'

/** Returns what the value breaks of one rule. */
export type Rule<Value> = (subject: Subject, value: Value, evaluation: Evaluation) => readonly Violation[]

/** The rules for values of one type, by keyword, in the order in which they are told. */
export type KeywordRules<Value> = Readonly<Record<string, Rule<Value>>>

export const nothing: readonly Violation[] = []

const rulesBySchema = new WeakMap<object, WeakMap<SchemaObject, ReadonlyArray<Rule<never>>>>()

/** The rules of a table that a schema has. Several keywords can state one rule. */
export function rulesOf<Value> (table: KeywordRules<Value>, schema: SchemaObject): ReadonlyArray<Rule<Value>> {
  let bySchema = rulesBySchema.get(table)
  if (bySchema === undefined) rulesBySchema.set(table, bySchema = new WeakMap())
  let rules = bySchema.get(schema) as ReadonlyArray<Rule<Value>> | undefined
  if (rules === undefined) {
    rules = [...new Set(Object.entries(table).filter(([keyword]) => hasOwn(schema, keyword)).map(([, rule]) => rule))]
    bySchema.set(schema, rules as ReadonlyArray<Rule<never>>)
  }
  return rules
}

/** A rule that is a number. */
export function limitRule<Value> (keyword: string, isBroken: (value: Value, limit: number) => boolean): Rule<Value> {
  return (subject, value) => {
    const limit = subject.schema[keyword]
    return typeof limit === 'number' && isBroken(value, limit) ? [violationOf(subject, keyword, { limit })] : nothing
  }
}
