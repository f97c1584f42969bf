/**
 * Decides which branch of a failed union a value means, as a person would see it: by its tag, by its type, and by its members.
 * This is the only place that decides it.
 */
import type { Branch, Violation } from '../../json-schema/evaluation/violation.js'
import { isScalar } from '../../json-schema/keyword-checks.js'
import { isObject } from '../../untrusted/read.js'
import type { Finding } from '../finding.js'
import type { NearNames } from '../near-names.js'
import { defaultedMembers, withoutDefaulted } from './defaults.js'
import { flatten } from './flatten.js'
import { costOf, countKnown, countMisspelt, lacksReference, lowestBy } from './nearness.js'
import { byDiscriminator, byTags, type Tagged } from './tags.js'
import {
  alternatives, areMissing, excluded, isMissing, isShort, listed, missing, severalFit, sharedBy, type Union
} from './whole-union.js'

/** Replaces the union: findings about the union as a whole, and broken rules to explain. */
export interface Choice {
  readonly findings?: readonly Finding[]
  readonly violations?: readonly Violation[]
}

export function chooseBranch (violation: Violation, branches: readonly Branch[], nearNames: NearNames): Choice {
  const { tokens, keyword, params: { passingSchemas }, value, schema } = violation
  const depth = tokens.length
  const union: Union = { tokens, keyword, value, branches: flatten(branches, depth) }
  const named = isObject(schema.discriminator)
    ? byDiscriminator({ ...union, branches: flatten(branches, depth, true) }, schema.discriminator)
    : undefined
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
  // A branch with constants for members is one for objects.
  return branch.isRuledOut || !breaksAtValue(branch, tokens, ['type', 'false schema'])
}

/** True if the value itself breaks one of these keywords of the branch. */
function breaksAtValue ({ violations }: Branch, { length }: readonly string[], keywords: readonly string[]): boolean {
  return violations.some(({ keyword, tokens }) => keywords.includes(keyword) && tokens.length === length)
}

/** The branch that names most of the value's members, be they misspelt; of several, the one that is nearest to fitting. */
function nearest (union: Union, nearNames: NearNames): Choice {
  const { tokens: { length: depth }, value } = union
  const defaulted = defaultedMembers(union)
  const countOf = (branch: Branch) => countKnown(branch, value, name => defaulted.has(name))
  const branches = withoutDefaulted(union, defaulted)
  const objects = branches.filter(branch => !lacksReference(branch, depth))
  const familiar = lowestBy(objects.length > 0 ? objects : branches, branch => -countOf(branch))
  const similar = lowestBy(familiar, branch => -countMisspelt(branch, value, nearNames))

  // If the value has nothing of any branch, the one that lacks fewest members is not meant for that.
  const all = { ...union, branches: similar }
  const isUnfamiliar = similar.every(branch => countOf(branch) === 0) && areMissing(all) && isShort(all)
  const best = isUnfamiliar ? similar : lowestBy(similar, branch => costOf(branch, depth))
  const [first, ...others] = best
  return first !== undefined && others.length === 0 ? { violations: first.violations } : ofEqual({ ...union, branches: best })
}

/** Several branches are equally near: says what all of them require, and what each would accept. */
function ofEqual (union: Union): Choice {
  const { branches: [first], tokens, keyword } = union
  if (first === undefined) return { findings: [{ tokens, keyword, params: {} }] }

  const shared = sharedBy(union)
  if (!shared.some(isMissing) && areMissing(union)) return { findings: [missing(union)], violations: shared }
  if (shared.length > 0) return { violations: shared }
  const excluding = excluded(union)
  if (excluding !== undefined) return { findings: [excluding] }
  const isAtValue = union.branches.every(({ violations }) =>
    violations.every(violation => violation.tokens.length === tokens.length && violation.branches === undefined))
  return isAtValue ? { findings: [alternatives(union)] } : { violations: first.violations }
}
