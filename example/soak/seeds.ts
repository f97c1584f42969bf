/** Sessions to end and participants to remove: the API has no route that makes them, so SQL does. */
import pg from 'pg'

const plantedAt = '2026-01-01T00:00:00.000Z'

export function seed (index: number) {
  // A room's id has no digits: 17 is seed-aaaa-aabh.
  const letters = Array.from(String(index).padStart(8, '0'), digit => 'abcdefghij'[Number(digit)]).join('')
  return {
    roomId: `seed-${letters.slice(0, 4)}-${letters.slice(4)}`,
    sessionId: `seed-session-${index}`,
    participantId: `seed-participant-${index}`,
    plantedAt
  }
}

/** Two participants in each session, so that its end writes several rows. */
export async function plantSeeds (url: string, count: number): Promise<void> {
  const seeds = Array.from({ length: count }, (_, index) => seed(index))
  const [rooms, sessions, participants] = (['roomId', 'sessionId', 'participantId'] as const).map(id => seeds.map(seed => seed[id]))

  const client = new pg.Client(url)
  await client.connect()
  await client.query('insert into rooms (id, region, created_at) select unnest($1::text[]), $2, $3', [rooms, 'sg001', plantedAt])
  await client.query('insert into sessions (id, room_id, started_at) select unnest($1::text[]), unnest($2::text[]), $3', [sessions, rooms, plantedAt])
  for (const suffix of ['', '-2']) {
    await client.query(`insert into participants (id, session_id, name, joined_at)
      select unnest($1::text[]) || $2, unnest($3::text[]), 'Ada', $4`, [participants, suffix, sessions, plantedAt])
  }
  await client.query('analyze')
  await client.end()
}
