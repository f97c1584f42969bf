/** Reports the results of the soak for people. */
import type { WriteCounts } from './audit.js'
import type { Gauge } from './gauge.js'
import { countAnswers, merge, type Tally } from './tally.js'
import type { Period } from './timetable.js'

export function printProgress (started: number, { name, tally, atRest }: Period): void {
  const seconds = Math.round((performance.now() - started) / 1000)
  const held = atRest === undefined ? '' : `; at rest ${megabytes(atRest.heap)} MB, ${JSON.stringify(atRest.handles)}`
  console.log(`${seconds} s  ${name}: ${countAnswers(tally)} answers, ${tally.wrong} wrong${held}`)
  for (const example of tally.examples) console.log(example)
}

/** One row per kind of period, over all rounds; of times and counts of connections the worst. */
export function printPeriods (periods: readonly Period[]): void {
  const names = [...new Set(periods.map(({ name }) => name))]
  console.table(Object.fromEntries(names.map(name => {
    const ofName = periods.filter(period => period.name === name)
    const tally = ofName.map(period => period.tally).reduce(merge)
    const connections = Math.max(...ofName.map(period => period.connections ?? 0))
    return [name, {
      answers: countAnswers(tally),
      wrong: tally.wrong,
      fetch_error: tally.byStatus[406] ?? 0,
      'slowest ms': Math.round(tally.slowest),
      connections,
      ...(name.endsWith('recovers') && { 'first result ms': milliseconds(tally.firstResult), 'last fetch_error ms': milliseconds(tally.lastFailure) })
    }]
  })))
}

export function printTotals (total: Tally, writes: Readonly<Record<string, WriteCounts>>, rests: readonly Gauge[]): void {
  console.log(`${countAnswers(total)} answers, ${total.wrong} wrong, by status ${JSON.stringify(total.byStatus)}`)
  console.table(writes)
  console.log(`heap at rest, in MB: ${rests.map(({ heap }) => megabytes(heap)).join(' ')}`)
  console.log(`handles at rest: ${JSON.stringify(rests[0]?.handles)} at first, ${JSON.stringify(rests.at(-1)?.handles)} at last`)
}

const milliseconds = (time: number | undefined) => time === undefined ? 'none' : Math.round(time)
const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(2)
