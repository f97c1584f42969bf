/** Requests that ask the database and change nothing. */
import { deepStrictEqual, ok } from 'node:assert/strict'
import type { FetchMessage } from '../store/store.js'
import { demo } from '../store/demo.js'
import type { Answer } from '../../test/fixtures/event.js'
import { asking, expectEvent, expectHead, read, type Exchange, type Method } from './exchange.js'

const { roomId, sessionId, participantId, recordingId, hlsId } = demo
const config = { layout: {} }
const outputs = [{ streamKey: 'my-stream-key', url: 'rtmp://live.example.com/app' }]

const misses: Array<[call: string, body: object | undefined, code: 404 | 409, message: string, failure?: FetchMessage]> = [
  ['GET /v2/rooms/zzzz-zzzz-zzzz', undefined, 404, 'Room not found.'],
  ['HEAD /v2/rooms/zzzz-zzzz-zzzz', undefined, 404, 'Room not found.'],
  ['GET /v2/rooms/validate/zzzz-zzzz-zzzz', undefined, 404, 'Room not found.'],
  ['GET /v2/sessions/unknown', undefined, 404, 'Session not found.', 'Failed to get session details.'],
  ['GET /v2/sessions/unknown/participants/active', undefined, 404, 'No active participants found.', 'Failed to get Active participant List.'],
  ['GET /v2/recordings/unknown', undefined, 404, 'Room Recording not found.'],
  [`GET /v2/hls/${recordingId}`, undefined, 404, 'HLS not found.'],
  ['POST /v2/rooms', { customRoomId: 'weekly' }, 409, 'A room with this `customRoomId` exists already.'],
  ['POST /v2/recordings/start', { roomId: 'zzzz-zzzz-zzzz', config }, 404, 'Room not found.'],
  ['POST /v2/livestreams/start', { roomId: 'zzzz-zzzz-zzzz', outputs, config }, 404, 'Room not found.'],
  ['POST /v2/sessions/end', { roomId, sessionId: 'another' }, 404, 'Session not found.', 'Failed to end session.'],
  ['POST /v2/sessions/participants/remove', { roomId, participantId: 'another' }, 404, 'Participant not found.', 'Failed to remove participant from session.']
]

export const missing: readonly Exchange[] = misses.map(([call, body, code, message, failure]) => {
  const [method, path = ''] = call.split(' ') as [Method, string]
  const constant = code === 404 ? 'resource_not_found' : 'conflict'
  return {
    method,
    path,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...asking(method, expectEvent(method, { constant, code, message }), failure)
  }
})

/** Reads the demo data, which nothing changes, so that the answer is always the same. */
const successes: Array<[path: string, id: string, failure?: FetchMessage]> = [
  [`/v2/rooms/${roomId}`, roomId],
  [`/v2/rooms/validate/${roomId}`, roomId],
  [`/v2/sessions?roomId=${roomId}`, sessionId, 'Failed to get session details.'],
  [`/v2/sessions/${sessionId}`, sessionId, 'Failed to get session details.'],
  [`/v2/sessions/${sessionId}/participants/active`, participantId, 'Failed to get Active participant List.'],
  [`/v2/recordings?roomId=${roomId}`, recordingId, 'Unable to list Room Recordings.'],
  [`/v2/recordings/${recordingId}`, recordingId],
  [`/v2/hls/${hlsId}`, hlsId]
]

/** Asks once for each, to hold every later answer against it. */
export async function learnPresent (send: (exchange: Exchange) => Promise<Answer>): Promise<readonly Exchange[]> {
  const learned = successes.map(async ([path, id, failure]): Promise<Exchange[]> => {
    const first = await send({ method: 'GET', path, check: () => {} })
    const expected = read<object>(first, 200)
    ok(first.body.includes(`"${id}"`), first.body)
    return [
      { method: 'GET', path, ...asking('GET', answer => deepStrictEqual(read(answer, 200), expected), failure) },
      { method: 'HEAD', path, ...asking('HEAD', expectHead(200, first.body), failure) }
    ]
  })
  return (await Promise.all(learned)).flat()
}
