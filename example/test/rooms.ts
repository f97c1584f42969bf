/** The Rooms API on SQLite: each documented message by its real cause, the answers, the failing store. */
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { catalog, type ResolvedEntry } from 'fastify-api-error'
import { buildApp, type AppOptions } from '../app.js'
import { demo } from '../store/demo.js'
import type { StoreLocation } from '../store/engines.js'
import { openStore } from '../store/store.js'
import { createTables, dropTables } from '../store/tables.js'
import { cases, casesOfFailingStore, createTokens, type TourCase } from '../tour-cases.js'

const { roomId, sessionId, participantId, recordingId, hlsId } = demo
const inMemory: StoreLocation = { engine: 'sqlite', path: ':memory:' }
const layout = { type: 'GRID', priority: 'SPEAKER', gridSize: 9 }
const outputs = [{ streamKey: 'my-stream-key', url: 'rtmp://live.example.com/app' }]

interface Options {
  readonly location?: StoreLocation
  readonly logger?: AppOptions['logger']
}

async function build (t: Test, { location = inMemory, logger = false }: Options = {}) {
  const store = openStore(location, { withDemo: true })
  const app = await buildApp({ store, jwtSecret: 'a secret of the tests', logger })
  t.teardown(() => app.close())
  await app.ready()
  const tokens = createTokens(app.jwt)

  async function call ({ method, path, body, token = 'valid' }: TourCase) {
    const authorization = tokens[token]
    const response = await app.inject({
      method,
      url: path,
      headers: authorization === undefined ? {} : { authorization },
      ...(body !== undefined && { payload: body })
    })
    return { status: response.statusCode, body: response.json(), text: response.body }
  }
  const get = (path: string) => call({ method: 'GET', path })
  const post = (path: string, body: object) => call({ method: 'POST', path, body })
  return { app, store, call, get, post }
}

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

const layoutBody = (members: object) => ({ roomId, outputs, config: { layout: { ...layout, ...members } } })

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

for (const [name, body, status, message] of refusals) {
  t.test(`${name} ${JSON.stringify(body) ?? ''} answers ${status} "${message}"`, async t => {
    const { call } = await build(t)

    const answer = await call(caseOf(name, body))

    const { constant, code, message: sent } = answer.body
    t.equal(answer.status, status)
    t.strictSame({ constant, code, message: sent }, { constant: constantOfStatus[status], code: status, message })
  })
}

function caseOf (name: string, body: object | undefined): TourCase {
  const [method, path = ''] = name.split(' ', 2)
  return { method: method === 'POST' ? 'POST' : 'GET', path, ...(body !== undefined && { body }) }
}

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
    const { call } = await build(t)

    const answer = await call({ ...caseOf(name, body), token: 'none' })
    const answerToNonsense = await call({ ...caseOf(name, body && { nonsense: true }), token: 'none' })

    const event = { constant: 'invalid_token', code: 401, message: '`token` is invalid.', documentation: '/errors#invalid_token' }
    t.strictSame(answer.body, event)
    t.strictSame(answerToNonsense.body, event)
  })
}

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

for (const [query, message] of pageFaults) {
  for (const path of ['/v2/rooms', '/v2/sessions', '/v2/recordings']) {
    t.test(`${path}?${query} answers "${message}"`, async t => {
      const { get } = await build(t)

      const { status, body } = await get(`${path}?${query}`)

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

t.test('a session is not ended where its participants cannot leave', async t => {
  const { get, post, store } = await build(t)
  await store.run(db => db.schema.alterTable('participants').renameTo('elsewhere').execute())

  const { body } = await post('/v2/sessions/end', { roomId })

  t.match(body, { constant: 'fetch_error', message: 'Failed to end session.' })
  t.match((await get(`/v2/sessions/${sessionId}`)).body, { endedAt: null })
})

t.test('a live stream is not started where its outputs cannot be written', async t => {
  const { post, store } = await build(t)
  await store.run(db => db.schema.dropTable('livestreamOutputs').execute())

  const { body } = await post('/v2/livestreams/start', layoutBody({}))

  t.match(body, { constant: 'fetch_error', message: catalog.constants.fetch_error.title })
  const rows = await store.run(db => db.selectFrom('compositions').select('id').where('kind', '=', 'livestream').execute())
  t.strictSame(rows, [])
})

t.test('a stream key is kept, and not sent back', async t => {
  const { post, store } = await build(t)

  const { text } = await post('/v2/livestreams/start', layoutBody({}))

  t.notMatch(text, 'my-stream-key')
  t.match(await store.run(db => db.selectFrom('livestreamOutputs').selectAll().execute()), outputs)
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

  t.match((await get(`/v2/rooms/${roomId}%00`)).body, { constant: 'invalid_params', message: '`roomId` is invalid.' })
  t.match((await post('/v2/rooms', { customRoomId: 'a\0b' })).body, { constant: 'invalid_params' })
})

t.test('a store that was closed answers fetch_error', async t => {
  const { get, store } = await build(t)
  await get('/v2/rooms')
  await store.close()

  const { body } = await get('/v2/rooms')

  t.strictSame(body, { constant: 'fetch_error', code: 406, message: 'Unable to fetch rooms.', documentation: '/errors#fetch_error' })
})

t.test('a file that cannot be opened answers fetch_error, and is opened once it can be', async t => {
  const directory = t.testdir()
  const { get, store } = await build(t, { location: { engine: 'sqlite', path: `${directory}/later/rooms.db` } })

  t.match((await get('/v2/rooms')).body, { constant: 'fetch_error', message: 'Unable to fetch rooms.' })
  t.testdir({ later: {} })

  t.match(await get('/v2/rooms'), { status: 200, body: { data: [{ roomId }] } })
  await store.close()
})

t.test('a file keeps the rooms, and gets the demo once', async t => {
  const location: StoreLocation = { engine: 'sqlite', path: `${t.testdir()}/rooms.db` }
  const first = await build(t, { location })
  const created = await first.post('/v2/rooms', {})
  await first.app.close()

  const second = await build(t, { location })

  t.match(await second.get(`/v2/rooms/${created.body.roomId}`), { status: 200 })
  t.equal((await second.get('/v2/rooms')).body.pageInfo.total, 2)
})

t.test('the log has the cause of a fetch_error, the client does not', async t => {
  const lines: string[] = []
  const { get, store } = await build(t, { logger: { level: 'error', stream: { write: line => lines.push(line) } } })
  await store.run(db => sql`drop table participants`.execute(db))

  const { text } = await get(`/v2/sessions/${sessionId}/participants/active`)

  t.notMatch(text, 'no such table')
  t.equal(lines.length, 1)
  t.match(lines[0], 'no such table: participants')
})

t.test('an ApiError that a query throws stays what it is', async t => {
  const { store } = await build(t)

  await t.rejects(store.run(async () => { throw catalog.error('conflict', 'Taken.') }, 'Unable to fetch rooms.'),
    { constant: 'conflict', message: 'Taken.' })
})
