/** Compares the tables at the end with the writes that the API had acknowledged. */
import pg from 'pg'
import type { WriteKind, WrittenIds } from './ledger.js'

/** The ids of what the API wrote. */
const sqlOf: Readonly<Record<WriteKind, string>> = {
  rooms: "select id from rooms where id !~ '^(seed|demo)-'",
  recordings: "select id from compositions where kind = 'recording' and id !~ '^demo-'",
  hls: "select id from compositions where kind = 'hls' and id !~ '^demo-'",
  livestreams: "select id from compositions where kind = 'livestream'",
  'sessions ended': 'select id from sessions where ended_at is not null',
  // The participants of an ended session have left with it.
  'participants removed': `select participants.id from participants join sessions on sessions.id = session_id
    where left_at is not null and ended_at is null and participants.id !~ '^demo-'`
}

/** Finds the rows that an incomplete transaction leaves. */
const halves = `select id from participants where left_at is null
    and session_id in (select id from sessions where ended_at is not null)
  union all select id from compositions where kind = 'livestream'
    and (select count(*) from livestream_outputs where livestream_id = compositions.id) <> 2`

export interface WriteCounts {
  readonly acknowledged: number
  readonly found: number
  /** Written without an acknowledgement: the connection was lost in between. */
  readonly more: number
}

export async function audit (url: string, ids: WrittenIds) {
  const client = new pg.Client(url)
  await client.connect()

  const writes: Record<string, WriteCounts> = {}
  for (const kind of Object.keys(sqlOf) as WriteKind[]) {
    const { rows } = await client.query<{ id: string }>(sqlOf[kind])
    const written = new Set(rows.map(({ id }) => id))
    const found = ids[kind].filter(id => written.has(id)).length
    writes[kind] = { acknowledged: ids[kind].length, found, more: written.size - found }
  }
  const { rowCount } = await client.query(halves)

  await client.end()
  return { writes, halfWritten: rowCount ?? 0 }
}
