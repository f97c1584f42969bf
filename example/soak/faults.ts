/** The faults of the database during the soak. */
import { setTimeout as sleep } from 'node:timers/promises'
import { waitUntilReady, type PostgresServer } from '../test/fixtures/postgres.js'
import { ofApi, runSql } from './connections.js'

export interface Fault {
  readonly name: string
  strike (): Promise<void> | void
  /** Seconds for which the database is wholly gone afterwards. */
  readonly gone: number
  /** Settles when the database is there again. */
  restore (): Promise<void> | void
}

export function createFaults (server: PostgresServer): readonly Fault[] {
  const { url } = server
  const stop = () => server.stop()
  const start = () => server.start()
  return [
    { name: 'connections cut', strike: () => cutConnections(url), gone: 0, restore: () => {} },
    { name: 'backend killed', strike: () => killBackend(url), gone: 0, restore: () => waitUntilReady(url) },
    { name: 'restarted', strike: stop, gone: 0, restore: start },
    { name: 'stopped', strike: stop, gone: 6, restore: start },
    // Longer than any timeout of the API.
    { name: 'frozen', strike: server.freeze, gone: 8, restore: server.thaw }
  ]
}

/** As an administrator does, again and again. */
async function cutConnections (url: string): Promise<void> {
  for (let cut = 0; cut < 10; cut++) {
    await runSql(url, `select pg_terminate_backend(pid) ${ofApi}`)
    await sleep(200)
  }
}

/** PostgreSQL then ends all the others and recovers from its log. */
async function killBackend (url: string): Promise<void> {
  const { rows: [victim] } = await runSql(url, `select pid ${ofApi} limit 1`)
  process.kill(victim.pid, 'SIGKILL')
}
