/**
 * Measures the memory that a request allocates, and the memory that it retains.
 *
 * Allocated: the growth of the heap while nothing is collected, in a process whose new space has room for all requests.
 * Retained: the growth of the collected heap over ten times as many requests, after as many that are not counted.
 */
import { startServer } from './measure.mjs'

const execArgv = ['--expose-gc', '--min-semi-space-size=512', '--max-semi-space-size=512']

/** @returns Bytes of the heap per request. */
export async function measureMemory (what, requests) {
  const server = await startServer(what, execArgv)
  const collectedHeap = async () => {
    await server.ask('collect')
    return server.ask('heap')
  }
  try {
    await server.send(requests * 5)
    const clean = await collectedHeap()
    const collections = await server.ask('collections')
    const sent = await server.send(requests)
    const allocated = (await server.ask('heap') - clean) / sent
    const isDisturbed = await server.ask('collections') > collections

    await server.send(requests * 10)
    const before = await collectedHeap()
    const sentMore = await server.send(requests * 10)
    const retained = (await collectedHeap() - before) / sentMore
    return { allocated: isDisturbed ? NaN : allocated, retained }
  } finally {
    await server.stop()
  }
}
