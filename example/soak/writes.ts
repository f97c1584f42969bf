/** Requests that write, or that read what was written: made anew each time, since an answer depends on those before. */
import { deepStrictEqual, equal, match, ok } from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import type { FetchMessage } from '../store/store.js'
import { asking, read, type Exchange } from './exchange.js'
import type { Ledger } from './ledger.js'
import { seed } from './seeds.js'

const config = { layout: { type: 'GRID', priority: 'SPEAKER', gridSize: 9 } }
const outputs = [1, 2].map(index => ({ streamKey: `key ${index}`, url: `rtmp://live.example.com/${index}` }))
const regions = ['sg001', 'uk001', 'us001', 'eu001']

interface Page {
  readonly pageInfo: { readonly total: number }
  readonly data: readonly object[]
}

export function createWrites (ledger: Ledger, seeds: number): ReadonlyArray<() => Exchange> {
  const { roomId } = seed(0)
  let used = 0

  function createRoom (): Exchange {
    const region = regions[randomInt(regions.length)]
    return post('/v2/rooms', { region }, answer => {
      const room = read<{ roomId: string, createdAt: string }>(answer, 201)
      match(room.roomId, /^[a-z]{4}-[a-z]{4}-[a-z]{4}$/)
      deepStrictEqual(room, { roomId: room.roomId, customRoomId: null, region, createdAt: room.createdAt })
      ledger.add('rooms', room.roomId, room)
    })
  }

  function start (kind: 'recordings' | 'hls', member: 'recordingId' | 'hlsId'): Exchange {
    return post(`/v2/${kind}/start`, { roomId, config }, answer => {
      const { [member]: id = '', startedAt, ...rest } = read<Record<string, string>>(answer, 201)
      deepStrictEqual(rest, { roomId, config })
      ledger.add(kind, id, { [member]: id, startedAt, ...rest })
    })
  }

  function startLivestream (): Exchange {
    return post('/v2/livestreams/start', { roomId, outputs, config }, answer => {
      const { livestreamId, startedAt, ...rest } = read<Record<string, string>>(answer, 201)
      deepStrictEqual(rest, { roomId, config, outputs: outputs.map(({ url }) => ({ url })) })
      ledger.add('livestreams', livestreamId ?? '', {})
    })
  }

  function endSession (): Exchange {
    if (used === seeds) return createRoom()
    const { roomId, sessionId, plantedAt } = seed(used++)
    return post('/v2/sessions/end', { roomId, sessionId }, answer => {
      const { endedAt, ...rest } = read<{ endedAt: string }>(answer, 200)
      deepStrictEqual(rest, { sessionId, roomId, startedAt: plantedAt })
      ok(endedAt > plantedAt)
      ledger.add('sessions ended', sessionId, { ...rest, endedAt })
    }, 'Failed to end session.')
  }

  function removeParticipant (): Exchange {
    if (used === seeds) return createRoom()
    const { roomId, sessionId, participantId, plantedAt } = seed(used++)
    return post('/v2/sessions/participants/remove', { roomId, participantId }, answer => {
      const { leftAt, ...rest } = read<{ leftAt: string }>(answer, 200)
      deepStrictEqual(rest, { participantId, sessionId, name: 'Ada', joinedAt: plantedAt })
      ok(leftAt > plantedAt)
      ledger.add('participants removed', participantId, {})
    }, 'Failed to remove participant from session.')
  }

  function list (kind: 'rooms' | 'recordings', failure: FetchMessage): Exchange {
    const least = ledger.ids[kind].length
    const check: Exchange['check'] = answer => {
      const { pageInfo, data } = read<Page>(answer, 200)
      ok(pageInfo.total >= least, `${pageInfo.total} of at least ${least} ${kind}`)
      equal(data.length, Math.min(5, pageInfo.total))
    }
    return { method: 'GET', path: `/v2/${kind}?perPage=5`, ...asking('GET', check, failure) }
  }

  const readAgain = () => ledger.reads[randomInt(ledger.reads.length + 1)] ?? createRoom()

  return [
    createRoom, endSession, removeParticipant, startLivestream,
    () => start('recordings', 'recordingId'), () => start('hls', 'hlsId'),
    () => list('rooms', 'Unable to fetch rooms.'), () => list('recordings', 'Unable to list Room Recordings.'),
    readAgain, readAgain, readAgain, readAgain
  ]
}

function post (path: string, body: object, check: Exchange['check'], failure?: FetchMessage): Exchange {
  return { method: 'POST', path, body: JSON.stringify(body), ...asking('POST', check, failure) }
}
