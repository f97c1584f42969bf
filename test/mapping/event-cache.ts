/** The event of a known message is made once; what it was made for is never told of another request. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Type } from '@sinclair/typebox'
import t from 'tap'
import type { ApiErrorEvent } from '../../lib/event/event.js'
import { genericEntries } from '../../lib/catalog/generic-constants.js'
import fastifyApiError, { catalog, defineCatalog, toApiErrorEvent } from '../../lib/index.js'
import { build } from '../fixtures/build.js'

const full = { code: 409, title: 'Room is full.', messages: ['Room is full.', 'Try another room.'] }
const event = (constant: string, code: number, message: string, more: object = {}) => ({ constant, code, message, ...more })

t.test('each message of a constant, its title, and any other message', async t => {
  const app = await build(t, { catalog: defineCatalog({ room_full: full, floor_full: full }) })
  app.get('/:constant', async ({ params, query }, reply) => {
    const { constant } = params as { constant: 'conflict' }
    return reply.apiError(constant, (query as { message?: string }).message)
  })

  const rows = [
    ['/room_full', event('room_full', 409, 'Room is full.')],
    ['/room_full?message=Try%20another%20room.', event('room_full', 409, 'Try another room.')],
    ['/room_full?message=Come%20back.', event('room_full', 409, 'Come back.')],
    ['/floor_full', event('floor_full', 409, 'Room is full.')],
    ['/conflict', event('conflict', 409, 'Conflict')]
  ] as const
  for (const [url, expected] of [...rows, ...rows.toReversed()]) t.strictSame((await app.inject(url)).json(), expected)
})

t.test('scopes whose options or catalogs differ', async t => {
  const app = await build(t)
  const answer = async () => { throw catalog.error('resource_not_found') }
  for (const [prefix, options] of [
    ['/plain', {}],
    ['/documented', { documentation: '/errors' }],
    ['/numbered', { requestId: true }],
    ['/other', { catalog: defineCatalog({ resource_not_found: { code: 410, title: 'Resource not found.' } }) }]
  ] as const) {
    await app.register(async scope => {
      await scope.register(fastifyApiError, options)
      scope.get('/thrown', answer)
      scope.get('/replied', async (_request, reply) => reply.apiError('resource_not_found'))
    }, { prefix })
  }

  const { title } = catalog.constants.resource_not_found
  for (let round = 0; round < 2; round++) {
    for (const way of ['thrown', 'replied']) {
      const told = async (prefix: string) => (await app.inject(`/${prefix}/${way}`)).json()
      t.strictSame(await told('plain'), event('resource_not_found', 404, title))
      t.strictSame(await told('documented'), event('resource_not_found', 404, title, { documentation: '/errors#resource_not_found' }))
      t.match((await told('numbered')).requestId, /^req-/)
    }
    t.equal((await app.inject('/other/thrown')).statusCode, 404)
    t.equal((await app.inject('/other/replied')).statusCode, 410)
  }
  t.not((await app.inject('/numbered/thrown')).json().requestId, (await app.inject('/numbered/thrown')).json().requestId)
})

t.test('a translation is asked for every request', async t => {
  const app = await build(t, { translate: (message, { request }) => `${request.headers['accept-language']}: ${message}` })
  app.get('/', async (_request, reply) => reply.apiError('resource_not_found', 'Room not found.'))

  for (const language of ['de', 'fr', 'de']) {
    const { message } = (await app.inject({ url: '/', headers: { 'accept-language': language } })).json()
    t.equal(message, `${language}: Room not found.`)
  }
})

t.test('data, issues and headers belong to one request', async t => {
  const errors = defineCatalog({ room_full: { ...full, data: Type.Object({ size: Type.Integer() }) }, room_closed: full })
  const app = await build(t, { catalog: errors })
  app.get('/data/:size', async ({ params }) => {
    throw errors.error('room_full', { data: { size: Number((params as { size: string }).size) } })
  })
  app.get('/issue/:name', async ({ params }) => {
    const pointer = `/${(params as { name: string }).name}`
    throw errors.error('room_closed', { issues: [{ in: 'query', pointer, message: 'No.' }], headers: { 'x-pointer': pointer } })
  })
  app.get('/none', async () => { throw errors.error('room_closed') })

  for (const size of [1, 2]) t.strictSame((await app.inject(`/data/${size}`)).json().data, { size })
  for (const name of ['a', 'b']) {
    const { headers, ...response } = await app.inject(`/issue/${name}`)
    t.strictSame(response.json().issues, [{ in: 'query', pointer: `/${name}`, message: 'No.' }])
    t.equal(headers['x-pointer'], `/${name}`)
    const none = await app.inject('/none')
    t.strictSame(none.json(), event('room_closed', 409, 'Room is full.'))
    t.notOk('x-pointer' in none.headers)
  }
})

t.test('an error whose constant was changed', async t => {
  const app = await build(t)
  app.get('/', async () => { throw catalog.error('resource_not_found') })
  app.get('/changed', async () => { throw Object.assign(catalog.error('resource_not_found'), { constant: 'gone_forever' }) })

  for (const [url, constant] of [['/', 'resource_not_found'], ['/changed', 'gone_forever'], ['/', 'resource_not_found']] as const) {
    t.equal((await app.inject(url)).json().constant, constant)
  }
})

t.test('nobody can change the event for others', async t => {
  const app = await build(t)
  app.get('/', async (_request, reply) => reply.apiError('resource_not_found', 'Room not found.'))
  const changed: boolean[] = []
  const listener = (message: unknown) => {
    changed.push(Reflect.set((message as { event: ApiErrorEvent }).event, 'message', 'changed'))
  }
  subscribe('fastify-api-error:event', listener)
  t.teardown(() => unsubscribe('fastify-api-error:event', listener))

  for (let count = 0; count < 2; count++) t.equal((await app.inject('/')).json().message, 'Room not found.')
  t.strictSame(changed, [false, false])

  const own = toApiErrorEvent(catalog.error('resource_not_found'))
  own.message = 'changed'
  t.equal(toApiErrorEvent(catalog.error('resource_not_found')).message, catalog.constants.resource_not_found.title)
})

t.test('an event of a status that no constant names, and one of the constant that stands in for it', async t => {
  const statuses = Array.from({ length: 200 }, (_, index) => 400 + index)
  const constants = Object.keys(genericEntries)
  const visits = [...statuses.map(status => `/status/${status}`), ...constants.map(constant => `/constant/${constant}`)]

  const answersOf = async (order: readonly string[]) => {
    const app = await build(t)
    app.get('/status/:status', async ({ params }) => {
      throw Object.assign(new Error(''), { statusCode: Number((params as { status: string }).status), expose: true })
    })
    app.get('/constant/:constant', (request, reply) => reply.apiError((request.params as { constant: 'conflict' }).constant))
    const answers = new Map<string, unknown>()
    for (const url of order) answers.set(url, await app.inject(url).then(({ statusCode, body }) => ({ statusCode, body })))
    return answers
  }

  const forth = await answersOf(visits)
  const back = await answersOf(visits.toReversed())
  for (const url of visits) t.strictSame(forth.get(url), back.get(url), url)
  for (const status of statuses) t.match(forth.get(`/status/${status}`), { statusCode: status, body: `"code":${status},` })
})
