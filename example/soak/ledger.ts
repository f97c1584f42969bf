/** The writes that the API acknowledged, to be read again. */
import { deepStrictEqual } from 'node:assert/strict'
import { asking, read, type Exchange } from './exchange.js'

/** Where the API shows a write, as it did in the acknowledgement; it does not show every kind. */
const pathOf = {
  rooms: (id: string) => `/v2/rooms/${id}`,
  recordings: (id: string) => `/v2/recordings/${id}`,
  hls: (id: string) => `/v2/hls/${id}`,
  livestreams: undefined,
  'sessions ended': (id: string) => `/v2/sessions/${id}`,
  'participants removed': undefined
}

export type WriteKind = keyof typeof pathOf
export type WrittenIds = Readonly<Record<WriteKind, readonly string[]>>

export function createLedger () {
  const ids: Record<WriteKind, string[]> = {
    rooms: [], recordings: [], hls: [], livestreams: [], 'sessions ended': [], 'participants removed': []
  }
  const reads: Exchange[] = []

  function add (kind: WriteKind, id: string, acknowledgement: object): void {
    ids[kind].push(id)
    const path = pathOf[kind]?.(id)
    if (path === undefined) return
    const message = kind === 'sessions ended' ? 'Failed to get session details.' : undefined
    reads.push({ method: 'GET', path, ...asking('GET', answer => deepStrictEqual(read(answer, 200), acknowledgement), message) })
  }

  return {
    add,
    ids: ids as WrittenIds,
    /** One of each write that can be read. */
    reads: reads as readonly Exchange[]
  }
}

export type Ledger = ReturnType<typeof createLedger>
