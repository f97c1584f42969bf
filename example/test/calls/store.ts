/** The store of the Rooms API on SQLite: what it keeps, and what is answered while it fails. */
import { catalog } from 'fastify-api-error'
import { sql } from 'kysely'
import t from 'tap'
import { demo } from '../../store/demo.js'
import type { StoreLocation } from '../../store/engines.js'
import { build, layoutBody, outputs } from '../fixtures/rooms.js'

const { roomId, sessionId } = demo

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
