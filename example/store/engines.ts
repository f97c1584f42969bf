/** The two databases behind one query layer. Only this file contains their differences. */
import Libsql from 'libsql'
import { PostgresDialect, sql, SqliteDialect, type Dialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Database } from './tables.js'

export type StoreLocation =
  | { readonly engine: 'sqlite', readonly path: string }
  | { readonly engine: 'postgres', readonly url: string }

/** Both open the database at the first query. If that fails, they try again at the next query. */
export function createDialect (location: StoreLocation): Dialect {
  return location.engine === 'sqlite'
    ? new SqliteDialect({ database: async () => openSqlite(location.path) })
    : new PostgresDialect({ pool: createPostgresPool(location.url) })
}

/**
 * Lets one instance at a time set up the schema, until the transaction ends. Without this lock,
 * `create table if not exists` fails on PostgreSQL if two instances run it at once.
 */
export async function lockSchema (db: Database, { engine }: StoreLocation): Promise<void> {
  // The number is arbitrary, but every instance must use the same one. SQLite itself locks the file.
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(726166)`.execute(db)
}

function openSqlite (path: string) {
  // The time that a statement waits if another process has locked the file.
  const database = new Libsql(path, { timeout: 1000 })
  database.exec('pragma journal_mode = wal')
  database.exec('pragma foreign_keys = on')
  return database
}

/**
 * If the server is down, overloaded or frozen, a query fails within three seconds and does not delay the request further.
 *
 * The server ends its own slow statements first. `query_timeout` is for a server that no longer answers at all.
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
  // A lost connection also emits an error event, idle or in use, and an error event without a listener ends the process.
  // The query that uses the connection fails too, so there is nothing else to do here.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))

  return {
    connect: async () => withoutBrokenConnections(await pool.connect()),
    end: () => pool.end()
  }
}

/**
 * Discards a connection whose answer was not awaited, because it may still be inside a transaction. After an error that the
 * server itself reports, the connection can be used again.
 */
function withoutBrokenConnections (client: pg.PoolClient): PostgresPoolClient {
  let failure: unknown
  const guarded = {
    async query (text: string, values: readonly unknown[]) {
      // Otherwise, the rollback after a failure would wait for the same dead server again.
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
  // The type's `query` also takes a cursor, which this API does not use.
  return guarded as unknown as PostgresPoolClient
}
