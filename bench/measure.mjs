/**
 * Measures the CPU time of servers per request. All servers are started and checked, and then get requests in turns.
 *
 * Other load on the machine affects all of them alike. So the ratio within a round is reliable even if the numbers are not.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { cases } from './cases.mjs'
import { createLoad, fetchOne } from './client.mjs'

/** Starts a process for `{ name, variant, size?, constants?, routes? }`, checks its answer and connects to it. */
export async function startServer (what, execArgv = []) {
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = fork(join(import.meta.dirname, 'server.mjs'), [JSON.stringify(what)], { execArgv, env })
  const exit = once(child, 'exit')
  const answer = async () => {
    const [message] = await Promise.race([once(child, 'message'), exit])
    if (message?.answer === undefined) throw new Error(`the server of ${JSON.stringify(what)} has gone`)
    return message.answer
  }
  const port = await answer()
  const { request, status, statuses = {}, bodies } = cases[what.name](what.size)
  const [written] = what.variant.split(' ', 1)
  deepStrictEqual(await fetchOne(port, request), { status: statuses[written] ?? status, body: bodies[written] })
  const load = await createLoad(port, request)

  return {
    send: load.send,
    ask (question) {
      child.send(question)
      return answer()
    },
    async stop () {
      load.close()
      child.disconnect()
      await exit
    }
  }
}

// V8 compiles hot functions in the background, and the time of its threads counts as the process's. In Node 24, this takes
// three times the CPU of everything else until some 15,000 requests are answered.
const warmUp = 30_000

// Two processes of one program differ by some percent for as long as they live. After a restart, the difference is another one.
const starts = 3

/** @returns Microseconds of CPU per request by label, one number per round. */
export async function measureCpu (whatByLabel, { rounds, ...load }) {
  const samples = Object.fromEntries(Object.keys(whatByLabel).map(label => [label, []]))
  for (let start = 0; start < starts; start++) {
    await measureStart(whatByLabel, samples, { rounds: Math.ceil(rounds / starts), ...load })
  }
  return samples
}

async function measureStart (whatByLabel, samples, { rounds, requests, share = 1 }) {
  const labels = Object.keys(whatByLabel)
  const servers = {}
  try {
    for (const label of labels) servers[label] = await startServer(whatByLabel[label])
    // The client sleeps between answers, which leaves a processor to V8's compiler threads.
    for (const label of labels) await servers[label].send(warmUp * share, { isAwake: false })

    for (let round = 0; round < rounds; round++) {
      const first = round % labels.length
      const order = [...labels.slice(first), ...labels.slice(0, first)]
      // Reversed in every other round, so that no server always follows the same one.
      if (round % 2 === 1) order.reverse()
      for (const label of order) samples[label].push(await measureRound(servers[label], requests * share))
    }
  } finally {
    for (const server of Object.values(servers)) await server.stop()
  }
}

async function measureRound ({ ask, send }, requests) {
  const before = await ask('cpu')
  const sent = await send(requests)
  return (await ask('cpu') - before) / sent
}
