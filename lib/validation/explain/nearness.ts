/** Measures how near a branch of a union is to a value. */
import type { AppliedSchema } from '../../json-schema/evaluation/applied-schemas.js'
import { appliedAt } from '../../json-schema/evaluation/branches.js'
import type { Branch } from '../../json-schema/evaluation/violation.js'
import { matchesPattern } from '../../json-schema/keyword-checks.js'
import type { SchemaObject } from '../../json-schema/schema-document.js'
import { maxComparedItems, maxComparedNames } from '../../limits.js'
import { hasOwn, isObject } from '../../untrusted/read.js'
import { NamedMembers } from '../named-members.js'
import type { NearNames } from '../near-names.js'

export function lowestBy (branches: readonly Branch[], measure: (branch: Branch) => number): readonly Branch[] {
  return highestBy(branches, branch => -measure(branch))
}

export function highestBy (branches: readonly Branch[], measure: (branch: Branch) => number): readonly Branch[] {
  if (branches.length < 2) return branches
  const measures = branches.map(measure)
  const highest = Math.max(...measures)
  return branches.filter((_, index) => measures[index] === highest)
}

/** Counts the members that the branch names or requires. The members of an array are those of its first objects. */
export function countKnown (branch: Branch, value: unknown, isIgnored: (name: string) => boolean): number {
  const count = (holder: object, applied: readonly AppliedSchema[]) => Object.keys(holder).slice(0, maxComparedNames)
    .filter(name => !isIgnored(name) && applied.some(({ schema }) => isKnown(name, schema))).length

  if (isObject(value)) return count(value, branch.layers.flat())
  if (!Array.isArray(value)) return 0
  return value.slice(0, maxComparedItems).reduce<number>((sum, item, index) =>
    isObject(item) ? sum + count(item, appliedAt(branch, [String(index)])) : sum, 0)
}

function isKnown (name: string, { properties, patternProperties, required }: SchemaObject): boolean {
  if (hasOwn(properties, name) || (Array.isArray(required) && required.includes(name))) return true
  return isObject(patternProperties) && Object.keys(patternProperties).some(pattern => matchesPattern(name, pattern) === true)
}

/** Counts the members that the branch does not name, but that are near to one that it names or requires. */
export function countMisspelt ({ layers }: Branch, value: unknown, nearNames: NearNames): number {
  const schemas = layers.flat().map(({ schema }) => schema)
  const isTaken = (name: string) => hasOwn(value, name)
  return new NamedMembers(schemas).othersIn(value).filter(name => schemas.some(({ properties, required }) =>
    [properties, required].some(known => nearNames.nearest(name, Object(known) as object, isTaken) !== undefined))).length
}

/** A fault further inside weighs less than one at the value itself, and a missing member a little more than a wrong one. */
export function costOf ({ violations }: Branch, depth: number): number {
  return violations.reduce((cost, { holder, keyword }) => {
    const weight = keyword === 'required' ? 1.1 : 1
    return cost + weight / (1 + holder.length - depth)
  }, 0)
}

/** True for a reference object of OpenAPI or AsyncAPI. Only who sends `$ref` means it. */
export function lacksReference ({ violations }: Branch, depth: number): boolean {
  return violations.some(({ keyword, tokens }) =>
    keyword === 'required' && tokens.length === depth + 1 && tokens.at(-1) === '$ref')
}
