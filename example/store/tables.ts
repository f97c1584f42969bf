/** The tables: their types for the queries, and the statements that create them. */
import { sql, type Kysely } from 'kysely'

export interface Tables {
  rooms: { id: string, customRoomId: string | null, region: string, createdAt: string }
  /** A meeting in a room. It is active until `endedAt`. */
  sessions: { id: string, roomId: string, startedAt: string, endedAt: string | null }
  participants: { id: string, sessionId: string, name: string, joinedAt: string, leftAt: string | null }
  /** A room's picture in a layout: a recording, an HLS stream or a live stream. `layout` is JSON text. */
  compositions: { id: string, kind: CompositionKind, roomId: string, layout: string, startedAt: string }
  /** The destinations of a live stream. */
  livestreamOutputs: { livestreamId: string, streamKey: string, url: string }
}

export type CompositionKind = 'recording' | 'hls' | 'livestream'

/** The query layer. Its plugin writes `roomId` as `room_id` in SQL. */
export type Database = Kysely<Tables>

/** Creates the missing tables and indexes. Times are ISO 8601 text, which both engines store and sort alike. */
export async function createTables (db: Database): Promise<void> {
  const table = (name: keyof Tables) => db.schema.createTable(name).ifNotExists()
  const index = (name: string, on: keyof Tables) => db.schema.createIndex(name).ifNotExists().on(on)

  await table('rooms')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('customRoomId', 'text', column => column.unique())
    .addColumn('region', 'text', column => column.notNull())
    .addColumn('createdAt', 'text', column => column.notNull())
    .execute()
  await table('sessions')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('roomId', 'text', column => column.notNull().references('rooms.id'))
    .addColumn('startedAt', 'text', column => column.notNull())
    .addColumn('endedAt', 'text')
    .execute()
  await table('participants')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('sessionId', 'text', column => column.notNull().references('sessions.id'))
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('joinedAt', 'text', column => column.notNull())
    .addColumn('leftAt', 'text')
    .execute()
  await table('compositions')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('roomId', 'text', column => column.notNull().references('rooms.id'))
    .addColumn('layout', 'text', column => column.notNull())
    .addColumn('startedAt', 'text', column => column.notNull())
    .execute()
  await table('livestreamOutputs')
    .addColumn('livestreamId', 'text', column => column.notNull().references('compositions.id'))
    .addColumn('streamKey', 'text', column => column.notNull())
    .addColumn('url', 'text', column => column.notNull())
    .execute()

  await index('roomsByAge', 'rooms').columns(['createdAt', 'id']).execute()
  await index('sessionsByAge', 'sessions').columns(['startedAt', 'id']).execute()
  await index('participantsOfSession', 'participants').column('sessionId').execute()
  await index('compositionsByAge', 'compositions').columns(['kind', 'startedAt', 'id']).execute()
  // A room has at most one active session, whichever instance writes.
  await index('activeSessionOfRoom', 'sessions').unique().column('roomId').where(sql.ref('endedAt'), 'is', null).execute()
}

/** Drops every table with its data. The tour and the tests use it to break the store. */
export async function dropTables (db: Database): Promise<void> {
  const dependentsFirst = ['livestreamOutputs', 'compositions', 'participants', 'sessions', 'rooms'] satisfies Array<keyof Tables>
  for (const table of dependentsFirst) await db.schema.dropTable(table).ifExists().execute()
}
