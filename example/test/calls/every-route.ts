/** Every route of the Rooms API: what it answers, also while the store fails, and to a caller without a token. */
import t from 'tap'
import { demo } from '../../store/demo.js'
import { createTables, dropTables } from '../../store/tables.js'
import { build, caseOf, layout, layoutBody } from '../fixtures/rooms.js'

const { roomId, sessionId, participantId, recordingId, hlsId } = demo

/** Every route, with a request that succeeds, and what it answers. */
const successes: Array<[call: string, body: object | undefined, status: number, answer: object]> = [
  ['POST /v2/rooms', { region: 'uk001' }, 201, { region: 'uk001', customRoomId: null, roomId: /^[a-z]{4}-[a-z]{4}-[a-z]{4}$/ }],
  ['POST /v2/rooms', {}, 201, { region: 'sg001' }],
  ['GET /v2/rooms', undefined, 200, { pageInfo: { currentPage: 1, lastPage: 1, total: 1 }, data: [{ roomId }] }],
  [`GET /v2/rooms/${roomId}`, undefined, 200, { roomId, region: 'eu001' }],
  [`GET /v2/rooms/validate/${roomId}`, undefined, 200, { roomId }],
  ['GET /v2/sessions', undefined, 200, { pageInfo: { total: 1 }, data: [{ sessionId, roomId, endedAt: null }] }],
  ['GET /v2/sessions?roomId=zzzz-zzzz-zzzz', undefined, 200, { pageInfo: { total: 0, lastPage: 1 }, data: [] }],
  [`GET /v2/sessions/${sessionId}`, undefined, 200, { sessionId, roomId }],
  [`GET /v2/sessions/${sessionId}/participants/active`, undefined, 200, { data: [{ participantId, name: 'Ada' }, { name: 'Grace' }] }],
  ['POST /v2/sessions/participants/remove', { participantId, roomId }, 200, { participantId, sessionId, leftAt: String }],
  ['POST /v2/sessions/participants/remove', { participantId, roomId, sessionId }, 200, { participantId }],
  ['POST /v2/sessions/end', { roomId }, 200, { sessionId, roomId, endedAt: String }],
  ['POST /v2/sessions/end', { roomId, sessionId }, 200, { sessionId }],
  ['POST /v2/recordings/start', { roomId, config: { layout } }, 201, { recordingId: String, roomId, config: { layout } }],
  ['GET /v2/recordings', undefined, 200, { pageInfo: { total: 1 }, data: [{ recordingId, roomId }] }],
  [`GET /v2/recordings?roomId=${roomId}`, undefined, 200, { pageInfo: { total: 1 }, data: [{ recordingId }] }],
  [`GET /v2/recordings/${recordingId}`, undefined, 200, { recordingId, config: { layout: { gridSize: 4 } } }],
  ['POST /v2/hls/start', { roomId, config: { layout: {} } }, 201, { hlsId: String, config: { layout: { type: 'GRID', gridSize: 25 } } }],
  [`GET /v2/hls/${hlsId}`, undefined, 200, { hlsId, roomId }],
  ['POST /v2/livestreams/start', layoutBody({}), 201, { livestreamId: String, roomId, outputs: [{ url: 'rtmp://live.example.com/app' }] }]
]

// For the calls without a token, none of which changes anything.
const closed = await build(t)

for (const [name, body, status, expected] of successes) {
  t.test(`${name} ${JSON.stringify(body) ?? ''} succeeds`, async t => {
    const { call } = await build(t)

    const answer = await call(caseOf(name, body))

    t.equal(answer.status, status)
    t.match(answer.body, expected)
  })

  t.test(`${name} ${JSON.stringify(body) ?? ''} answers fetch_error while the store fails, and works again after`, async t => {
    const { call, store } = await build(t)
    await store.run(dropTables)

    const failed = await call(caseOf(name, body))

    t.equal(failed.status, 406)
    t.equal(failed.body.constant, 'fetch_error')
    t.strictSame(Object.keys(failed.body), ['constant', 'code', 'message', 'documentation'])
    t.notMatch(failed.text, /table|sql|column|rooms-api/i)

    await store.run(createTables)
    t.not((await call(caseOf(name, body))).body.constant, 'fetch_error')
  })

  t.test(`${name} ${JSON.stringify(body) ?? ''} asks for a token before it looks at anything else`, async t => {
    const answer = await closed.call({ ...caseOf(name, body), token: 'none' })
    const answerToNonsense = await closed.call({ ...caseOf(name, body && { nonsense: true }), token: 'none' })

    const event = { constant: 'invalid_token', code: 401, message: '`token` is invalid.', documentation: '/errors#invalid_token' }
    t.strictSame(answer.body, event)
    t.strictSame(answerToNonsense.body, event)
  })
}
