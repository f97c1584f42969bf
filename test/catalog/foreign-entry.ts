/** Errors that another version of this package made, and errors of this one as another version reads them. */
import swagger from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import t from 'tap'
import { defineCatalog, documentErrors, isApiError, toApiErrorEvent } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

const entryKey = Symbol.for('fastify-api-error.entry')
const declaredKey = Symbol.for('fastify-api-error.declared')

/** An error as a version makes it whose entries have these members. */
function foreignError (entry: unknown, fields: object = {}): Error {
  class ApiError extends Error {
    readonly constant = 'room_full'
    readonly statusCode = 409
    get [entryKey] () { return entry }
  }
  return Object.assign(new ApiError('Four seats are taken.'), fields)
}

const Capacity = Type.Object({ capacity: Type.Integer() })
const said = { constant: 'room_full', code: 409, message: 'Four seats are taken.' }
const data = { capacity: 4 }

for (const [name, entry, expected] of [
  ['no messages', { code: 409, title: 'Full.', description: '' }, said],
  ['a code alone', { code: 409 }, said],
  ['messages by language', { code: 409, title: 'Full.', messages: { en: ['Full.'] } }, said],
  ['a title by language', { code: 409, title: { en: 'Full.' }, messages: [] }, said],
  ['members that this one does not know', { code: 409, title: 'Full.', messages: [], logLevel: 'warn', retry: true }, said],
  ['a schema of data that this one can check', { code: 409, title: 'Full.', messages: [], data: Capacity }, { ...said, data }],
  ['a schema of data of another library', { code: 409, title: 'Full.', messages: [], data: { '~standard': { vendor: 'zod' } } }, { ...said, data }],
  ['no schema, but data', { code: 409, title: 'Full.' }, { ...said, data }],
  ['getters that throw', { code: 409, get title () { throw new Error('no') }, get messages () { throw new Error('no') } }, said]
] as const) {
  t.test(`an error whose entry has ${name} keeps constant, code, message and data`, async t => {
    const hasData = 'data' in expected
    const app = await build(t)
    const create = () => foreignError(entry, hasData ? { data: { ...data, ...('data' in entry && entry.data === Capacity && { secret: 1 }) } } : {})
    app.get('/', async () => { throw create() })
    app.get('/mapped', async () => { throw new Error('x') })

    t.ok(isApiError(create()))
    t.same(toApiErrorEvent(create()), expected)
    t.same(eventOf(await app.inject('/')), expected)
    t.same(eventOf(await app.inject('/')), expected, 'again')
  })
}

t.test('without a message, the title is that of its entry, else the reason phrase', async t => {
  for (const [entry, message] of [[{ code: 409, title: 'Full.' }, 'Full.'], [{ code: 409 }, 'Conflict'], [{ code: 409, title: '' }, 'Conflict']] as const) {
    t.equal(toApiErrorEvent(foreignError(entry, { message: '' })).message, message)
  }
})

t.test('issues and headers are kept too', async t => {
  const app = await build(t)
  const issues = [{ in: 'query', pointer: '/a', message: 'No.' }]
  app.get('/', async () => { throw foreignError({ code: 409 }, { issues, headers: { 'retry-after': '7' } }) })

  const response = await app.inject('/')

  t.same(response.json(), { ...said, issues })
  t.equal(response.headers['retry-after'], '7')
})

for (const [name, entry, fields] of [
  ['no entry', undefined, {}],
  ['an entry that is none', 'room_full', {}],
  ['an entry without a code', { title: 'Full.' }, {}],
  ['another code than its entry', { code: 404 }, {}],
  ['a code that is no error', { code: 200 }, { statusCode: 200 }],
  ['a constant that is none', { code: 409 }, { constant: 'Room full' }]
] as const) {
  t.test(`an error with ${name} is not recognised`, async t => {
    t.notOk(isApiError(foreignError(entry, fields)))
    t.not(toApiErrorEvent(foreignError(entry, fields)).constant, 'room_full')
  })
}

t.test('another version reads constant, code, title, messages and data of an error of this one', async t => {
  const errors = defineCatalog({ room_full: { code: 409, title: 'Full.', messages: ['Full.', 'Try later.'], data: Capacity } })
  const error = errors.error('room_full', { message: 'Try later.', data })
  const entry = (error as unknown as Record<symbol, Record<string, unknown>>)[entryKey] ?? {}

  t.match(error, { constant: 'room_full', statusCode: 409, message: 'Try later.', data })
  // The members that 0.1.0 reads.
  t.match(entry, { code: 409, title: 'Full.', description: '', messages: ['Full.', 'Try later.'] })
  t.equal(entry.data, Capacity)
  t.equal(entry, errors.constants.room_full)
})

t.test('responses that another version declared are documented', async t => {
  const app = await build(t)
  await app.register(swagger, { openapi: { openapi: '3.1.0' }, ...documentErrors() })
  const declare = (value: unknown) => Object.defineProperty({ type: 'object' }, declaredKey, { value })
  app.get('/full', { schema: { response: { 409: declare(new Map([['room_full', { code: 409, title: 'Full.' }]])) } } }, async () => 'x')
  app.get('/none', { schema: { response: { 409: declare('room_full') } } }, async () => ({}))
  await app.ready()

  const { paths = {} } = app.swagger() as { paths?: Record<string, { get: { responses: Record<string, { description: string }> } }> }

  t.equal(paths['/full']?.get.responses[409]?.description, '`room_full`: Full.')
  t.equal(paths['/none']?.get.responses[409]?.description, 'Default Response')
})
