/**
 * Access to the data. This is the only place where failures of the database become errors of the API.
 *
 * Nothing is opened before the first query, so the API can start while its database is down. Calls answer `fetch_error` until
 * the database is up, and the first call that reaches it sets up the tables.
 */
import { CamelCasePlugin, Kysely } from 'kysely'
import { catalog, isApiError } from 'fastify-api-error'
import { createDialect, lockSchema, type StoreLocation } from './engines.js'
import { insertDemo } from './demo.js'
import { createTables, type Database, type Tables } from './tables.js'

/** The documented sentences of `fetch_error`. */
export type FetchMessage = (typeof catalog.constants.fetch_error.messages)[number]

export interface Store {
  /**
   * Runs a query.
   *
   * @param message - The message of the error if the query fails; by default, the constant's title.
   * @throws {ApiError} `fetch_error`. Its cause is the driver's error, which is logged and never sent.
   * @example
   * const room = await store.run(db => findRoom(db, roomId))
   */
  run<Result> (query: (db: Database) => Promise<Result>, message?: FetchMessage): Promise<Result>
  /**
   * Opens the database and sets up the tables. Without this call, the first query does so.
   *
   * @throws The driver's error.
   */
  prepare (): Promise<void>
  close (): Promise<void>
}

export interface StoreOptions {
  /** Adds a room to an empty database, with which the API can be tried. @default false */
  readonly withDemo?: boolean
}

export function openStore (location: StoreLocation, { withDemo = false }: StoreOptions = {}): Store {
  const db = new Kysely<Tables>({ dialect: createDialect(location), plugins: [new CamelCasePlugin()] })
  let preparation: Promise<void> | undefined

  /** Runs once per process. After a failed attempt, the next call makes another one. */
  function prepare (): Promise<void> {
    preparation ??= setUp().catch((error: unknown) => {
      preparation = undefined
      throw error
    })
    return preparation
  }

  function setUp (): Promise<void> {
    return db.transaction().execute(async transaction => {
      await lockSchema(transaction, location)
      await createTables(transaction)
      if (withDemo) await insertDemo(transaction)
    })
  }

  return {
    async run (query, message) {
      try {
        await prepare()
        return await query(db)
      } catch (cause) {
        throw isApiError(cause) ? cause : catalog.error('fetch_error', { message, cause })
      }
    },
    prepare,
    close: () => db.destroy()
  }
}
