/** The two databases behind one query layer: what differs between them is in this file and nowhere else. */
import Libsql from 'libsql'
import { PostgresDialect, sql, SqliteDialect, type Dialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Database } from './tables.js'

export type StoreLocation =
  | { readonly engine: 'sqlite', readonly path: string }
  | { readonly engine: 'postgres', readonly url: string }

/** Both open the database at the first query, and try again at the next one where that fails. */
export function createDialect (location: StoreLocation): Dialect {
  return location.engine === 'sqlite'
    ? new SqliteDialect({ database: async () => openSqlite(location.path) })
    : new PostgresDialect({ pool: createPostgresPool(location.url) })
}

/**
 * Lets one instance at a time set up the schema, until the transaction ends: `create table if not exists` by itself
 * fails on PostgreSQL where two instances run it at once.
 */
export async function lockSchema (db: Database, { engine }: StoreLocation): Promise<void> {
  // Any number will do, as long as every instance takes the same one. SQLite locks the file by itself.
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(726166)`.execute(db)
}

function openSqlite (path: string) {
  // The time that a statement waits for another process's lock on the file.
  const database = new Libsql(path, { timeout: 1000 })
  database.exec('pragma journal_mode = wal')
  database.exec('pragma foreign_keys = on')
  return database
}

/**
 * A server that is down, overloaded or frozen fails a query within three seconds, instead of holding the request.
 *
 * The server ends its own slow statements first; `query_timeout` is for the server that no longer answers at all.
 */
const limits = {
  max: 10,
  connectionTimeoutMillis: 1000,
  statement_timeout: 1500,
  query_timeout: 2000,
  idleTimeoutMillis: 30_000
}

function createPostgresPool (connectionString: string): PostgresPool {
  const pool = new pg.Pool({ ...limits, connectionString, application_name: 'rooms-api' })
  // A connection that is lost is reported as an event too, idle or in use, and an unheard error event ends the process.
  // The query that needs the connection fails by itself, so nothing is left to do here.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))

  return {
    connect: async () => withoutBrokenConnections(await pool.connect()),
    end: () => pool.end()
  }
}

/**
 * A connection whose answer was not awaited may still be inside a transaction; it is thrown away, not used again. An
 * error that the server itself reports leaves the connection sound.
 */
function withoutBrokenConnections (client: pg.PoolClient): PostgresPoolClient {
  let failure: unknown
  const guarded = {
    async query (text: string, values: readonly unknown[]) {
      // The rollback after a failure would wait for the same dead server again.
      if (failure !== undefined) throw failure
      try {
        return await client.query(text, [...values])
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) failure = error
        throw error
      }
    },
    release: () => client.release(failure !== undefined)
  }
  // Its query can take a cursor too, which this API does not use.
  return guarded as unknown as PostgresPoolClient
}
