/** The option `validation.allParts`: the faults of all parts of a request at once. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifySchema, InjectOptions } from 'fastify'
import t from 'tap'
import { z } from 'zod'
import { toApiErrorEvent, type ApiErrorEvent } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { buildWith, type ValidatorName } from '../fixtures/validators.js'

const part = (name: string, rule: object = { type: 'integer' }) => ({ type: 'object', required: [name], properties: { [name]: rule } })
const schema = { params: part('id'), body: part('size'), querystring: part('page'), headers: part('x-version') }

const handler = async () => 'valid'

function declare (app: FastifyInstance, own: FastifySchema = schema, options: object = {}): FastifyInstance {
  return app.post('/:id', { schema: own, ...options }, handler)
}

async function ask (app: FastifyInstance, url: string, payload: object | undefined, headers: InjectOptions['headers'] = {}): Promise<ApiErrorEvent> {
  return eventOf(await app.inject({ method: 'POST', url, headers, ...(payload !== undefined && { payload }) }))
}

const placesOf = ({ issues = [] }: ApiErrorEvent) => issues.map(({ in: location, pointer, keyword }) => `${location} ${pointer} ${keyword}`)

t.test('all parts are reported in the order of Fastify', async t => {
  const event = await ask(declare(await build(t)), '/a?page=b', { size: 'c' }, { 'x-version': 'd' })

  t.same(placesOf(event), ['path /id type', 'body /size type', 'query /page type', 'header /x-version type'])
})

t.test('the first part decides constant and message', async t => {
  const body = { type: 'object', properties: { config: { type: 'object', properties: { size: { type: 'integer' } } } } }
  const app = declare(await build(t), { body, querystring: schema.querystring })

  t.hasStrict(await ask(app, '/1', { config: { size: 'c' } }), {
    constant: 'invalid_object',
    message: 'config.size must be an integer.',
    issues: [{ message: 'config.size must be an integer.' }, { message: '`page` is required in query string.' }]
  })
})

t.test('valid parts add nothing, also after others have failed', async t => {
  const app = declare(await build(t))

  t.same(placesOf(await ask(app, '/1?page=x', { size: 1 }, { 'x-version': '1' })), ['query /page type'])
  t.same(placesOf(await ask(app, '/1?page=x', { size: 1 }, { 'x-version': 'y' })), ['query /page type', 'header /x-version type'])
  t.same(placesOf(await ask(app, '/1?page=x', { size: 1 }, { 'x-version': '1' })), ['query /page type'])
})

t.test('the event of one failed part is cached, although the other parts are validated', async t => {
  const events: unknown[] = []
  const listener = (message: unknown) => events.push((message as { event: unknown }).event)
  subscribe('fastify-api-error:event', listener)
  t.teardown(() => unsubscribe('fastify-api-error:event', listener))
  const app = declare(await build(t))

  for (const page of ['x', 'y']) await ask(app, `/1?page=${page}`, { size: 1 }, { 'x-version': '1' })

  t.equal(events.length, 2)
  t.equal(events[0], events[1])
})

t.test('allParts: false reports the first failed part alone', async t => {
  const app = declare(await build(t, { validation: { allParts: false } }))

  t.same(placesOf(await ask(app, '/a?page=b', { size: 'c' })), ['path /id type'])
})

t.test('allParts beside constants', async t => {
  const app = declare(await build(t, { validation: { parameter: 'bad_request', allParts: true } }))

  t.hasStrict(await ask(app, '/a?page=b', { size: 1 }, { 'x-version': '1' }), { constant: 'bad_request', issues: [{ in: 'path' }, { in: 'query' }] })
})

t.test('a missing body is one issue', async t => {
  const event = await ask(declare(await build(t)), '/a?page=1', undefined, { 'x-version': '1' })

  t.same(event.issues?.map(({ message }) => message), ['`id` must be an integer.', 'Please provide a request body.'])
})

t.test('parts before the failed one are not validated again', async t => {
  const calls: string[] = []
  const app = await build(t)
  app.setValidatorCompiler(({ httpPart = '' }) => () => {
    calls.push(httpPart)
    return httpPart === 'params' || httpPart === 'headers' ? true : { error: [{ instancePath: '/x', keyword: 'type', schemaPath: '#/type', params: {}, message: 'x' }] }
  })
  declare(app)

  t.same(placesOf(await ask(app, '/1?page=1', { size: 1 })), ['body /x type', 'query /x type'])
  t.same(calls, ['params', 'body', 'querystring', 'headers'])
})

t.test('at most 100 issues are sent, and none beyond them is looked for', async t => {
  const list = (length: number) => Array.from({ length }, () => 'x')
  const app = await buildWith(t, 'ajv allErrors')
  app.post('/:id', { schema: { body: { type: 'array', items: { type: 'integer' } }, querystring: part('page') } }, handler)

  const some = await ask(app, '/1', list(99))
  const all = await ask(app, '/1', list(120))

  t.same([some.issues?.length, some.issues?.at(-1)?.in], [100, 'query'])
  t.same([all.issues?.length, all.issues?.at(-1)?.in], [100, 'body'])
})

for (const name of ['ajv', 'ajv allErrors', 'ajv2020', 'typebox5', 'typebox6'] as ValidatorName[]) {
  t.test(`${name}: all parts`, async t => {
    const long = (member: string) => Type.Object({ [member]: Type.String({ minLength: 3 }) })
    const app = await buildWith(t, name)
    declare(app, { params: long('id'), body: long('size'), querystring: long('page'), headers: long('x-version') })

    t.same(placesOf(await ask(app, '/a?page=b', { size: 'c' }, { 'x-version': 'd' })), [
      'path /id minLength', 'body /size minLength', 'query /page minLength', 'header /x-version minLength'
    ])
  })
}

for (const name of ['zod', 'zod-openapi'] as ValidatorName[]) {
  t.test(`${name}: all parts`, async t => {
    const app = await buildWith(t, name)
    declare(app, { body: z.object({ size: z.number() }), querystring: z.object({ page: z.string() }), headers: z.object({ 'x-version': z.string() }) })

    t.same(placesOf(await ask(app, '/1?page=1', { size: 'c' })), ['body /size type', 'header /x-version required'])
  })
}

t.test('a body schema by media type applies to its media type', async t => {
  const app = declare(await build(t), { params: schema.params, body: { content: { 'application/json': { schema: schema.body } } } })

  t.same(placesOf(await ask(app, '/a', { size: 'x' }, { 'content-type': 'application/json; charset=utf-8' })), ['path /id type', 'body /size type'])
  t.same(placesOf(eventOf(await app.inject({ method: 'POST', url: '/a', headers: { 'content-type': 'text/plain' }, payload: 'x' }))), ['path /id type'])
  t.same(placesOf(await ask(app, '/a', undefined)), ['path /id type'])
})

const answers: ReadonlyArray<readonly [name: string, validate: () => unknown, places: readonly string[]]> = [
  ['throws', () => { throw new Error('database gone') }, []],
  ['rejects', async () => { throw new Error('database gone') }, []],
  ['resolves to false', async () => false, []],
  ['returns false without errors', () => false, []],
  ['returns a value', () => ({ value: { page: 1 } }), []],
  ['returns true', () => true, []],
  ['returns nothing', () => undefined, []],
  ['returns null', () => null, []],
  ['returns an Error without items', () => ({ error: new Error('hunter2') }), ['query  undefined']],
  ['returns a text', () => ({ error: 'hunter2' }), ['query  undefined']],
  ['returns a failure of the server', () => ({ error: Object.assign(new Error('hunter2'), { statusCode: 503 }) }), []],
  ['returns an Error with items', () => ({ error: Object.assign(new Error('x'), { validation: [{ instancePath: '/page', keyword: 'type', params: { type: 'integer' } }] }) }), ['query /page type']],
  ['returns a getter that throws', () => ({ get error () { throw new Error('hunter2') } }), []]
]

for (const [name, validate, places] of answers) {
  t.test(`a validator of another part that ${name} adds ${places.length} issues`, async t => {
    const app = await build(t)
    declare(app, { body: schema.body, querystring: schema.querystring }, {
      validatorCompiler: ({ httpPart }: { httpPart: string }) => httpPart === 'body'
        ? () => ({ error: [{ instancePath: '/size', keyword: 'type', params: { type: 'integer' }, message: 'x' }] })
        : validate
    })

    const event = await ask(app, '/1', { size: 'x' })

    t.same(placesOf(event), ['body /size type', ...places])
    t.notMatch(JSON.stringify(event), /hunter2/)
  })
}

t.test('an $async validator of another part is not called', async t => {
  let calls = 0
  const app = await build(t, {}, {
    ajv: { customOptions: { keywords: [{ keyword: 'isFree', async: true, validate: async () => { calls++ } }] } as object }
  })
  declare(app, { body: schema.body, querystring: { $async: true, ...part('page', { isFree: true }) } })

  t.same(placesOf(await ask(app, '/1?page=1', { size: 'x' })), ['body /size type'])
  t.equal(calls, 0)
})

t.test('the failure of an $async validator is followed by those of the other parts', async t => {
  const app = declare(await build(t), { body: { $async: true, ...schema.body }, querystring: schema.querystring })

  t.same(placesOf(await ask(app, '/1', { size: 'x' })), ['body /size type', 'query /page required'])
})

t.test('a validator that crashes is a failure of the server, whatever the other parts are', async t => {
  const app = await build(t)
  declare(app, schema, { validatorCompiler: () => () => { throw new Error('database gone') } })

  t.same(await ask(app, '/a', {}), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

t.test('toApiErrorEvent reports all parts of an attached validation', async t => {
  const app = await build(t)
  app.post('/:id', { attachValidation: true, schema }, async request => toApiErrorEvent(request.validationError, { request }))

  const event = (await app.inject({ method: 'POST', url: '/a?page=b', payload: { size: 1 }, headers: { 'x-version': '1' } })).json<ApiErrorEvent>()

  t.same(placesOf(event), ['path /id type', 'query /page type'])
})

t.test('the validators of other parts run once, however often the failure is described', async t => {
  const app = await build(t)
  let runs = 0
  app.post('/:id', {
    schema,
    validatorCompiler: ({ httpPart }) => () => {
      if (httpPart === 'querystring') runs++
      return httpPart === 'params' ? { error: [{ instancePath: '/id', keyword: 'type', params: {}, schemaPath: '#/type' }] as never } : true
    },
    errorHandler: (error, request) => {
      toApiErrorEvent(error, { request })
      throw error
    }
  }, async () => 'unreachable')

  await app.inject({ method: 'POST', url: '/a?page=b', payload: {} })

  t.equal(runs, 1)
})

t.test('an error of that shape that a handler throws validates nothing again', async t => {
  const app = await buildWith(t, 'zod')
  app.get('/', { schema: { querystring: z.object({ page: z.string().transform(Number) }) } }, async () => {
    throw Object.assign(new Error('x'), { validationContext: 'params', validation: [{ instancePath: '/size', keyword: 'type', params: { type: 'integer' } }] })
  })

  t.same(placesOf(eventOf(await app.inject('/?page=1'))), ['path /size type'])
})

t.test('issues that translate to the same are those of different parts', async t => {
  const app = declare(await build(t, { translate: () => 'Nein.' }))

  t.equal((await ask(app, '/a?page=b', { size: 'c' })).issues?.length, 4)
})
