/** Queries about rooms. */
import { randomInt } from 'node:crypto'
import type { PageQuery } from '../schemas.js'
import { readPage } from './pages.js'
import type { Database } from './tables.js'

const columns = ['id as roomId', 'customRoomId', 'region', 'createdAt'] as const

/** The new room; `undefined` if another room has the custom id. */
export function insertRoom (db: Database, room: { readonly region: string, readonly customRoomId?: string }) {
  const { region, customRoomId = null } = room
  // The database decides, in one statement. With a query before the insert, two callers could get the same id.
  return db.insertInto('rooms')
    .values({ id: createRoomId(), customRoomId, region, createdAt: new Date().toISOString() })
    .onConflict(conflict => conflict.column('customRoomId').doNothing())
    .returning(columns)
    .executeTakeFirst()
}

export function findRoom (db: Database, roomId: string) {
  return db.selectFrom('rooms').select(columns).where('id', '=', roomId).executeTakeFirst()
}

export function listRooms (db: Database, page: PageQuery) {
  return readPage(db.selectFrom('rooms').select(columns).orderBy('createdAt', 'desc').orderBy('id'), page)
}

/** Twelve letters that nobody can guess, such as abcd-efgh-ijkl, because a caller who knows a room's id may ask to join it. */
function createRoomId (): string {
  const four = () => Array.from({ length: 4 }, () => String.fromCharCode(97 + randomInt(26))).join('')
  return `${four()}-${four()}-${four()}`
}
