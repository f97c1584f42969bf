/** The Rooms API on a real PostgreSQL server: the answers, a server that stops or freezes, two instances. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { buildApp } from '../app.js'
import { demo } from '../store/demo.js'
import { openStore } from '../store/store.js'
import { dropTables } from '../store/tables.js'
import { casesOfFailingStore, createTokens, type TourCase } from '../tour-cases.js'
import { createPostgres, findPostgres, type PostgresServer } from './fixtures/postgres.js'

const { roomId, sessionId, participantId, recordingId, hlsId } = demo
const layout = { type: 'GRID', priority: 'SPEAKER', gridSize: 9 }
const outputs = [{ streamKey: 'my-stream-key', url: 'rtmp://live.example.com/app' }]

const bin = findPostgres()
if (bin !== undefined) await testOn(await createPostgres(bin))
else if (process.env.CI === undefined) t.plan(0, 'PostgreSQL is not installed (Debian: the package postgresql)')
else t.fail('PostgreSQL must be installed where CI is set (Debian: the package postgresql)')

/** One instance of the API. */
async function build (t: Test, url: string) {
  const store = openStore({ engine: 'postgres', url }, { withDemo: true })
  const app = await buildApp({ store, jwtSecret: 'a secret of the tests' })
  t.teardown(() => app.close())
  await app.ready()
  const authorization = createTokens(app.jwt).valid ?? ''

  async function call ({ method, path, body }: TourCase) {
    const started = performance.now()
    const response = await app.inject({ method, url: path, headers: { authorization }, ...(body && { payload: body }) })
    return { status: response.statusCode, body: response.json(), text: response.body, took: performance.now() - started }
  }
  const get = (path: string) => call({ method: 'GET', path })
  const post = (path: string, body: object) => call({ method: 'POST', path, body })
  return { app, store, call, get, post }
}

