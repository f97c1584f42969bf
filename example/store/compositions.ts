/** Queries about recordings, HLS streams and live streams, which are all compositions of a room's picture. */
import { randomUUID } from 'node:crypto'
import type { Layout, RoomPageQuery } from '../schemas.js'
import { readPage } from './pages.js'
import { findRoom } from './rooms.js'
import type { CompositionKind, Database } from './tables.js'

const columns = ['id', 'roomId', 'layout', 'startedAt'] as const

export interface Composition {
  readonly id: string
  readonly roomId: string
  readonly config: { readonly layout: Layout }
  readonly startedAt: string
}

export interface NewComposition {
  readonly roomId: string
  readonly config: { readonly layout: Layout }
  /** The destinations of a live stream. */
  readonly outputs?: ReadonlyArray<{ readonly streamKey: string, readonly url: string }>
}

/** Writes all rows or none. Returns `undefined` if the room does not exist. */
export function startComposition (db: Database, kind: CompositionKind, { roomId, config, outputs = [] }: NewComposition) {
  return db.transaction().execute(async transaction => {
    if (await findRoom(transaction, roomId) === undefined) return undefined

    const row = await transaction.insertInto('compositions')
      .values({ id: randomUUID(), kind, roomId, layout: JSON.stringify(config.layout), startedAt: new Date().toISOString() })
      .returning(columns).executeTakeFirstOrThrow()
    if (outputs.length > 0) {
      await transaction.insertInto('livestreamOutputs')
        .values(outputs.map(({ streamKey, url }) => ({ livestreamId: row.id, streamKey, url }))).execute()
    }
    return toComposition(row)
  })
}

export async function findComposition (db: Database, kind: CompositionKind, id: string) {
  const row = await db.selectFrom('compositions').select(columns)
    .where('kind', '=', kind).where('id', '=', id).executeTakeFirst()
  return row && toComposition(row)
}

export async function listCompositions (db: Database, kind: CompositionKind, { roomId, ...page }: RoomPageQuery) {
  const all = db.selectFrom('compositions').select(columns).where('kind', '=', kind)
    .orderBy('startedAt', 'desc').orderBy('id')
  const { pageInfo, data } = await readPage(roomId === undefined ? all : all.where('roomId', '=', roomId), page)
  return { pageInfo, data: data.map(toComposition) }
}

function toComposition ({ layout, ...row }: { id: string, roomId: string, layout: string, startedAt: string }): Composition {
  // startComposition wrote it, from a body that fits this type's schema.
  const parsed: Layout = JSON.parse(layout)
  return { ...row, config: { layout: parsed } }
}
