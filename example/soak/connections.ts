/** How many connections the API holds, as the database counts them. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Runs a statement on a connection of its own. */
export async function runSql (url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, query_timeout: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await client.query(sql)
  } finally {
    // Not awaited: a frozen server does not say goodbye.
    client.end().catch(() => {})
  }
}

export const ofApi = "from pg_stat_activity where application_name = 'rooms-api'"

/** Looks four times a second. */
export function watchConnections (url: string) {
  let peak: number | undefined
  const stopping = new AbortController()

  async function watch (): Promise<void> {
    while (!stopping.signal.aborted) {
      // A database that is gone has nothing to tell.
      const seen = await runSql(url, `select ${ofApi}`).then(({ rowCount }) => rowCount ?? 0, () => undefined)
      if (seen !== undefined) peak = Math.max(peak ?? 0, seen)
      await sleep(250)
    }
  }

  const watching = watch()
  return {
    /** The most since the last call; `undefined` where the database could not be asked. */
    takePeak (): number | undefined {
      const taken = peak
      peak = undefined
      return taken
    },
    async stop (): Promise<void> {
      stopping.abort()
      await watching
    }
  }
}
