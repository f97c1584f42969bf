/** Decides which branch of a failed zod union a value means, by the issues that zod lists for each branch. */
import { readProperty } from '../../untrusted/read.js'

/** The issues of that branch; `undefined` if none stands out. */
export function meantZodBranch (errors: unknown): readonly unknown[] | undefined {
  const branches = (Array.isArray(errors) ? errors : []).filter((branch): branch is unknown[] =>
    Array.isArray(branch) && branch.length > 0)
  // A branch whose type or constants the value itself lacks is not meant.
  const isRuledOut = (issue: unknown) => depthOf(issue) === 0 && kinds.has(readProperty(issue, 'code'))
  const admitted = branches.filter(branch => !branch.some(isRuledOut))
  const costs = admitted.map(branch => branch.reduce((cost: number, issue) => cost + costOf(issue, admitted), 0))
  const lowest = Math.min(...costs)
  const best = admitted.filter((_, index) => costs[index] === lowest)
  return best.length === 1 ? best[0] : undefined
}

const kinds: ReadonlySet<unknown> = new Set(['invalid_type', 'invalid_value'])

/** A wrong tag rules a branch out if another branch accepts the tag. A fault further inside weighs less. */
function costOf (issue: unknown, branches: readonly unknown[][]): number {
  const isTag = depthOf(issue) === 1 && readProperty(issue, 'code') === 'invalid_value'
  const isAcceptedElsewhere = isTag && branches.some(branch => !branch.some(other => nameOf(other) === nameOf(issue)))
  return isAcceptedElsewhere ? 100 : 1 / Math.max(1, depthOf(issue))
}

function depthOf (issue: unknown): number {
  const path = readProperty(issue, 'path')
  return Array.isArray(path) ? path.length : 0
}

function nameOf (issue: unknown): string {
  const path = readProperty(issue, 'path')
  return Array.isArray(path) ? String(path[0]) : ''
}
