/** Counts the answers in a period of the soak. */
import type { State } from './exchange.js'

export interface Tally {
  readonly state: State
  /** Answers by status; 0 where none came. */
  readonly byStatus: Record<number, number>
  wrong: number
  /** The first wrong answers, for people. */
  readonly examples: string[]
  /** Milliseconds. */
  slowest: number
  /** Milliseconds into the period, of requests that ask the database. */
  firstResult?: number | undefined
  lastFailure?: number | undefined
}

export const createTally = (state: State): Tally => ({ state, byStatus: {}, wrong: 0, examples: [], slowest: 0 })

/** Both; of times, the worse. */
export function merge (one: Tally, other: Tally): Tally {
  const byStatus = { ...one.byStatus }
  for (const [status, count] of Object.entries(other.byStatus)) byStatus[Number(status)] = (byStatus[Number(status)] ?? 0) + count
  return {
    state: other.state,
    byStatus,
    wrong: one.wrong + other.wrong,
    examples: [...one.examples, ...other.examples],
    slowest: Math.max(one.slowest, other.slowest),
    firstResult: later(one.firstResult, other.firstResult),
    lastFailure: later(one.lastFailure, other.lastFailure)
  }
}

export const countAnswers = ({ byStatus }: Tally) => Object.values(byStatus).reduce((sum, count) => sum + count, 0)

function later (one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? one ?? other : Math.max(one, other)
}
