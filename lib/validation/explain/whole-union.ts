/** Findings about a union as a whole, for a value that means none of its branches. */
import type { Branch, Violation } from '../../json-schema/evaluation/violation.js'
import { constantsOf } from '../../json-schema/keyword-checks.js'
import { maxIssues, maxListedValues } from '../../limits.js'
import { isObject, readOwn } from '../../untrusted/read.js'
import type { Finding } from '../finding.js'
import { toFinding } from './to-finding.js'

/** A failed union. A branch that is itself a union is replaced by its branches. */
export interface Union {
  readonly tokens: readonly string[]
  readonly keyword: string
  readonly value: unknown
  readonly branches: readonly Branch[]
}

/** Lists the types and constants of all branches. */
export function listed ({ branches, tokens, keyword }: Union): Finding {
  const own = branches.map(({ violations }) => violations.filter(({ holder }) => holder.length === tokens.length))
  const constants = own.map(rules => rules.map(({ schema }) => schema.type === 'null' ? undefined : constantsOf(schema))
    .find(values => values !== undefined))
  const allowedValues = unique(constants.flatMap(values => values ?? []))
  const type = unique(own.flatMap((rules, index) => constants[index] === undefined ? typesOf(rules) : []))

  const source = { keyword, tokens }
  if (allowedValues.length === 0) return { tokens, keyword: 'type', params: { type }, source }
  // Beside constants, the type null is one more constant.
  if (type.every(one => one === 'null')) {
    return { tokens, keyword: 'enum', params: { allowedValues: unique([...allowedValues, ...type.map(() => null)]) }, source }
  }
  return { tokens, keyword, params: { type, allowedValues } }
}

function typesOf (rules: readonly Violation[]): readonly unknown[] {
  return rules.filter(({ keyword }) => keyword === 'type').flatMap(({ params }) => params.type)
}

/** Says what each branch would accept, by its first broken rule at the value itself. */
export function alternatives ({ branches, tokens, keyword }: Union): Finding {
  const rules = branches.flatMap(({ violations }) => violations.slice(0, 1))
  return { tokens, keyword, params: { alternatives: rules.map(toFinding) } }
}

/** The broken rules that all branches have in common. */
export function sharedBy (union: Union): readonly Violation[] {
  const [first = [], ...others] = comparedRules(union)
  const keys = others.map(rules => new Set(rules.map(({ key }) => key)))
  return first.filter(({ key }) => keys.every(known => known.has(key))).map(({ rule }) => rule)
}

/** The broken rules of each branch that not all of them have. */
function ownRules (union: Union): ReadonlyArray<readonly Violation[]> {
  const compared = comparedRules(union)
  const [first = [], ...others] = compared.map(rules => new Set(rules.map(({ key }) => key)))
  const shared = new Set([...first].filter(key => others.every(keys => keys.has(key))))
  return compared.map(rules => rules.filter(({ key }) => !shared.has(key)).map(({ rule }) => rule))
}

interface ComparedRule {
  readonly key: string
  readonly rule: Violation
}

/** The first rules of each branch, with a text that is the same for the same rule. */
function comparedRules ({ branches }: Union): ReadonlyArray<readonly ComparedRule[]> {
  const negated = new Map<unknown, number>()
  return branches.map(({ violations }) => violations.slice(0, maxIssues).map(rule => {
    const { keyword, tokens, params, schema: { not } } = rule
    // The params of a `not` do not tell its rule.
    if (keyword === 'not' && !negated.has(not)) negated.set(not, negated.size)
    const id = keyword === 'not' ? negated.get(not) : ''
    return { key: `${keyword} ${id} ${JSON.stringify(params)} ${tokens.join('/')}`, rule }
  }))
}

/** True if each branch only lacks members, apart from what all of them have in common. */
export function areMissing (union: Union): boolean {
  const depth = union.tokens.length
  return ownRules(union).every(rules => rules.length > 0 && rules.every(rule => isMissing(rule) && rule.holder.length === depth))
}

/** True if a sentence can name all members that the branches lack. */
export function isShort (union: Union): boolean {
  return ownRules(union).flat().length <= maxListedValues
}

export function isMissing ({ keyword }: Violation): boolean {
  return keyword === 'required'
}

/** Names the members that each branch lacks. */
export function missing (union: Union): Finding {
  const { tokens, keyword } = union
  return { tokens, keyword, params: { missing: ownRules(union).map(rules => rules.map(({ tokens }) => tokens.at(-1))) } }
}

/** Each branch forbids the members of others: names these. */
export function excluded ({ branches, tokens, keyword, value }: Union): Finding | undefined {
  const forbidden = branches.map(({ violations: [only, ...others] }) => {
    const required = only?.keyword === 'not' && others.length === 0 ? readOwn(only.schema.not, 'required') : undefined
    return Array.isArray(required) && required.length === 1 ? String(required[0]) : undefined
  })
  if (forbidden.includes(undefined) || !isObject(value)) return undefined
  return { tokens, keyword, params: { excluding: Object.keys(value).filter(name => forbidden.includes(name)) } }
}

/** Several branches of a `oneOf` fit: names the members that they require, if these exclude each other. */
export function severalFit ({ tokens, keyword }: Union, fitting: readonly Branch[]): Finding {
  const required = fitting.map(({ layers }) =>
    layers.flat().flatMap(({ schema: { required } }) => Array.isArray(required) ? required.map(String) : []))
  const isOwn = (name: string, index: number) => required.every((others, at) => at === index || !others.includes(name))
  const own = required.map((names, index) => names.find(name => isOwn(name, index)))
  const excluding = own.every(name => name !== undefined) ? own : undefined
  return { tokens, keyword, params: { passingSchemas: fitting.map(({ index }) => index), excluding } }
}

export function unique (values: readonly unknown[]): unknown[] {
  return [...new Set(values)]
}
