/**
 * The door to the data, and the one place where its failures become errors of the API.
 *
 * Nothing is opened before the first query. A database that is down when the API starts is no reason not to start: calls
 * answer `fetch_error` until it is there, and the first one that reaches it sets up the tables.
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
   * @param message - What a failure answers; the constant's title when omitted.
   * @throws {ApiError} `fetch_error`, with the driver's error as its cause: logged, never sent.
   * @example
   * const room = await store.run(db => findRoom(db, roomId))
   */
  run<Result> (query: (db: Database) => Promise<Result>, message?: FetchMessage): Promise<Result>
  /**
   * Opens the database and sets up the tables, which the first query does otherwise.
   *
   * @throws What the driver throws.
   */
  prepare (): Promise<void>
  close (): Promise<void>
}

export interface StoreOptions {
  /** Put a room to try the API with into an empty database. @default false */
  readonly withDemo?: boolean
}

export function openStore (location: StoreLocation, { withDemo = false }: StoreOptions = {}): Store {
  const db = new Kysely<Tables>({ dialect: createDialect(location), plugins: [new CamelCasePlugin()] })
  let preparation: Promise<void> | undefined

  /** Once per process; a failed attempt is forgotten, so that the next call makes another. */
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