async function testOn (server: PostgresServer): Promise<void> {
  t.teardown(() => server.remove())
  const { url } = server

  /** A database of its own, so that each test can be read alone. */
  let count = 0
  async function emptyDatabase (): Promise<string> {
    const name = `rooms_${++count}`
    const client = new pg.Client(url)
    await client.connect()
    await client.query(`create database ${name}`)
    await client.end()
    return url.replace(/\/postgres$/, `/${name}`)
  }

  await t.test('every route succeeds', async t => {
    const { get, post } = await build(t, await emptyDatabase())

    t.match(await get('/v2/rooms'), { status: 200, body: { pageInfo: { total: 1 }, data: [{ roomId, customRoomId: 'weekly' }] } })
    const created = await post('/v2/rooms', { region: 'us001', customRoomId: 'standup' })
    t.match(created, { status: 201, body: { region: 'us001', customRoomId: 'standup' } })
    t.match(await post('/v2/rooms', { customRoomId: 'standup' }), { status: 409, body: { constant: 'conflict' } })
    t.match(await get('/v2/rooms?page=2&perPage=1'), { body: { pageInfo: { currentPage: 2, perPage: 1, lastPage: 2, total: 2 }, data: [{ roomId }] } })
    t.match(await get(`/v2/rooms/${created.body.roomId}`), { status: 200 })
    t.match(await get(`/v2/rooms/validate/${roomId}`), { status: 200, body: { roomId } })

    t.match(await get(`/v2/sessions?roomId=${roomId}`), { status: 200, body: { data: [{ sessionId, endedAt: null }] } })
    t.match(await get(`/v2/sessions/${sessionId}`), { status: 200, body: { sessionId } })
    t.match(await get(`/v2/sessions/${sessionId}/participants/active`), { status: 200, body: { data: [{ participantId }, {}] } })
    t.match(await post('/v2/sessions/participants/remove', { participantId, roomId }), { status: 200, body: { participantId } })
    t.match(await post('/v2/sessions/end', { roomId, sessionId }), { status: 200, body: { sessionId, endedAt: String } })
    t.match(await post('/v2/sessions/end', { roomId }), { status: 404, body: { message: 'Session not found.' } })
    t.match(await get(`/v2/sessions/${sessionId}/participants/active`), { status: 404, body: { message: 'No active participants found.' } })

    t.match(await post('/v2/recordings/start', { roomId, config: { layout } }), { status: 201, body: { config: { layout } } })
    t.match(await get('/v2/recordings'), { status: 200, body: { pageInfo: { total: 2 } } })
    t.match(await get(`/v2/recordings/${recordingId}`), { status: 200, body: { recordingId } })
    t.match(await post('/v2/hls/start', { roomId, config: { layout } }), { status: 201, body: { roomId } })
    t.match(await get(`/v2/hls/${hlsId}`), { status: 200, body: { hlsId } })
    t.match(await post('/v2/livestreams/start', { roomId, outputs, config: { layout } }), { status: 201, body: { roomId } })
  })

  await t.test('dropped tables answer fetch_error, with nothing of what the server says', async t => {
    const { call, store } = await build(t, await emptyDatabase())
    await store.run(dropTables)

    for (const each of casesOfFailingStore) {
      const { body, text } = await call(each)
      t.equal(body.constant, 'fetch_error')
      t.notMatch(text, /relation|exist/)
    }
  })

  await t.test('a server that stops answers fetch_error within seconds, and works again once it is back', async t => {
    const { call, get } = await build(t, await emptyDatabase())
    await Promise.all(Array.from({ length: 20 }, () => get('/v2/rooms')))
    await server.stop()

    for (const each of casesOfFailingStore) {
      const { body, text, took } = await call(each)
      t.match(body, { constant: 'fetch_error', code: 406 }, each.path)
      t.notMatch(text, /ECONN|127\.0\.0\.1|terminat/)
      t.ok(took < 5000, `${each.path} took ${took} ms`)
    }

    await server.start()
    for (const each of casesOfFailingStore) t.match(await call(each), { status: 200 }, each.path)
  })

  await t.test('a server that is down at the start is set up by the first call that reaches it', async t => {
    const database = await emptyDatabase()
    await server.stop()
    const { get } = await build(t, database)
    t.match((await get('/v2/rooms')).body, { constant: 'fetch_error', message: 'Unable to fetch rooms.' })

    await server.start()

    t.match(await get('/v2/rooms'), { status: 200, body: { data: [{ roomId }] } })
  })

  await t.test('a server that freezes answers fetch_error within five seconds, and works again once it goes on', async t => {
    const { call, get } = await build(t, await emptyDatabase())
    await Promise.all(Array.from({ length: 20 }, () => get('/v2/rooms')))
    server.freeze()

    // At once, and more than the pool has connections: some wait for a connection, some for an answer.
    const load = Array.from({ length: 4 }, () => casesOfFailingStore).flat()
    const answers = await Promise.all(load.map(call)).finally(server.thaw)

    for (const [index, { body, took }] of answers.entries()) {
      t.match(body, { constant: 'fetch_error', code: 406 })
      t.ok(took < 5000, `${load[index]?.path} took ${Math.round(took)} ms`)
    }

    t.match(await get('/v2/rooms'), { status: 200 })
  })

  await t.test('a transaction that a freeze cuts off leaves no connection inside it', async t => {
    const database = await emptyDatabase()
    const [one, other] = await Promise.all([build(t, database), build(t, database)])
    await Promise.all(Array.from({ length: 20 }, () => one.get('/v2/rooms')))
    server.freeze()
    const ends = Array.from({ length: 10 }, () => one.post('/v2/sessions/end', { roomId }))
    for (const { body } of await Promise.all(ends).finally(server.thaw)) t.match(body, { message: 'Failed to end session.' })

    const rooms = await Promise.all(Array.from({ length: 20 }, () => one.post('/v2/rooms', {})))

    for (const room of rooms) t.match(await other.get(`/v2/rooms/${room.body.roomId}`), { status: 200 })
  })

  await t.test('a statement that waits for a lock is ended, and its connection used again', async t => {
    const database = await emptyDatabase()
    const { get, post } = await build(t, database)
    await get('/v2/rooms')
    const other = new pg.Client(database)
    await other.connect()
    await other.query('begin')
    await other.query('lock table rooms')

    const { body, took } = await post('/v2/rooms', {})

    t.match(body, { constant: 'fetch_error' })
    t.ok(took < 3000, `took ${took} ms`)
    await other.query('rollback')
    await other.end()
    t.match(await post('/v2/rooms', {}), { status: 201 })
  })

  await t.test('connections that an administrator ends do not end the process', async t => {
    const database = await emptyDatabase()
    const { get } = await build(t, database)
    await Promise.all(Array.from({ length: 20 }, () => get('/v2/rooms')))
    const other = new pg.Client(url)
    await other.connect()

    const load = Promise.all(Array.from({ length: 100 }, () => get('/v2/rooms')))
    await other.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rooms-api'")
    const answers = await load
    await other.end()

    for (const { body } of answers) t.ok(body.constant === undefined || body.constant === 'fetch_error')
    await sleep(100)
    t.match(await get('/v2/rooms'), { status: 200 })
  })

  await t.test('instances that start at once share one database', async t => {
    const database = await emptyDatabase()
    const instances = await Promise.all(Array.from({ length: 4 }, () => build(t, database)))

    const answers = await Promise.all(instances.map(({ get }) => get('/v2/rooms')))
    for (const answer of answers) t.match(answer, { status: 200, body: { pageInfo: { total: 1 } } })

    const created = await Promise.all(instances.map(({ post }) => post('/v2/rooms', {})))
    for (const { get } of instances) {
      for (const room of created) t.match(await get(`/v2/rooms/${room.body.roomId}`), { status: 200 })
    }
  })

  await t.test('of many instances that end a session at once, one does', async t => {
    const database = await emptyDatabase()
    const instances = await Promise.all(Array.from({ length: 4 }, () => build(t, database)))
    await Promise.all(instances.map(({ get }) => get('/v2/rooms')))

    const answers = await Promise.all(instances.map(({ post }) => post('/v2/sessions/end', { roomId })))

    t.strictSame(answers.map(({ status }) => status).sort(), [200, 404, 404, 404])
  })

  await t.test('of many rooms with one custom id, created by several instances at once, one is created', async t => {
    const database = await emptyDatabase()
    const instances = await Promise.all(Array.from({ length: 4 }, () => build(t, database)))

    const answers = await Promise.all(instances.map(({ post }) => post('/v2/rooms', { customRoomId: 'standup' })))

    t.strictSame(answers.map(({ status }) => status).sort(), [201, 409, 409, 409])
  })
}
