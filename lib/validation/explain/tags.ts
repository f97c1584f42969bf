/** Tells the branches of a union apart by a tag: a member whose constant names the branch. */
import { appliedAt, constantsAt } from '../../json-schema/evaluation/branches.js'
import type { Branch } from '../../json-schema/evaluation/violation.js'
import { maxTagPaths } from '../../limits.js'
import { hasOwn, isObject, readOwn } from '../../untrusted/read.js'
import type { Finding } from '../finding.js'
import { highestBy } from './nearness.js'
import { unique, type Union } from './whole-union.js'

export type Tagged = { readonly meant: readonly Branch[] } | { readonly finding: Finding }

/** The names that lead to a tag: a member, or a member of a member, as `data.type`. */
type Path = readonly string[]

/** With OpenAPI's `discriminator`: by the constants of the tag, by `mapping`, or by the name of the schema. */
export function byDiscriminator ({ value, branches, tokens }: Union, discriminator: unknown): Tagged | undefined {
  const tag = readOwn(discriminator, 'propertyName')
  if (typeof tag !== 'string' || !isObject(value)) return undefined

  const source = { keyword: 'discriminator', tokens }
  const atTag = [...tokens, tag]
  if (!hasOwn(value, tag)) return { finding: { tokens: atTag, keyword: 'required', params: { missingProperty: tag }, source } }

  const given = readOwn(value, tag)
  const mapping = readOwn(discriminator, 'mapping')
  const name = typeof given === 'string' ? nameOf(String(readOwn(mapping, given) ?? given)) : undefined
  const byConstant = branches.filter(branch => constantsAt(branch, [tag])?.includes(given))
  const byName = branches.filter(({ reference }) => reference !== undefined && nameOf(reference) === name)
  const meant = byConstant.length === 1 || byName.length === 0 ? byConstant : byName
  if (meant.length > 0) return meant.some(({ violations }) => violations.length > 0) ? { meant } : undefined

  const constants = unique(branches.flatMap(branch => constantsAt(branch, [tag]) ?? []))
  const names = branches.flatMap(({ reference }) => reference === undefined ? [] : [nameOf(reference)])
  const allowedValues = isObject(mapping) ? Object.keys(mapping) : constants.length > 0 ? constants : names
  // The schema of a known tag can be out of sight, inside a union that fits.
  if (allowedValues.includes(given)) return undefined
  return { finding: { tokens: atTag, keyword: 'enum', params: { allowedValues }, source } }
}

/** The last segment of a reference: `Cat` of `#/components/schemas/Cat` and of `Cat#`. */
function nameOf (reference: string): string {
  return reference.replace(/#$/, '').split(/[/#]/).at(-1) ?? ''
}

interface Tag {
  readonly path: Path
  /** The value that was sent. */
  readonly value: unknown
  /** For each branch that names the member: the values that it allows, if it lists them. */
  readonly constants: ReadonlyMap<Branch, readonly unknown[] | undefined>
}

/** Without `discriminator`: by the members that are constant in several branches, and by different constants. */
export function byTags (
  { value, branches, tokens, keyword }: Union, isAdmitted: (branch: Branch) => boolean
): Tagged | undefined {
  if (!isObject(value)) return undefined
  const admitted = branches.filter(isAdmitted)
  const tags = tagsOf(value, admitted)
  const isNamed = (branch: Branch, { constants, value: given }: Tag) => constants.get(branch)?.includes(given)
  const count = (branch: Branch, outcome: boolean) => tags.filter(tag => isNamed(branch, tag) === outcome).length

  const isTagged = admitted.some(branch => count(branch, true) > 0)
  const closest = isTagged ? highestBy(admitted, branch => count(branch, true) - count(branch, false)) : admitted
  // If tags contradict each other, the first one decides.
  const meant = tags.reduce((some, tag) => highestBy(some, branch => Number(isNamed(branch, tag) === true)), closest)
  const unknown = tags.find(tag => {
    const naming = meant.filter(branch => tag.constants.has(branch))
    return naming.length > 1 && naming.every(branch => isNamed(branch, tag) === false)
  })
  if (unknown !== undefined) {
    const allowedValues = unique(meant.flatMap(branch => unknown.constants.get(branch) ?? []))
    const source = { keyword, tokens }
    return { finding: { tokens: [...tokens, ...unknown.path], keyword: 'enum', params: { allowedValues }, source } }
  }
  return meant.length < admitted.length ? { meant } : undefined
}

/** The tags among the members of the value; if it has none, those among the members of its members. */
function tagsOf (value: Readonly<Record<string, unknown>>, branches: readonly Branch[]): readonly Tag[] {
  const names = Object.keys(value)
  const tags = names.slice(0, maxTagPaths).flatMap(name => tagAt([name], value[name], branches))
  if (tags.length > 0) return tags
  const inner = names.flatMap(name => {
    const member = value[name]
    return isObject(member)
      ? Object.entries(member).slice(0, maxTagPaths).map(([key, given]) => [[name, key], given] as const)
      : []
  })
  return inner.slice(0, maxTagPaths).flatMap(([path, given]) => tagAt(path, given, branches))
}

function tagAt (path: Path, value: unknown, branches: readonly Branch[]): Tag[] {
  const naming = branches.filter(branch => appliedAt(branch, path).length > 0)
  const constants = new Map(naming.map(branch => [branch, constantsAt(branch, path)]))
  return tellsApart([...constants.values()]) ? [{ path, value, constants }] : []
}

/** True if several branches list constants, and none of these stands in two different lists. */
function tellsApart (lists: ReadonlyArray<readonly unknown[] | undefined>): boolean {
  const listByConstant = new Map<unknown, string>()
  const known = lists.filter(list => list !== undefined)
  return known.length > 1 && known.every(list => {
    const key = JSON.stringify(list)
    return list.every(constant => {
      const other = listByConstant.get(constant)
      listByConstant.set(constant, key)
      return other === undefined || other === key
    })
  })
}
