/**
 * Decides which branch of a failed union a value means, as a person would see it: by its tag, by its type, and by its members.
 * This is the only place that decides it.
 */
import type { Branch, Violation } from '../../json-schema/evaluation/violation.js'
import { isScalar, matchesPattern } from '../../json-schema/keyword-checks.js'
import { hasOwn, isObject } from '../../untrusted/read.js'
import type { Finding } from '../finding.js'
import { byDiscriminator, byTags, type Tagged } from './tags.js'
import { alternatives, listed, missing, severalFit, type Union } from './whole-union.js'

/** Broken rules to explain in place of the union, or findings about the union as a whole. */
export type Choice = { readonly violations: readonly Violation[] } | { readonly findings: readonly Finding[] }

export function chooseBranch (violation: Violation, branches: readonly Branch[]): Choice {
  const { tokens, keyword, params: { passingSchemas }, value, schema } = violation
  const union: Union = { tokens, keyword, value, branches: branches.flatMap(branch => flatten(branch, tokens)) }
  const all = { ...union, branches: branches.flatMap(branch => flatten(branch, tokens, true)) }
  const named = byDiscriminator(all, schema.discriminator)
  if (named === undefined && Array.isArray(passingSchemas)) {
    return { findings: [severalFit(union, branches.filter(({ index }) => passingSchemas.includes(index)))] }
  }
  const tagged = narrow(union, named)
  if (tagged === undefined) return byType(union)
  return 'meant' in tagged ? nearest({ ...union, branches: tagged.meant }) : { findings: [tagged.finding] }
}

/** Several branches can have the tag of the discriminator: other tags narrow them further. */
function narrow (union: Union, named: Tagged | undefined): Tagged | undefined {
  if (named !== undefined && 'finding' in named) return named
  const branches = named?.meant ?? union.branches
  return byTags({ ...union, branches }, branch => admitsType(branch, union.tokens)) ?? named
}

/**
 * Replaces a branch that is itself a union by its branches. The rules of the outer branch apply to them too.
 *
 * @param alsoFitting - True to replace also a union of which several branches fit.
 */
function flatten (branch: Branch, tokens: readonly string[], alsoFitting = false): readonly Branch[] {
  const [only, ...others] = branch.violations
  const isUnion = only?.branches !== undefined && others.length === 0 && only.tokens.length === tokens.length
  if (!isUnion || (only.params.passingSchemas !== null && !alsoFitting)) return [branch]
  return (only.branches ?? []).flatMap(inner => flatten({
    ...inner,
    schemas: [...branch.schemas, ...inner.schemas],
    constantsOf: name => inner.constantsOf(name) ?? branch.constantsOf(name)
  }, tokens, alsoFitting))
}

function byType (union: Union): Choice {
  const { branches, tokens, value } = union
  const open = branches.filter(branch => admitsType(branch, tokens) && !breaksAtValue(branch, tokens, ['const', 'enum']))
  if (open.length === 0) return { findings: [listed(union)] }

  // A pattern or a format is one of several kinds of scalars, which are listed together.
  const isKind = isScalar(value) && open.length === 1 && branches.length > 1 &&
    open.every(({ violations }) => violations.every(({ keyword }) => keyword === 'pattern' || keyword === 'format'))
  return isKind ? { findings: [alternatives(union)] } : nearest({ ...union, branches: open })
}

function admitsType (branch: Branch, tokens: readonly string[]): boolean {
  return !breaksAtValue(branch, tokens, ['type'])
}

/** True if the value itself breaks one of these keywords of the branch. */
function breaksAtValue ({ violations }: Branch, tokens: readonly string[], keywords: readonly string[]): boolean {
  return violations.some(({ keyword, holder }) => keywords.includes(keyword) && holder.length === tokens.length)
}

/** The branch that names most of the value's members; of several, the one that is nearest to fitting. */
function nearest (union: Union): Choice {
  const { branches, tokens, value } = union
  const familiar = lowestBy(branches, branch => -countKnown(branch, value))
  const best = lowestBy(familiar, branch => costOf(branch, tokens))
  const [first, ...others] = best
  if (first === undefined || others.length > 0) return ofEqual({ ...union, branches: best })
  return { violations: first.violations }
}

function lowestBy (branches: readonly Branch[], measure: (branch: Branch) => number): readonly Branch[] {
  const measures = branches.map(measure)
  const lowest = Math.min(...measures)
  return branches.filter((_, index) => measures[index] === lowest)
}

function countKnown ({ schemas }: Branch, value: unknown): number {
  if (!isObject(value)) return 0
  return Object.keys(value).filter(name => schemas.some(({ properties, patternProperties }) =>
    hasOwn(properties, name) || matchesAny(name, patternProperties))).length
}

function matchesAny (name: string, patternProperties: unknown): boolean {
  return isObject(patternProperties) && Object.keys(patternProperties).some(pattern => matchesPattern(name, pattern) === true)
}

/** A fault further inside weighs less than one at the value itself. */
function costOf ({ violations }: Branch, tokens: readonly string[]): number {
  return violations.reduce((cost, { holder }) => cost + 1 / (1 + holder.length - tokens.length), 0)
}

/** Several branches are equally near: says what all of them require, else what each would accept. */
function ofEqual (union: Union): Choice {
  const { tokens, branches } = union
  const [first, ...others] = branches
  if (first === undefined) return { findings: [{ tokens, keyword: union.keyword, params: {} }] }

  const shared = first.violations.filter(one =>
    others.every(({ violations }) => violations.some(other => isSameRule(one, other))))
  if (shared.length > 0) return { violations: shared }

  const all = branches.flatMap(({ violations }) => violations)
  const isMissing = all.every(({ keyword, holder }) => keyword === 'required' && holder.length === tokens.length)
  if (isMissing) return { findings: [missing(union)] }
  const isAtValue = all.every(violation => violation.tokens.length === tokens.length && violation.branches === undefined)
  return isAtValue ? { findings: [alternatives(union)] } : { violations: first.violations }
}

function isSameRule (one: Violation, other: Violation): boolean {
  return one.keyword === other.keyword && one.tokens.join('\n') === other.tokens.join('\n') &&
    JSON.stringify(one.params) === JSON.stringify(other.params)
}
