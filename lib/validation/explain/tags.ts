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
  return { finding: { tokens: atTag, keyword: 'enum', params: { allowedValues }, source } }
}

/** The last segment of a reference: `Cat` of `#/components/schemas/Cat` and of `Cat#`. */
function nameOf (reference: string): string {
  return reference.replace(/#$/, '').split(/[/#]/).at(-1) ?? ''
}

/** Without `discriminator`: by any member that is constant in several branches. */
export function byTags (
  { value, branches, tokens, keyword }: Union, isAdmitted: (branch: Branch) => boolean
): Tagged | undefined {
  if (!isObject(value)) return undefined
  const admitted = branches.filter(isAdmitted)
  for (const name of Object.keys(value)) {
    const naming = admitted.filter(({ schemas }) => schemas.some(({ properties }) => hasOwn(properties, name)))
    const constants = naming.map(branch => branch.constantsOf(name))
    if (constants.filter(values => values !== undefined).length < 2) continue

    const meant = naming.filter((_, index) => constants[index]?.includes(value[name]))
    if (meant.length > 0 && meant.length < admitted.length) return { meant }
    if (meant.length === 0 && constants.every(values => values !== undefined)) {
      const allowedValues = unique(constants.flat())
      return { finding: { tokens: [...tokens, name], keyword: 'enum', params: { allowedValues }, source: { keyword, tokens } } }
    }
  }
  return undefined
}
