/** Tells the branches of a union apart by a tag: a member whose constant names the branch. */
import type { Branch } from '../../json-schema/evaluation/violation.js'
import { hasOwn, isObject, readOwn } from '../../untrusted/read.js'
import type { Finding } from '../finding.js'
import { unique, type Union } from './whole-union.js'

export type Tagged = { readonly meant: readonly Branch[] } | { readonly finding: Finding }

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
  const byConstant = branches.filter(branch => branch.constantsOf(tag)?.includes(given))
  const byName = branches.filter(({ reference }) => reference !== undefined && nameOf(reference) === name)
  const meant = byConstant.length === 1 || byName.length === 0 ? byConstant : byName
  if (meant.length > 0) return meant.some(({ violations }) => violations.length > 0) ? { meant } : undefined

  const constants = unique(branches.flatMap(branch => branch.constantsOf(tag) ?? []))
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

/** Without `discriminator`: by the members that are constant in several branches. */
export function byTags (
  { value, branches, tokens, keyword }: Union, isAdmitted: (branch: Branch) => boolean
): Tagged | undefined {
  if (!isObject(value)) return undefined
  const admitted = branches.filter(isAdmitted)
  const tags = Object.keys(value)
    .filter(name => constantsIn(admitted, name).filter(constants => constants !== undefined).length > 1)
  const count = (branch: Branch, isNamed: boolean) =>
    tags.filter(name => branch.constantsOf(name)?.includes(value[name]) === isNamed).length

  const isTagged = admitted.some(branch => count(branch, true) > 0)
  const closest = isTagged ? highestBy(admitted, branch => count(branch, true) - count(branch, false)) : admitted
  // Of tags that contradict each other, the first one decides.
  const meant = tags.reduce((some, name) =>
    highestBy(some, branch => Number(branch.constantsOf(name)?.includes(value[name]) === true)), closest)
  const unknown = tags.find(name => {
    const constants = constantsIn(meant, name)
    return constants.length > 1 && constants.every(values => values?.includes(value[name]) === false)
  })
  if (unknown !== undefined) {
    const allowedValues = unique(constantsIn(meant, unknown).flatMap(constants => constants ?? []))
    return { finding: { tokens: [...tokens, unknown], keyword: 'enum', params: { allowedValues }, source: { keyword, tokens } } }
  }
  return meant.length < admitted.length ? { meant } : undefined
}

/** For each branch that names the member: its constants. */
function constantsIn (branches: readonly Branch[], name: string): ReadonlyArray<readonly unknown[] | undefined> {
  return branches.filter(({ schemas }) => schemas.some(({ properties }) => hasOwn(properties, name)))
    .map(branch => branch.constantsOf(name))
}

function highestBy (branches: readonly Branch[], measure: (branch: Branch) => number): readonly Branch[] {
  const highest = Math.max(...branches.map(measure))
  return branches.filter(branch => measure(branch) === highest)
}
