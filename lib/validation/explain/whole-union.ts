/** Findings about a union as a whole, for a value that means none of its branches. */
import type { Branch, Violation } from '../../json-schema/evaluation/violation.js'
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
  const constants = own.map(rules => rules.find(({ keyword }) => keyword === 'enum' || keyword === 'const'))
  const allowedValues = unique(constants.flatMap(rule => rule === undefined ? [] : valuesOf(rule)))
  const type = unique(own.flatMap((rules, index) => constants[index] !== undefined ? [] : typesOf(rules)))

  const source = { keyword, tokens }
  if (allowedValues.length === 0) return { tokens, keyword: 'type', params: { type }, source }
  // Beside constants, the type null is one more constant.
  if (type.every(one => one === 'null')) {
    return { tokens, keyword: 'enum', params: { allowedValues: unique([...allowedValues, ...type.map(() => null)]) }, source }
  }
  return { tokens, keyword, params: { type, allowedValues } }
}

function valuesOf ({ keyword, params }: Violation): readonly unknown[] {
  return keyword === 'enum' ? params.allowedValues as unknown[] : [params.allowedValue]
}

function typesOf (rules: readonly Violation[]): readonly unknown[] {
  return rules.filter(({ keyword }) => keyword === 'type').flatMap(({ params }) => params.type)
}

/** Says what each branch would accept, by its first broken rule at the value itself. */
export function alternatives ({ branches, tokens, keyword }: Union): Finding {
  const rules = branches.flatMap(({ violations }) => violations.slice(0, 1))
  return { tokens, keyword, params: { alternatives: rules.map(toFinding) } }
}

/** Names the members that each branch lacks. */
export function missing ({ branches, tokens, keyword }: Union): Finding {
  return { tokens, keyword, params: { missing: branches.map(({ violations }) => violations.map(({ tokens }) => tokens.at(-1))) } }
}

/** Several branches of a `oneOf` fit: names the members that they require, if these exclude each other. */
export function severalFit ({ tokens, keyword }: Union, fitting: readonly Branch[]): Finding {
  const required = fitting.map(({ schemas }) =>
    schemas.flatMap(({ required }) => Array.isArray(required) ? required.map(String) : []))
  const isOwn = (name: string, index: number) => required.every((others, at) => at === index || !others.includes(name))
  const own = required.map((names, index) => names.find(name => isOwn(name, index)))
  const excluding = own.every(name => name !== undefined) ? own : undefined
  return { tokens, keyword, params: { passingSchemas: fitting.map(({ index }) => index), excluding } }
}

export function unique (values: readonly unknown[]): unknown[] {
  return [...new Set(values)]
}
