/** The option `issueParams`: the numbers and names behind the sentence of each issue. */
import { Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import t, { type Test } from 'tap'
import { z } from 'zod'
import fastifyApiError, { ApiErrorEventSchema, toApiErrorEvent, type ApiErrorEvent, type ApiErrorIssue, type ApiErrorOptions } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { validators, type ValidatorName } from '../fixtures/validators.js'

const customOptions = { removeAdditional: false, allErrors: false, discriminator: true, strict: false } as const
const buildWithParams = async (t: Test, options: ApiErrorOptions = {}, server: FastifyServerOptions = { ajv: { customOptions } }) =>
  build(t, { issueParams: true, ...options }, server)

/** The event of a body, held against the schema that the app registers. */
async function ask (app: FastifyInstance, payload: unknown): Promise<ApiErrorEvent> {
  const { body } = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) })
  const event: unknown = JSON.parse(body)
  if (!new Ajv().validate(app.getSchema('ApiErrorEvent') as object, event)) throw new Error(`no valid event: ${body}`)
  return event as ApiErrorEvent
}

async function paramsOf (t: Test, schema: object, payload: unknown, name: ValidatorName = 'ajv'): Promise<ApiErrorIssue['params']> {
  const app = await buildWithParams(t)
  const compiler = validators[name]
  if (compiler !== undefined) app.setValidatorCompiler(compiler)
  app.post('/', { schema: { body: schema } }, async () => 'valid')
  return (await ask(app, payload)).issues?.[0]?.params
}

const long = 'x'.repeat(101)
const letters = (length: number) => Array.from({ length }, (_, index) => `v${index}`)

for (const [rule, value, params] of [
  [{ type: 'object', required: ['x'] }, {}, { missingProperty: 'x', name: 'x', parent: 'a' }],
  [{ type: 'object', required: ['layout'] }, { layuot: 1 }, { missingProperty: 'layout', found: 'layuot', name: 'layout', parent: 'a' }],
  [{ properties: { layout: {} }, additionalProperties: false }, { layuot: 1 }, { additionalProperty: 'layuot', suggestion: 'layout', name: 'layuot', parent: 'a' }],
  [{ enum: letters(30) }, 'V2', { suggestion: 'v2', name: 'a' }],
  [{ dependentRequired: { y: ['x'] } }, { y: 1 }, { missingProperty: 'x', property: 'y', name: 'x', parent: 'a' }],
  [{ additionalProperties: false }, { 'x\n': 1 }, { additionalProperty: 'x', name: 'x', parent: 'a' }],
  [{ unevaluatedProperties: false }, { x: 1 }, { unevaluatedProperty: 'x', name: 'x', parent: 'a' }],
  [{ propertyNames: { pattern: '^a' } }, { x: 1 }, { propertyName: 'x', name: 'x', parent: 'a' }],
  [{ type: 'object' }, 'x', { type: 'object', name: 'a' }],
  [{ type: ['object', 'null'] }, 'x', { type: ['object', 'null'], name: 'a' }],
  [{ enum: ['b', 1, null, true] }, 'x', { allowedValues: ['b', 1, null, true], name: 'a' }],
  [{ enum: letters(20) }, 'x', { allowedValues: letters(20), name: 'a' }],
  [{ enum: letters(21) }, 'x', { name: 'a' }],
  [{ enum: ['b', long] }, 'x', { name: 'a' }],
  [{ enum: ['b', { c: 1 }] }, 'x', { name: 'a' }],
  [{ const: null }, 'x', { allowedValue: null, name: 'a' }],
  [{ const: { c: 1 } }, 'x', { name: 'a' }],
  [{ not: { enum: ['b', 'c'] } }, 'b', { disallowedValues: ['b', 'c'], name: 'a' }],
  [{ not: { required: ['b', 'c'] } }, { b: 1, c: 1 }, { together: ['b', 'c'], name: 'a' }],
  [{ anyOf: [{ required: ['b'] }, { required: ['c'] }] }, {}, { missing: ['b', 'c'], name: 'a' }],
  [{ oneOf: [{ required: ['b'] }, { required: ['c'] }] }, { b: 1, c: 1 }, { excluding: ['b', 'c'], passingSchemas: [0, 1], name: 'a' }],
  [{ anyOf: [{ type: 'integer' }, { const: 'auto' }] }, 'x', { type: ['integer'], allowedValues: ['auto'], name: 'a' }],
  [{ anyOf: [{ type: 'integer' }, { type: 'string', pattern: '^b$' }] }, 'x', { name: 'a' }],
  [{ pattern: '^b$', examples: ['b'] }, 'x', { pattern: '^b$', example: 'b', name: 'a' }],
  [{ pattern: `^${long}$` }, 'x', { name: 'a' }],
  [{ format: 'email' }, 'x', { format: 'email', name: 'a' }],
  [{ maximum: 25 }, 4711, { limit: 25, name: 'a' }],
  [{ exclusiveMinimum: 5 }, 5, { limit: 5, name: 'a' }],
  [{ multipleOf: 5 }, 7, { multipleOf: 5, name: 'a' }],
  [{ minLength: 3 }, 'x', { limit: 3, name: 'a' }],
  [{ maxItems: 1 }, [1, 2], { limit: 1, name: 'a' }],
  [{ minProperties: 1 }, {}, { limit: 1, name: 'a' }],
  [{ uniqueItems: true }, [7, 8, 7], { i: 0, j: 2, name: 'a' }],
  [{ contains: { const: 'b' } }, ['x'], { minContains: 1, allowedValues: ['b'], name: 'a' }]
] as ReadonlyArray<readonly [rule: object, value: unknown, params: ApiErrorIssue['params']]>) {
  t.test(`the params of ${JSON.stringify(rule).slice(0, 80)} for ${JSON.stringify(value)}`, async t => {
    const name = 'unevaluatedProperties' in rule || 'dependentRequired' in rule ? 'ajv2020' : 'ajv'

    t.same(await paramsOf(t, { type: 'object', properties: { a: rule } }, { a: value }, name), params)
  })
}

