/** A room with a session, so that the first calls to a new database have results. */
import type { Database } from './tables.js'

/** The ids are fixed, because the lines that `npm start` prints, the tour and the tests name them. */
export const demo = {
  roomId: 'demo-room-abcd',
  sessionId: 'demo-session',
  participantId: 'demo-participant',
  recordingId: 'demo-recording',
  hlsId: 'demo-hls'
} as const

/** Writes nothing if the database contains a room already. */
export async function insertDemo (db: Database): Promise<void> {
  if (await db.selectFrom('rooms').select('id').limit(1).executeTakeFirst() !== undefined) return

  const { roomId, sessionId, participantId, recordingId, hlsId } = demo
  const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString()
  const layout = JSON.stringify({ type: 'GRID', priority: 'SPEAKER', gridSize: 4 })

  await db.insertInto('rooms').values({ id: roomId, customRoomId: 'weekly', region: 'eu001', createdAt: at(60) }).execute()
  await db.insertInto('sessions').values({ id: sessionId, roomId, startedAt: at(30), endedAt: null }).execute()
  await db.insertInto('participants').values([
    { id: participantId, sessionId, name: 'Ada', joinedAt: at(30), leftAt: null },
    { id: `${participantId}-2`, sessionId, name: 'Grace', joinedAt: at(29), leftAt: null },
    { id: `${participantId}-3`, sessionId, name: 'Alan', joinedAt: at(28), leftAt: at(5) }
  ]).execute()
  await db.insertInto('compositions').values([
    { id: recordingId, kind: 'recording', roomId, layout, startedAt: at(25) },
    { id: hlsId, kind: 'hls', roomId, layout, startedAt: at(20) }
  ]).execute()
}
