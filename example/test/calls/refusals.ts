/** Each documented message of the Rooms API, by its real cause. */
import { catalog, type ResolvedEntry } from 'fastify-api-error'
import t from 'tap'
import { demo } from '../../store/demo.js'
import { dropTables } from '../../store/tables.js'
import { cases, casesOfFailingStore } from '../../tour-cases.js'
import { build, caseOf, layout, layoutBody, outputs } from '../fixtures/rooms.js'

const { roomId, participantId, hlsId } = demo

const documented = Object.entries<ResolvedEntry>(catalog.constants)
  .flatMap(([constant, { code, messages }]) => messages.map(message => ({ constant, code, message })))

t.test('the cases of the tour provoke every documented message, and no other', async t => {
  const { call, store } = await build(t)

  const bodies = []
  for (const each of cases) bodies.push((await call(each)).body)
  await store.run(dropTables)
  for (const each of casesOfFailingStore) bodies.push((await call(each)).body)

  const provoked = new Set(bodies.map(({ constant, code, message }) => JSON.stringify({ constant, code, message })))
  t.equal(documented.length, 26)
  t.strictSame([...provoked].sort(), documented.map(each => JSON.stringify(each)).sort())
})

const refusals: Array<[call: string, body: object | undefined, status: number, message: string]> = [
  ['POST /v2/rooms', { region: 'moon1' }, 400, "'region' field is invalid."],
  ['GET /v2/rooms/zzzz-zzzz-zzzz', undefined, 404, 'Room not found.'],
  ['GET /v2/rooms/not-a-room', undefined, 404, 'Room not found.'],
  ['GET /v2/rooms/validate/not-a-room', undefined, 400, '`RoomId` is invalid.'],
  ['GET /v2/rooms/validate/ABCD-EFGH-IJKL', undefined, 400, '`RoomId` is invalid.'],
  ['GET /v2/rooms/validate/zzzz-zzzz-zzzz', undefined, 404, 'Room not found.'],
  ['GET /v2/sessions/unknown', undefined, 404, 'Session not found.'],
  ['GET /v2/sessions/unknown/participants/active', undefined, 404, 'No active participants found.'],
  ['POST /v2/sessions/end', {}, 400, 'Please provide a valid `roomId` in body params.'],
  ['POST /v2/sessions/end', { roomId: 'not-a-room' }, 400, '`RoomId` is invalid.'],
  ['POST /v2/sessions/end', { roomId: {} }, 400, '`RoomId` is invalid.'],
  ['POST /v2/sessions/end', { roomId: 'zzzz-zzzz-zzzz' }, 404, 'Session not found.'],
  ['POST /v2/sessions/end', { roomId, sessionId: 'another' }, 404, 'Session not found.'],
  ['POST /v2/sessions/participants/remove', { roomId }, 400, '`PartcipantId` is required in request body.'],
  ['POST /v2/sessions/participants/remove', { participantId }, 400, 'Please provide a valid `roomId` in body params.'],
  ['POST /v2/sessions/participants/remove', { participantId: 'another', roomId }, 404, 'Participant not found.'],
  ['POST /v2/recordings/start', { config: { layout } }, 400, 'Please provide a valid `roomId` in body params.'],
  ['POST /v2/recordings/start', { roomId: 'zzzz-zzzz-zzzz', config: { layout } }, 404, 'Room not found.'],
  ['POST /v2/recordings/start', { roomId, config: {} }, 422, 'Please provide layout under config object.'],
  ['POST /v2/recordings/start', { roomId }, 422, 'Please provide config.'],
  ['GET /v2/recordings/unknown', undefined, 404, 'Room Recording not found.'],
  [`GET /v2/recordings/${hlsId}`, undefined, 404, 'Room Recording not found.'],
  ['POST /v2/hls/start', { config: { layout } }, 400, 'Please provide a valid `roomId` in body params.'],
  ['POST /v2/hls/start', { roomId, config: {} }, 422, 'Please provide layout under config object.'],
  ['POST /v2/hls/start', { roomId, config: { layout: { type: 'CIRCLE' } } }, 422, 'layout.type must be SPOTLIGHT, SIDEBAR or GRID.'],
  ['GET /v2/hls/unknown', undefined, 404, 'HLS not found.'],
  ['POST /v2/livestreams/start', { roomId, config: { layout } }, 422, 'Please provide outputs.'],
  ['POST /v2/livestreams/start', { roomId, config: { layout }, outputs: [] }, 422, 'Please provide outputs.'],
  ['POST /v2/livestreams/start', { ...layoutBody({}), outputs: [{ url: 'rtmp://a.example' }] }, 422, 'Please provide streamKey.'],
  ['POST /v2/livestreams/start', { ...layoutBody({}), outputs: [{ streamKey: '', url: 'rtmp://a.example' }] }, 422, 'Please provide streamKey.'],
  ['POST /v2/livestreams/start', { ...layoutBody({}), outputs: [{ streamKey: 'key' }] }, 422, 'Please provide streamUrl.'],
  ['POST /v2/livestreams/start', { ...layoutBody({}), outputs: [{ streamKey: 'key', url: '' }] }, 422, 'Please provide streamUrl.'],
  ['POST /v2/livestreams/start', { roomId, outputs, config: {} }, 422, 'Please provide layout under config object.'],
  ['POST /v2/livestreams/start', layoutBody({ type: 'CIRCLE' }), 422, 'layout.type must be SPOTLIGHT, SIDEBAR or GRID.'],
  ['POST /v2/livestreams/start', layoutBody({ priority: 'LOUDEST' }), 422, 'layout.priority must be SPEAKER or PIN.'],
  ['POST /v2/livestreams/start', layoutBody({ gridSize: 0 }), 422, 'grid Size must be a positive number.'],
  ['POST /v2/livestreams/start', layoutBody({ gridSize: -3 }), 422, 'grid Size must be a positive number.'],
  ['POST /v2/livestreams/start', layoutBody({ gridSize: 26 }), 422, 'grid Size must be ≤ 25.']
]

const constantOfStatus: Readonly<Record<number, string>> = { 400: 'invalid_params', 404: 'resource_not_found', 422: 'invalid_object' }

// None of them changes anything.
const { call } = await build(t)

for (const [name, body, status, message] of refusals) {
  t.test(`${name} ${JSON.stringify(body) ?? ''} answers ${status} "${message}"`, async t => {
    const answer = await call(caseOf(name, body))

    const { constant, code, message: sent } = answer.body
    t.equal(answer.status, status)
    t.strictSame({ constant, code, message: sent }, { constant: constantOfStatus[status], code: status, message })
  })
}
