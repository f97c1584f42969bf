/** The requirements on a soak. */
import type { audit } from './audit.js'
import type { Gauge } from './gauge.js'
import { merge } from './tally.js'
import type { Period } from './timetable.js'

/** The size of the API's pool. */
const maxConnections = 10
/** In bytes: 500,000 answers that leave ten each are more, of which the halves' medians differ by half. */
const maxGrowth = 2 * 1_048_576

interface Findings {
  readonly periods: readonly Period[]
  /** The memory of the server at rest, from the end of the warm-up on. */
  readonly rests: readonly Gauge[]
  readonly workers: number
  readonly audited: Awaited<ReturnType<typeof audit>>
  readonly exitCode: number | null
  readonly complaints: readonly string[]
}

export function findViolations ({ periods, rests, workers, audited, exitCode, complaints }: Findings): string[] {
  const { wrong } = periods.map(({ tally }) => tally).reduce(merge)
  const lost = Object.entries(audited.writes).filter(([, { acknowledged, found }]) => found < acknowledged).map(([kind]) => kind)
  const unhurt = periods.filter(({ name, tally }) => name.endsWith('is gone') && !tally.byStatus[406]).map(({ name }) => name)
  const crowded = periods.filter(({ connections = 0 }) => connections > maxConnections).map(({ name, connections }) => `${name}: ${connections}`)
  const growth = growthOf(rests.map(({ heap }) => heap))
  const handles = rests.map(countHandles)
  const sockets = Math.max(...rests.map(gauge => gauge.handles.TCPSocketWrap ?? 0))

  return [
    wrong > 0 && `${wrong} wrong answers`,
    lost.length > 0 && `acknowledged and lost: ${lost.join(', ')}`,
    audited.halfWritten > 0 && `${audited.halfWritten} rows of a transaction that was torn in two`,
    unhurt.length > 0 && `no fetch_error while the database was gone: ${unhurt.join(', ')}`,
    crowded.length > 0 && `more than ${maxConnections} connections: ${crowded.join(', ')}`,
    growth > maxGrowth && `the heap grew by ${growth} bytes`,
    sockets > workers + maxConnections && `${sockets} sockets at rest`,
    growthOf(handles) > maxConnections && `handles grew: ${handles.join(' ')}`,
    complaints.length > 0 && `stderr: ${complaints.slice(0, 10).join('\n')}`,
    exitCode !== 0 && `exit code ${exitCode}`
  ].filter(violation => violation !== false)
}

/** From the first half to the second, by their medians. */
function growthOf (values: readonly number[]): number {
  const half = Math.ceil(values.length / 2)
  return median(values.slice(-half)) - median(values.slice(0, half))
}

function median (values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function countHandles ({ handles }: Gauge): number {
  return Object.values(handles).reduce((sum, count) => sum + count, 0)
}
