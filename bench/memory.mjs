/**
 * What a request allocates, and what it leaves behind.
 *
 * Allocated: the growth of the heap over requests during which nothing is collected, in a process whose new space has room for
 * all of them. Retained: the growth of the collected heap over ten times as many.
 */
import { startServer } from './measure.mjs'

const execArgv = ['--expose-gc', '--min-semi-space-size=512', '--max-semi-space-size=512']

/** @returns Bytes of the heap per request. */
export async function measureMemory (what, requests) {
  const server = await startServer(what, execArgv)
  const growthOver = async (count, collect) => {
    const before = await server.ask('heap')
    const sent = await server.send(count)
    if (collect) await server.ask('collect')
    return (await server.ask('heap') - before) / sent
  }
  try {
    await server.send(requests * 5)
    await server.ask('collect')
    await server.send(requests)
    await server.ask('collect')

    const collections = await server.ask('collections')
    const allocated = await growthOver(requests, false)
    const isDisturbed = await server.ask('collections') > collections

    await server.ask('collect')
    return { allocated: isDisturbed ? NaN : allocated, retained: await growthOver(requests * 10, true) }
  } finally {
    await server.stop()
  }
}