t.test('the params of the part itself have its name', async t => {
  t.same(await paramsOf(t, { type: 'object' }, []), { type: 'object', name: 'request body' })
})

t.test('members are written in the documented order', async t => {
  const app = await buildWithParams(t)
  app.post('/', { schema: { body: { type: 'object', properties: { size: { maximum: 25 } } } } }, async () => 'valid')

  const { body } = await app.inject({ method: 'POST', url: '/', payload: { size: 30 } })

  t.equal(body, '{"constant":"invalid_params","code":400,"message":"`size` must be ≤ 25.","issues":[' +
    '{"in":"body","pointer":"/size","keyword":"maximum","params":{"limit":25,"name":"size"},"message":"`size` must be ≤ 25."}]}')
})

t.test('without the option, there are no params in the event and in its schema', async t => {
  const app = await build(t)
  app.post('/', { schema: { body: { type: 'object', properties: { size: { maximum: 25 } } } } }, async () => 'valid')
  const issue = { in: 'query', pointer: '/a', params: { limit: 1 }, message: 'x' } as const
  app.get('/', (_request, reply) => reply.apiError('conflict', { issues: [issue] }))

  t.notOk('params' in ((await ask(app, { size: 30 })).issues?.[0] ?? {}))
  t.same(eventOf(await app.inject('/')).issues, [{ in: 'query', pointer: '/a', message: 'x' }])
  t.equal(JSON.stringify(app.getSchema('ApiErrorEvent')), JSON.stringify(ApiErrorEventSchema))
})

