/** The soak's rounds: each fault once, with healthy seconds before it. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './ask.js'
import type { Fault } from './faults.js'
import type { State } from './exchange.js'
import type { Gauge } from './gauge.js'
import type { Command } from './load.js'
import { merge, type Tally } from './tally.js'

/** In seconds. After the time to recover, an answer that blames the database is wrong. */
const timeToRecover = 5
const healthyFor = 6

export interface Period {
  readonly name: string
  readonly tally: Tally
  /** The most that the database counted; `undefined` where it could not be asked. */
  readonly connections: number | undefined
  /** The memory of the server while the load pauses. */
  readonly atRest?: Gauge | void
}

interface Means {
  readonly load: ChildProcess
  readonly server: ChildProcess
  readonly takePeak: () => number | undefined
  readonly faults: readonly Fault[]
}

export function createTimetable ({ load, server, takePeak, faults }: Means) {
  const enter = (state: State) => ask<Tally>(load, { do: 'enter', state } satisfies Command)
  const order = (what: 'pause' | 'resume') => ask<null>(load, { do: what } satisfies Command)

  /** `during` resolves to the memory of the server at rest. */
  async function period (name: string, state: State, during: () => Promise<Gauge | void>): Promise<Period> {
    const before = await enter(state)
    takePeak()
    const atRest = await during()
    return { name, tally: merge(before, await enter('changing')), connections: takePeak(), atRest }
  }

  async function workAndRest (): Promise<Gauge> {
    await sleep(healthyFor * 1000)
    await order('pause')
    // Until the server has seen the last socket close.
    await sleep(200)
    const gauge = await ask<Gauge>(server, {})
    await order('resume')
    return gauge
  }

  async function * round (): AsyncGenerator<Period> {
    for (const { name, strike, gone, restore } of faults) {
      yield await period('healthy', 'healthy', workAndRest)
      yield await period(`${name}: strikes`, 'changing', async () => strike())
      if (gone > 0) yield await period(`${name}: is gone`, 'gone', () => sleep(gone * 1000))
      yield await period(`${name}: returns`, 'changing', async () => restore())
      yield await period(`${name}: recovers`, 'changing', () => sleep(timeToRecover * 1000))
    }
  }

  return { period, round }
}
