/** Unions in unions: a branch that is or holds a failed union stands for as many branches as that has. */
import type { Branch } from '../../json-schema/evaluation/violation.js'
import { maxBranches } from '../../limits.js'

/**
 * Replaces a branch with a failed union at its own value by one for each inner branch, with the rules of both.
 *
 * @param alsoFitting - True to replace also a union of which several branches fit.
 */
export function flatten (branches: readonly Branch[], depth: number, alsoFitting = false): readonly Branch[] {
  let isNested = false
  const flat = branches.flatMap(branch => {
    if (branch.isRuledOut) return [branch]
    const union = branch.violations.find(({ branches: inner, tokens, params }) =>
      inner !== undefined && tokens.length === depth && (alsoFitting || params.passingSchemas === null))
    if (union?.branches === undefined) return [branch]
    isNested = true
    const others = branch.violations.filter(violation => violation !== union)
    return union.branches.map((inner): Branch => ({
      index: inner.index,
      reference: inner.reference,
      isRuledOut: inner.isRuledOut,
      layers: [...branch.layers, ...inner.layers],
      get violations () { return [...others, ...inner.violations] }
    }))
  })
  return isNested && flat.length <= maxBranches ? flatten(flat, depth, alsoFitting) : branches
}
