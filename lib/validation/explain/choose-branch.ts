/**
 * Decides which branch of a failed union a value means, as a person would see it: by its tag, by its type, and by its members.
 * This is the only place that decides it.
 */
import type { Branch, Violation } from '../../json-schema/evaluation/violation.js'
import { isScalar, matchesPattern } from '../../json-schema/keyword-checks.js'
import { hasOwn, isObject } from '../../untrusted/read.js'
import type { Finding } from '../finding.js'
import { NamedMembers } from '../named-members.js'
import type { NearNames } from '../near-names.js'
import { defaultedMembers, withoutDefaulted } from './defaults.js'
import { byDiscriminator, byTags, type Tagged } from './tags.js'
import { alternatives, listed, missing, severalFit, type Union } from './whole-union.js'

/** Broken rules to explain in place of the union, or findings about the union as a whole. */
export type Choice = { readonly violations: readonly Violation[] } | { readonly findings: readonly Finding[] }

export function chooseBranch (violation: Violation, branches: readonly Branch[], nearNames: NearNames): Choice {
  const { tokens, keyword, params: { passingSchemas }, value, schema } = violation
  const union: Union = { tokens, keyword, value, branches: branches.flatMap(branch => flatten(branch, tokens)) }
  const named = byDiscriminator(union, schema.discriminator)
  if (named === undefined && Array.isArray(passingSchemas)) {
    return { findings: [severalFit(union, branches.filter(({ index }) => passingSchemas.includes(index)))] }
  }
  const tagged = narrow(union, named)
  if (tagged === undefined) return byType(union, nearNames)
  return 'meant' in tagged ? nearest({ ...union, branches: tagged.meant }, nearNames) : { findings: [tagged.finding] }
}

/** Several branches can have the tag of the discriminator: other tags narrow them further. */
function narrow (union: Union, named: Tagged | undefined): Tagged | undefined {
  if (named !== undefined && 'finding' in named) return named
  const branches = named?.meant ?? union.branches
  return byTags({ ...union, branches }, branch => admitsType(branch, union.tokens)) ?? named
}

/** Replaces a branch that is itself a union by its branches. The rules of the outer branch apply to them too. */
function flatten (branch: Branch, tokens: readonly string[]): readonly Branch[] {
  const [only, ...others] = branch.violations
  const isUnion = only?.branches !== undefined && others.length === 0 && only.tokens.length === tokens.length
  if (!isUnion || only.params.passingSchemas !== null) return [branch]
  return (only.branches ?? []).flatMap(inner => flatten({
    ...inner,
    schemas: [...branch.schemas, ...inner.schemas],
    constantsOf: name => inner.constantsOf(name) ?? branch.constantsOf(name)
  }, tokens))
}

function byType (union: Union, nearNames: NearNames): Choice {
  const { branches, tokens, value } = union
  const open = branches.filter(branch => admitsType(branch, tokens) && !breaksAtValue(branch, tokens, ['const', 'enum']))
  if (open.length === 0) return { findings: [listed(union)] }

  // A pattern or a format is one of several kinds of scalars, which are listed together.
  const isKind = isScalar(value) && open.length === 1 && branches.length > 1 &&
    open.every(({ violations }) => violations.every(({ keyword }) => keyword === 'pattern' || keyword === 'format'))
  return isKind ? { findings: [alternatives(union)] } : nearest({ ...union, branches: open }, nearNames)
}

function admitsType (branch: Branch, tokens: readonly string[]): boolean {
  return !breaksAtValue(branch, tokens, ['type'])
}

/** True if the value itself breaks one of these keywords of the branch. */
function breaksAtValue ({ violations }: Branch, tokens: readonly string[], keywords: readonly string[]): boolean {
  return violations.some(({ keyword, holder }) => keywords.includes(keyword) && holder.length === tokens.length)
}

/** The branch that names most of the value's members, be they misspelt; of several, the one that is nearest to fitting. */
function nearest (union: Union, nearNames: NearNames): Choice {
  const { tokens, value } = union
  const defaulted = defaultedMembers(union)
  const names = isObject(value) ? Object.keys(value).filter(name => !defaulted.has(name)) : []
  const familiar = lowestBy(withoutDefaulted(union, defaulted), branch => -countKnown(branch, names))
  const similar = lowestBy(familiar, branch => -countMisspelt(branch, value, nearNames))
  const best = lowestBy(similar, branch => costOf(branch, tokens))
  const [first, ...others] = best
  if (first === undefined || others.length > 0) return ofEqual({ ...union, branches: best })
  return { violations: first.violations }
}

function lowestBy (branches: readonly Branch[], measure: (branch: Branch) => number): readonly Branch[] {
  if (branches.length < 2) return branches
  const measures = branches.map(measure)
  const lowest = Math.min(...measures)
  return branches.filter((_, index) => measures[index] === lowest)
}

function countKnown ({ schemas }: Branch, names: readonly string[]): number {
  return names.filter(name => schemas.some(({ properties, patternProperties }) =>
    hasOwn(properties, name) || matchesAny(name, patternProperties))).length
}

/** Counts the members that the branch does not name, but that are near to one that it names or requires. */
function countMisspelt (branch: Branch, value: unknown, nearNames: NearNames): number {
  const { schemas } = branch
  const isTaken = (name: string) => hasOwn(value, name)
  return new NamedMembers(schemas).othersIn(value).filter(name => schemas.some(({ properties, required }) =>
    [properties, required].some(known => nearNames.nearest(name, Object(known) as object, isTaken) !== undefined))).length
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