t.test('events with and without issues are valid by the schema that the option registers', async t => {
  const app = await buildWithParams(t)
  app.post('/', async () => { throw new Error('x') })

  t.same(await ask(app, {}), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

for (const schema of [{ writeOnly: true, enum: ['hunter2'] }, { format: 'password', pattern: '^hunter2$' }, { writeOnly: true, maximum: 4711 }]) {
  t.test(`no rule of ${JSON.stringify(schema)} is sent`, async t => {
    t.same(await paramsOf(t, { type: 'object', properties: { pin: { type: ['string', 'integer'], ...schema } } }, { pin: 'maximum' in schema ? 4712 : 'x' }), { name: 'pin' })
  })
}

for (const rule of [{ maximum: { $data: '1/other' } }, { enum: { $data: '1/list' } }, { const: { $data: '1/other' } }, { anyOf: [{ const: { $data: '1/other' } }, { const: { $data: '1/third' } }] }]) {
  t.test(`no value of the request is sent for ${JSON.stringify(rule)}`, async t => {
    const app = await buildWithParams(t, {}, { ajv: { customOptions: { $data: true, strict: false } } })
    app.post('/', { schema: { body: { type: 'object', properties: { size: rule } } } }, async () => 'valid')

    const [issue] = (await ask(app, { size: 4712, other: 4711, third: 4711, list: [4711] })).issues ?? []

    t.notMatch(JSON.stringify(issue), '4711')
    t.same(issue?.params, { name: 'size' })
  })
}

t.test('what a custom keyword reports is not sent', async t => {
  const validate = Object.assign((_schema: unknown, data: unknown) => {
    Object.assign(validate, { errors: [{ keyword: 'isFree', params: { value: data, limit: data, name: data }, message: 'x' }] })
    return false
  }, { errors: [] })
  const app = await buildWithParams(t, {}, { ajv: { customOptions: { keywords: [{ keyword: 'isFree', validate }] as never } } })
  app.post('/', { schema: { body: { type: 'object', properties: { name: { isFree: true } } } } }, async () => 'valid')

  t.same((await ask(app, { name: 'hunter2' })).issues, [{ in: 'body', pointer: '/name', keyword: 'isFree', params: { name: 'name' }, message: '`name` is invalid.' }])
})

t.test('what a validator reports in place of numbers is not sent', async t => {
  const app = await buildWithParams(t)
  const params = { limit: () => 4711, len: { value: 4711 } }
  app.post('/', { schema: { body: {} }, validatorCompiler: () => () => ({ error: [{ instancePath: '/a', schemaPath: '#', keyword: 'maxItems', params, message: 'x' }] }) }, async () => 'valid')

  t.same((await ask(app, {})).issues?.[0]?.params, { name: 'a' })
})

for (const name of ['ajv', 'ajv allErrors', 'ajv2020', 'typebox5', 'typebox6'] as ValidatorName[]) {
  t.test(`${name}: the member is named alike`, async t => {
    const schema = Type.Object({ size: Type.Object({ width: Type.Integer({ maximum: 25 }) }, { additionalProperties: false }) })

    t.same(await paramsOf(t, schema, {}, name), { missingProperty: 'size', name: 'size' })
    t.same(await paramsOf(t, schema, { size: { width: 30 } }, name), { limit: 25, name: 'width', parent: 'size' })
    t.same(await paramsOf(t, schema, { size: { width: 1, depth: 1 } }, name), { additionalProperty: 'depth', name: 'depth', parent: 'size' })
  })
}

for (const name of ['zod', 'zod-openapi'] as ValidatorName[]) {
  t.test(`${name}: numbers and names are sent`, async t => {
    t.same(await paramsOf(t, z.object({ size: z.number().max(25) }), { size: 30 }, name), { limit: 25, name: 'size' })
    t.same(await paramsOf(t, z.object({ size: z.number().max(25) }), {}, name), { missingProperty: 'size', name: 'size' })
  })
}

t.test('params that a handler passes are sent as far as they are plain and short', async t => {
  const app = await buildWithParams(t)
  const issue = { in: 'body', pointer: '/a', message: 'x' }
  const given = { limit: 1, names: ['a', 'b'], none: null, long, object: {}, nested: [['a']], many: letters(21), nan: NaN, big: 1n, call: () => 1, [long]: 1 }
  const values = [given, 7, null, ['a'], {}, { object: {} }, new Proxy({}, { ownKeys () { throw new Error('x') } })]
  app.post('/', (_request, reply) => reply.apiError('conflict', {
    issues: values.map((params, index) => ({ ...issue, pointer: `/${index}`, params })) as never
  }))

  t.same((await ask(app, {})).issues?.map(({ params }) => params), [{ limit: 1, names: ['a', 'b'], none: null }, ...Array(5).fill(undefined)])
})

t.test('the event is cached, frozen, and its lists are not those of the schema', async t => {
  const allowed = ['b', 'c']
  const app = await buildWithParams(t)
  app.post('/', { schema: { body: { type: 'object', properties: { a: { enum: allowed } } } } }, async () => 'valid')

  for (let count = 0; count < 2; count++) t.same((await ask(app, { a: 'x' })).issues?.[0]?.params, { allowedValues: ['b', 'c'], name: 'a' })

  t.notOk(Object.isFrozen(allowed))
})

t.test('translate and params go together, and toApiErrorEvent has both', async t => {
  const app = await buildWithParams(t, { translate: () => 'Zu gross.' })
  app.post('/', { attachValidation: true, schema: { body: { type: 'object', properties: { size: { maximum: 25 } } } } },
    async request => toApiErrorEvent(request.validationError, { request }))

  const { body } = await app.inject({ method: 'POST', url: '/', payload: { size: 30 } })

  t.match(body, '{"in":"body","pointer":"/size","keyword":"maximum","params":{"limit":25,"name":"size"},"message":"Zu gross."}')
})

t.test('problem details have the params', async t => {
  const app = await buildWithParams(t, { problemDetails: true })
  app.get('/', { schema: { querystring: { type: 'object', properties: { size: { type: 'integer' } } } } }, async () => 'valid')

  const { body } = await app.inject({ url: '/?size=x', headers: { accept: 'application/problem+json' } })

  t.match(body, '"issues":[{"in":"query","pointer":"/size","keyword":"type","params":{"type":"integer","name":"size"},"message":"`size` must be an integer."}]')
})

t.test('a nested scope has its own setting', async t => {
  const app = await build(t)
  await app.register(async nested => {
    await nested.register(fastifyApiError, { issueParams: true })
    nested.get('/nested', { schema: { querystring: { required: ['size'] } } }, async () => 'valid')
  })
  app.get('/', { schema: { querystring: { required: ['size'] } } }, async () => 'valid')

  t.match((await app.inject('/nested')).body, '"params"')
  t.notMatch((await app.inject('/')).body, '"params"')
})
