/** Queries about sessions and their participants. */
import type { RoomPageQuery } from '../schemas.js'
import { readPage } from './pages.js'
import type { Database } from './tables.js'

const sessionColumns = ['id as sessionId', 'roomId', 'startedAt', 'endedAt'] as const
const participantColumns = ['id as participantId', 'sessionId', 'name', 'joinedAt', 'leftAt'] as const

/** Selects a room's active session; if an id is given, the session must have it. */
export interface SessionChoice {
  readonly roomId: string
  readonly sessionId?: string
}

export function listSessions (db: Database, { roomId, ...page }: RoomPageQuery) {
  const sessions = db.selectFrom('sessions').select(sessionColumns).orderBy('startedAt', 'desc').orderBy('id')
  return readPage(roomId === undefined ? sessions : sessions.where('roomId', '=', roomId), page)
}

export function findSession (db: Database, sessionId: string) {
  return db.selectFrom('sessions').select(sessionColumns).where('id', '=', sessionId).executeTakeFirst()
}

export function listActiveParticipants (db: Database, sessionId: string) {
  return db.selectFrom('participants').select(participantColumns)
    .where('sessionId', '=', sessionId).where('leftAt', 'is', null)
    .orderBy('joinedAt').orderBy('id').execute()
}

/** Ends the session for all of its participants. Returns `undefined` if there is no such active session. */
export function endSession (db: Database, choice: SessionChoice) {
  return db.transaction().execute(async transaction => {
    const endedAt = new Date().toISOString()
    const session = await transaction.updateTable('sessions').set({ endedAt })
      .where(({ and }) => and(isActive(choice)))
      .returning(sessionColumns).executeTakeFirst()
    if (session === undefined) return undefined

    await transaction.updateTable('participants').set({ leftAt: endedAt })
      .where('sessionId', '=', session.sessionId).where('leftAt', 'is', null).execute()
    return session
  })
}

/** Returns `undefined` if the active session does not have this participant. */
export function removeParticipant (db: Database, participantId: string, choice: SessionChoice) {
  return db.updateTable('participants').set({ leftAt: new Date().toISOString() })
    .where('id', '=', participantId).where('leftAt', 'is', null)
    .where('sessionId', 'in', db.selectFrom('sessions').select('id').where(({ and }) => and(isActive(choice))))
    .returning(participantColumns).executeTakeFirst()
}

/** The condition on the session's row. */
function isActive ({ roomId, sessionId }: SessionChoice) {
  return { roomId, endedAt: null, ...(sessionId !== undefined && { id: sessionId }) }
}
