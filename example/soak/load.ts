/**
 * The load of the soak, as a process of its own: workers with one request at a time, commanded by messages.
 *
 * Some workers ask the database and may have to wait for it; the answers of the others must not.
 */
import { createClients, type Api } from './clients.js'
import type { State } from './exchange.js'
import { createLedger, type WrittenIds } from './ledger.js'
import { learnPresent, missing } from './reads.js'
import { refusals } from './refusals.js'
import type { Tally } from './tally.js'
import { createWrites } from './writes.js'

interface Plan {
  readonly api: Api
  readonly seeds: number
  readonly workers: { readonly asking: number, readonly refused: number }
}

export type Command =
  | Plan & { readonly do: 'begin' }
  /** Starts a period, and answers the tally of the one before. */
  | { readonly do: 'enter', readonly state: State }
  /** Lets every worker finish its request. */
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  /** Reads again every acknowledged write that can be read. */
  | { readonly do: 'readBack' }
  | { readonly do: 'ids' }

export type Reply = Tally | WrittenIds | null

process.once('message', async (plan: Plan) => {
  const obey = await begin(plan)
  process.on('message', async (command: Command) => process.send?.(await obey(command)))
  process.send?.(null)
})
process.once('disconnect', () => process.exit())

async function begin ({ api, seeds, workers }: Plan) {
  const { send, perform, enter, vanish } = createClients(api, workers.asking + workers.refused)
  const ledger = createLedger()
  const present = await learnPresent(send)
  const asking = [...missing, ...present].map(exchange => () => exchange).concat(createWrites(ledger, seeds))
  const nextAsking = inTurn(asking)
  const nextRefused = inTurn(refusals)

  let pausing = new AbortController()
  let running: Array<Promise<void>> = []

  function resume (): void {
    pausing = new AbortController()
    const { signal } = pausing
    running = [
      ...Array.from({ length: workers.asking }, () => repeat(() => perform(nextAsking()()), signal)),
      ...Array.from({ length: workers.refused }, () => repeat(() => perform(nextRefused()), signal)),
      repeat(vanish, signal)
    ]
  }

  async function pause (): Promise<void> {
    pausing.abort()
    await Promise.all(running)
  }

  async function readBack (): Promise<void> {
    const rest = [...ledger.reads]
    await Promise.all(Array.from({ length: workers.asking }, async () => {
      for (let exchange = rest.pop(); exchange !== undefined; exchange = rest.pop()) await perform(exchange)
    }))
  }

  return async function obey (command: Command): Promise<Reply> {
    switch (command.do) {
      case 'enter': return enter(command.state)
      case 'ids': return ledger.ids
      case 'pause': await pause(); break
      case 'readBack': await readBack(); break
      case 'resume': resume()
    }
    return null
  }
}

async function repeat (task: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await task()
}

function inTurn<Item> (items: readonly Item[]): () => Item {
  let turn = 0
  // The table is not empty.
  return () => items[turn++ % items.length] as Item
}
