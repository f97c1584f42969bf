/**
 * Members that the validator has added. With Ajv's option `useDefaults`, each branch of a union that is tried adds its default
 * values to the request. The client has not sent them, so they neither tell a branch nor are unexpected.
 */
import { isEqual } from '../../json-schema/evaluation/json-equality.js'
import type { Branch } from '../../json-schema/evaluation/violation.js'
import { maxComparedNames } from '../../limits.js'
import { hasOwn, isObject, readOwn } from '../../untrusted/read.js'
import type { Union } from './whole-union.js'

/** The members of the value that are equal to the default of a branch. */
export function defaultedMembers ({ branches, value }: Union): ReadonlySet<string> {
  if (!isObject(value)) return new Set()
  const schemas = branches.flatMap(({ layers }) => layers.flat().map(({ schema }) => schema))
  return new Set(Object.keys(value).slice(0, maxComparedNames).filter(name => schemas.some(({ properties }) => {
    const schema = readOwn(properties, name)
    return hasOwn(schema, 'default') && isEqual(readOwn(schema, 'default'), value[name])
  })))
}

/** The branches without violations about such members, unless a branch has no others. */
export function withoutDefaulted ({ branches, tokens }: Union, names: ReadonlySet<string>): readonly Branch[] {
  if (names.size === 0) return branches
  return branches.map(branch => {
    const violations = branch.violations.filter(({ keyword, holder, tokens: at }) =>
      !(unexpected.has(keyword) && holder.length === tokens.length && names.has(at.at(-1) ?? '')))
    return violations.length === 0 ? branch : { ...branch, violations }
  })
}

const unexpected = new Set(['additionalProperties', 'unevaluatedProperties'])
