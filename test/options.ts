import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError, { catalog, defineCatalog, type ApiErrorOptions } from '../lib/index.js'
import { build } from './fixtures/build.js'
import { eventOf } from './fixtures/event.js'
import { collectLogs } from './fixtures/logs.js'

for (const [options, fault] of [
  [{ catalog: {} }, /option 'catalog' must be a catalog, made by defineCatalog\(\) or catalog.extend\(\), got \{\}/],
  [{ catalog: 'x' }, /option 'catalog' .* got 'x'/],
  [{ catalog: null }, /option 'catalog' .* got null/],
  [{ notFound: 'yes' }, /option 'notFound' must be true or false, got 'yes'/],
  [{ mapError: {} }, /option 'mapError' must be a function/],
  [{ translate: 'de' }, /option 'translate' must be a function/],
  [{ problemDetails: 'yes' }, /option 'problemDetails' must be true or false, got 'yes'/],
  [{ requestId: 1 }, /option 'requestId' must be true or false, got 1/],
  [{ validation: 'x' }, /option 'validation' must be \{ parameter, object \}/],
  [{ validation: { parameter: 'nope' } }, /two constants of the catalog, got \{ parameter: 'nope' \}/],
  [{ validation: { body: 'invalid_params' } }, /option 'validation'/],
  [{ documentation: '' }, /option 'documentation' must be an http\(s\) or relative URI without a fragment.*got ''/],
  [{ documentation: 'https://example.com/#errors' }, /option 'documentation'/],
  [{ documentation: 'javascript:alert(1)' }, /option 'documentation'/],
  [{ documentation: 'mailto:a@b.c' }, /option 'documentation'/],
  [{ documentation: 'https://exa mple.com' }, /option 'documentation'/],
  [{ documentation: 7 }, /option 'documentation'/],
  [{ catalogue: catalog }, /unknown option 'catalogue'; known are catalog, notFound/]
] as ReadonlyArray<readonly [ApiErrorOptions, RegExp]>) {
  t.test(`registration refuses ${JSON.stringify(Object.keys(options))}: ${fault}`, async t => {
    const app = Fastify()
    t.teardown(() => app.close())

    await t.rejects(async () => app.register(fastifyApiError, options), { name: 'TypeError', message: fault })
  })
}

t.test('registration lists every fault at once', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  const options = { notFound: 1, requestId: 2, other: 3 } as unknown as ApiErrorOptions

  await t.rejects(async () => app.register(fastifyApiError, options), /'notFound'.*\n.*'requestId'.*\n.*'other'/)
})

t.test("Fastify's own register options pass, and undefined is as good as nothing", async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  const options: object = { prefix: '/x', logLevel: 'warn', logSerializers: {}, catalog: undefined, translate: undefined }

  await t.resolves(async () => app.register(fastifyApiError, options))
})

t.test('requestId adds the id of the request, cleaned', async t => {
  const app = await build(t, { requestId: true }, { genReqId: () => 'req\n1' })

  t.equal(eventOf(await app.inject('/')).requestId, 'req 1')
})

for (const base of ['https://example.com/errors', '/errors', 'errors.html', '//example.com/errors?lang=en']) {
  t.test(`documentation ${base} links each event to its constant`, async t => {
    const app = await build(t, { documentation: base })

    t.equal(eventOf(await app.inject('/')).documentation, `${base}#resource_not_found`)
  })
}

const schema = {
  body: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, config: { type: 'object', required: ['layout'] } } }
}

t.test('validation names the constants of the two kinds of failure', async t => {
  const errors = defineCatalog({ bad_field: { code: 400, title: 'x' }, bad_shape: { code: 400, title: 'x' } })
  const app = await build(t, { catalog: errors, validation: { parameter: 'bad_field', object: 'bad_shape' } })
  app.post('/', { schema }, async () => 'unreachable')
  const post = async (payload: object | string) => eventOf(await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload }))

  t.match(await post({}), { constant: 'bad_field', code: 400 })
  t.match(await post({ name: 'x', config: {} }), { constant: 'bad_shape', code: 400 })
  t.match(await post('{'), { constant: 'bad_field', code: 400, message: 'Request body is not valid JSON.' })
})

t.test('where the catalog lacks a constant that the mapping names, the generic one stands in', async t => {
  const app = await build(t, { catalog: defineCatalog({}) })
  app.post('/', { schema }, async () => 'unreachable')
  app.get('/:status', async request => { throw Object.assign(new Error('x'), { statusCode: Number((request.params as { status: string }).status) }) })
  const post = async (payload: object) => eventOf(await app.inject({ method: 'POST', url: '/', payload }))

  t.match(await post({}), { constant: 'bad_request', code: 400 })
  t.match(await post({ name: 'x', config: {} }), { constant: 'unprocessable_content', code: 422 })
  for (const [status, constant] of [[400, 'bad_request'], [401, 'unauthorized'], [403, 'forbidden'], [404, 'not_found'], [422, 'unprocessable_content']] as const) {
    t.match(eventOf(await app.inject(`/${status}`)), { constant, code: status })
  }
  t.match(eventOf(await app.inject('/no/route')), { constant: 'not_found', code: 404 })
})

