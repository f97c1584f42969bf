/** The answers of the Rooms API that depend on more than one request, or on odd ones. */
import t from 'tap'
import { demo } from '../../store/demo.js'
import { createTokens } from '../../tour-cases.js'
import { build } from '../fixtures/rooms.js'

const { roomId, sessionId, participantId } = demo

t.test('a route miss needs no token', async t => {
  const { call } = await build(t)

  const { body } = await call({ method: 'GET', path: '/v2/nothing?a=b', token: 'none' })

  t.strictSame(body, { constant: 'resource_not_found', code: 404, message: 'Route GET /v2/nothing not found', documentation: '/errors#resource_not_found' })
})

t.test('a room can be created without a body', async t => {
  const { app, call } = await build(t)

  const response = await app.inject({
    method: 'POST', url: '/v2/rooms', headers: { authorization: createTokens(app.jwt).valid ?? '' }
  })

  t.equal(response.statusCode, 201)
  t.match(await call({ method: 'GET', path: `/v2/rooms/${response.json().roomId}` }), { status: 200 })
})

t.test('a list is cut into pages by the store, each row on one of them', async t => {
  const { get, post } = await build(t)
  for (let count = 0; count < 24; count++) await post('/v2/rooms', {})

  const pages = await Promise.all([1, 2, 3, 4].map(page => get(`/v2/rooms?page=${page}&perPage=10`)))

  t.strictSame(pages.map(({ body }) => body.data.length), [10, 10, 5, 0])
  t.strictSame(pages[2]?.body.pageInfo, { currentPage: 3, perPage: 10, lastPage: 3, total: 25 })
  const ids = pages.flatMap(({ body }) => body.data.map((room: { roomId: string }) => room.roomId))
  t.equal(new Set(ids).size, 25)
})

const pageFaults: Array<[query: string, message: string]> = [
  ['page=0', '`page` must be ≥ 1.'],
  ['page=1000001', '`page` must be ≤ 1000000.'],
  ['page=abc', '`page` must be an integer.'],
  ['perPage=0', '`perPage` must be ≥ 1.'],
  ['perPage=101', '`perPage` must be ≤ 100.']
]

const unchanged = await build(t)

for (const [query, message] of pageFaults) {
  for (const path of ['/v2/rooms', '/v2/sessions', '/v2/recordings']) {
    t.test(`${path}?${query} answers "${message}"`, async t => {
      const { status, body } = await unchanged.get(`${path}?${query}`)

      t.equal(status, 400)
      t.match(body, { constant: 'invalid_params', message })
    })
  }
}

t.test('of ten rooms with the same custom id, created at once, one is created', async t => {
  const { get, post } = await build(t)

  const answers = await Promise.all(Array.from({ length: 10 }, () => post('/v2/rooms', { customRoomId: 'standup' })))

  t.strictSame(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)])
  t.strictSame(answers.find(({ status }) => status === 409)?.body,
    { constant: 'conflict', code: 409, message: 'A room with this `customRoomId` exists already.', documentation: '/errors#conflict' })
  t.equal((await get('/v2/rooms')).body.pageInfo.total, 2)
})

t.test('a session that ends has no active participants, and cannot end again', async t => {
  const { get, post } = await build(t)

  await post('/v2/sessions/end', { roomId })

  t.match((await get(`/v2/sessions/${sessionId}`)).body, { endedAt: String })
  t.match((await get(`/v2/sessions/${sessionId}/participants/active`)).body, { message: 'No active participants found.' })
  t.match((await post('/v2/sessions/end', { roomId })).body, { message: 'Session not found.' })
})

t.test('a participant that was removed is not active, and cannot be removed again', async t => {
  const { get, post } = await build(t)

  await post('/v2/sessions/participants/remove', { participantId, roomId })

  const { body } = await get(`/v2/sessions/${sessionId}/participants/active`)
  t.match(body, { data: [{ name: 'Grace' }] })
  t.match((await post('/v2/sessions/participants/remove', { participantId, roomId })).body, { message: 'Participant not found.' })
})

t.test('text that looks like SQL is text', async t => {
  const { get, post } = await build(t)
  const customRoomId = "x'; drop table rooms; --"

  const { body } = await post('/v2/rooms', { customRoomId })

  t.equal((await get(`/v2/rooms/${body.roomId}`)).body.customRoomId, customRoomId)
  t.match(await get(`/v2/rooms/${encodeURIComponent("' or 1=1 --")}`), { status: 404 })
})

t.test('an id with the character NUL is refused before it reaches the store', async t => {
  const { get, post } = await build(t)

  t.match((await get(`/v2/rooms/${roomId}%00`)).body, { constant: 'invalid_params', message: '`roomId` must match the pattern ^[^\\u0000]*$.' })
  t.match((await post('/v2/rooms', { customRoomId: 'a\0b' })).body, { constant: 'invalid_params' })
})