t.test('a documented constant under a code of its own does not change the status of a foreign error', async t => {
  const errors = catalog.extend({ resource_not_found: { code: 410, title: 'Gone.' } })
  const app = await build(t, { catalog: errors })
  app.get('/', async () => { throw Object.assign(new Error('x'), { statusCode: 404 }) })

  t.match(eventOf(await app.inject('/')), { constant: 'not_found', code: 404 })
})

t.test('a foreign 429 is too_many_requests, also where the catalog has its own 429', async t => {
  const app = await build(t, { catalog: catalog.extend({ quota_used: { code: 429, title: 'Quota used.' } }) })
  app.get('/', async () => { throw Object.assign(new Error('x'), { statusCode: 429 }) })

  t.match(eventOf(await app.inject('/')), { constant: 'too_many_requests', code: 429 })
})

t.test('mapError turns a foreign error into an ApiError', async t => {
  const app = await build(t, {
    mapError: error => error instanceof RangeError ? catalog.error('conflict', 'Taken.') : undefined
  })
  app.get('/range', async () => { throw new RangeError('duplicate key') })
  app.get('/other', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409 }) })

  t.same(eventOf(await app.inject('/range')), { constant: 'conflict', code: 409, message: 'Taken.' })
  t.same(eventOf(await app.inject('/other')), { constant: 'conflict', code: 409, message: 'Own.' })
})

t.test('mapError is not asked for an ApiError or a validation failure', async t => {
  const app = await build(t, { mapError: () => catalog.error('gone') })
  app.get('/api-error', async () => { throw catalog.error('conflict') })
  app.post('/validation', { schema }, async () => 'unreachable')

  t.equal(eventOf(await app.inject('/api-error')).constant, 'conflict')
  t.equal(eventOf(await app.inject({ method: 'POST', url: '/validation', payload: {} })).constant, 'invalid_params')
})

t.test('a mapped error keeps the original in the log', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, { mapError: () => catalog.error('service_unavailable') }, { logger })
  app.get('/', async () => { throw new RangeError('duplicate key') })

  await app.inject('/')

  t.equal(errorLines().length, 1)
  t.match(errorLines(), [{ level: 50, err: { message: 'duplicate key' } }])
})

const misfits: ReadonlyArray<readonly [name: string, hook: () => never]> = [
  ['throws', () => { throw new Error('broken hook') }],
  ['returns a promise', () => Promise.resolve('x') as never],
  ['returns a promise that fails', () => Promise.reject(new Error('broken hook')) as never],
  ['returns something unfitting', () => 42 as never]
]

for (const [name, hook] of misfits) {
  t.test(`a mapError that ${name} is logged as an error and ignored`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, { mapError: hook }, { logger })
    app.get('/', async () => { throw Object.assign(new Error('Own.'), { statusCode: 409 }) })

    t.same(eventOf(await app.inject('/')), { constant: 'conflict', code: 409, message: 'Own.' })
    t.equal(errorLines().length, 2)
    t.match(errorLines(), [{ level: 50, msg: /option 'mapError'/ }, { level: 30 }])
  })

  t.test(`a translate that ${name} is logged as an error and ignored`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, { translate: hook }, { logger })
    app.get('/', (_request, reply) => reply.apiError('conflict'))

    t.equal(eventOf(await app.inject('/')).message, 'Conflict')
    t.equal(errorLines().length, 2)
    t.match(errorLines(), [{ level: 50, msg: /option 'translate'/ }, { level: 30 }])
  })
}

t.test('translate words the message per request, and constant and code stay', async t => {
  const app = await build(t, {
    translate: (message, { constant, issue, request }) =>
      request.headers['accept-language'] === 'de' && issue === undefined ? `${constant}: Konflikt` : message
  })
  app.get('/', (_request, reply) => reply.apiError('conflict'))

  t.same(eventOf(await app.inject({ url: '/', headers: { 'accept-language': 'de' } })), { constant: 'conflict', code: 409, message: 'conflict: Konflikt' })
  t.equal(eventOf(await app.inject('/')).message, 'Conflict')
})

t.test('translate gets the numbers and names behind the sentence of an issue', async t => {
  const seen: unknown[] = []
  const app = await build(t, {
    translate: (message, { constant, issue, params }) => {
      seen.push({ message, constant, issue, params })
      return `»${String(params.name)}« darf höchstens ${String(params.limit)} sein.`
    }
  })
  app.get('/', { schema: { querystring: { type: 'object', properties: { size: { type: 'integer', maximum: 25 } } } } }, async () => 'x')

  const event = eventOf(await app.inject('/?size=26'))

  t.equal(event.message, '»size« darf höchstens 25 sein.')
  t.equal(event.issues?.[0]?.message, event.message)
  t.match(seen, [{
    message: '`size` must be ≤ 25.', constant: 'invalid_params', issue: { in: 'query', pointer: '/size', keyword: 'maximum' }, params: { limit: 25, name: 'size' }
  }])
})
