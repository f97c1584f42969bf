import { Type } from '@sinclair/typebox'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { failBody, type ValidatorName } from '../fixtures/validators.js'

const object = (properties: object, others: object = {}) => ({ type: 'object', properties, ...others })

const tagged = object({
  v: {
    type: 'object',
    discriminator: { propertyName: 'type' },
    required: ['type'],
    oneOf: [
      { properties: { type: { const: 'a' }, n: { type: 'integer' } }, required: ['n'] },
      { properties: { type: { const: 'b' } } }
    ]
  }
})
const union = Type.Object({
  v: Type.Union([
    Type.Object({ t: Type.Literal('a'), n: Type.Integer() }),
    Type.Object({ t: Type.Literal('b'), m: Type.Integer() })
  ])
})
const recursive = {
  $id: 'tree',
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, kids: { type: 'array', items: { $ref: '#' } } }
}
const text = { oneOf: [{ type: 'string' }, { type: 'object' }] }
const ajvs = ['ajv', 'ajv allErrors', 'ajv2020', 'ajv2020 allErrors'] as const
const all = [...ajvs, 'typebox6'] as const
const ajv2020s = ['ajv2020', 'ajv2020 allErrors', 'typebox6'] as const

type Row = readonly [
  input: string, validators: readonly ValidatorName[], schema: object, body: unknown,
  constant: 'invalid_params' | 'invalid_object', pointer: string, message: string
]

const rows: readonly Row[] = [
  ['an absent body', all, object({}), undefined, 'invalid_params', '', 'Please provide a request body.'],
  ['a body that is null', all, object({}), null, 'invalid_params', '', 'Request body must be an object.'],
  ['a body that is an array', all, object({}), [], 'invalid_params', '', 'Request body must be an object.'],
  ['an object in a root array', all, { type: 'array', items: object({ id: { type: 'integer' } }) }, [{ id: 'x' }], 'invalid_object', '/0/id', '[0].id must be an integer.'],
  ['a scalar in a root array', all, { type: 'array', items: { type: 'integer' } }, [1, 'x'], 'invalid_object', '/1', '[1] must be an integer.'],
  ['a root array as a whole', all, { type: 'array', minItems: 1 }, [], 'invalid_params', '', 'Request body must have at least 1 item.'],
  ['an unknown member', all, object({ a: {} }, { additionalProperties: false }), { b: 1 }, 'invalid_params', '/b', '`b` is not allowed in request body.'],
  ['an unknown nested member', all, object({ c: object({}, { additionalProperties: false }) }), { c: { b: 1 } }, 'invalid_object', '/c/b', 'b is not allowed under c object.'],
  ['an unknown member that is an object', all, object({}, { additionalProperties: false }), { b: {} }, 'invalid_params', '/b', '`b` is not allowed in request body.'],
  ['additionalProperties with a schema', all, { type: 'object', additionalProperties: { type: 'integer' } }, { b: 'x' }, 'invalid_params', '/b', '`b` must be an integer.'],
  ['dependentRequired', ajv2020s, { type: 'object', dependentRequired: { a: ['b'] } }, { a: 1 }, 'invalid_params', '/b', '`b` is required in request body when `a` is present.'],
  ['propertyNames', all, { type: 'object', propertyNames: { pattern: '^[a-z]+$' } }, { A1: 1 }, 'invalid_params', '/A1', '`A1` is not a valid name in request body: names must match the pattern ^[a-z]+$.'],
  ['a union with an object branch', ajv2020s, object({ v: text }), { v: 7 }, 'invalid_object', '/v', 'v must be a string or an object.'],
  ['the same member missing', all, object({ v: text }, { required: ['v'] }), {}, 'invalid_object', '/v', 'Please provide v.'],
  ['a nullable object', all, object({ v: { type: ['object', 'null'] } }, { required: ['v'] }), {}, 'invalid_object', '/v', 'Please provide v.'],
  ['an anyOf with null', all, object({ v: { anyOf: [{ type: 'object' }, { type: 'null' }] } }, { required: ['v'] }), {}, 'invalid_object', '/v', 'Please provide v.'],
  ['two branches that match', all, object({ v: { oneOf: [{ type: 'integer' }, { minimum: 1 }] } }), { v: 3 }, 'invalid_params', '/v', '`v` must fit exactly one alternative, but fits 2.'],
  ['a union of objects without a discriminator', [...all, 'typebox5'], union, { v: { t: 'a', n: 'x' } }, 'invalid_object', '/v/n', 'v.n must be an integer.'],
  ['an unknown tag', all, tagged, { v: { type: 'secret' } }, 'invalid_object', '/v/type', 'v.type must be a or b.'],
  ['a missing tag', all, tagged, { v: {} }, 'invalid_object', '/v/type', 'Please provide type under v object.'],
  ["a fault inside the tag's branch", all, tagged, { v: { type: 'a', n: 'x' } }, 'invalid_object', '/v/n', 'v.n must be an integer.'],
  ['a union of constants', [...all, 'typebox5'], Type.Object({ a: Type.Union([Type.Literal('A'), Type.Literal('B')]) }), { a: 'x' }, 'invalid_params', '/a', '`a` must be A or B.'],
  ['a root anyOf of required', all, { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] }, {}, 'invalid_params', '', '`a` or `b` is required in request body.'],
  ['allOf', all, { allOf: [object({ a: {} }), object({ b: { type: 'object' } }, { required: ['b'] })] }, {}, 'invalid_object', '/b', 'Please provide b.'],
  ['a recursive $ref', ajvs, recursive, { id: 'x', kids: [{ id: 'y', kids: [{}] }] }, 'invalid_object', '/kids/0/kids/0/id', 'Please provide id.'],
  ['if and then', ajvs, { type: 'object', if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } }, { a: 1 }, 'invalid_params', '/b', '`b` is required in request body when `a` is 1.'],
  ['if and then, told as one', ['typebox6'], { type: 'object', if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } }, { a: 1 }, 'invalid_params', '/b', '`b` is required in request body when `a` is 1.'],
  ['contains', all, object({ a: { type: 'array', contains: { const: 'ADMIN' } } }), { a: ['x'] }, 'invalid_object', '/a', 'a must contain ADMIN.'],
  ['uniqueItems', all, object({ a: { type: 'array', uniqueItems: true } }), { a: [1, 1] }, 'invalid_object', '/a', 'a must not have duplicate items (items 0 and 1 are equal).'],
  ['patternProperties', all, { type: 'object', patternProperties: { '^x': { type: 'object' } } }, { xa: 1 }, 'invalid_object', '/xa', 'xa must be an object.'],
  ['a closed tuple', ['ajv', 'ajv allErrors', 'typebox6'], object({ v: { type: 'array', items: [{}, {}], additionalItems: false } }), { v: [1, 2, 3] }, 'invalid_object', '/v', 'v must have at most 2 items.'],
  ['a closed tuple of 2020-12', ajv2020s, object({ v: { type: 'array', prefixItems: [{}, {}], items: false } }), { v: [1, 2, 3] }, 'invalid_object', '/v', 'v must have at most 2 items.'],
  ['an enum of 249', all, object({ v: { enum: Array.from({ length: 249 }, (_, index) => `${index}`) } }), { v: 'x' }, 'invalid_params', '/v', '`v` must be one of the 249 allowed values.'],
  ['a false schema', all, object({ v: false as unknown as object }), { v: 1 }, 'invalid_params', '/v', '`v` is not allowed in request body.'],
  ['a member of an element', all, object({ outputs: { type: 'array', items: object({ url: { type: 'string' } }) } }), { outputs: [{ url: {} }] }, 'invalid_object', '/outputs/0/url', 'outputs[0].url must be a string.'],
  ['null for an integer, which Ajv coerces to 0', ['ajv'], object({ n: { type: 'integer', minimum: 1 } }), { n: null }, 'invalid_params', '/n', '`n` must be ≥ 1.']
]

for (const [input, validators, schema, body, constant, pointer, message] of rows) {
  for (const name of validators) {
    t.test(`${input}, found by ${name}`, async t => {
      const event = await failBody(t, name, schema, body)

      t.hasStrict(event, { constant, message, issues: [{ in: 'body', pointer, message }] })
      t.equal(event.issues?.length, 1)
      t.notMatch(JSON.stringify(event), 'secret')
    })
  }
}

t.test('a body of text, where an object is expected', async t => {
  const app = await build(t)
  app.post('/', { schema: { body: object({}) } }, async () => 'valid')

  const response = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, payload: 'x' })

  t.hasStrict(eventOf(response), { constant: 'invalid_params', message: 'Request body must be an object.', issues: [{ pointer: '' }] })
})

t.test("Fastify's Ajv strips unknown members silently", async t => {
  const app = await build(t)
  app.post('/', { schema: { body: object({ a: {} }, { additionalProperties: false }) } }, async request => request.body)

  t.same((await app.inject({ method: 'POST', url: '/', payload: { a: 1, b: 2 } })).json(), { a: 1 })
})

for (const [input, options, constant, pointer, message] of [
  ['a header schema in upper case', { schema: { headers: object({ 'X-Tenant': { type: 'integer' } }) }, headers: { 'x-tenant': 'abc' } }, 'header', '/x-tenant', '`x-tenant` must be an integer.'],
  ['a missing header', { schema: { headers: object({ 'X-Tenant': { type: 'string' } }, { required: ['X-Tenant'] }) } }, 'header', '/x-tenant', '`x-tenant` is required in request headers.'],
  ['a header of wrong case with an errorMessage', { schema: { headers: object({ 'X-Tenant': { type: 'integer', errorMessage: 'Which tenant?' } }) }, headers: { 'X-TENANT': 'abc' } }, 'header', '/x-tenant', 'Which tenant?'],
  ['a repeated parameter', { schema: { querystring: object({ id: { type: 'array', items: { type: 'integer' } } }) }, url: '/?id=1&id=x' }, 'query', '/id/1', '`id[1]` must be an integer.'],
  ['a scalar for an object in the query string', { schema: { querystring: object({ f: { type: 'object' } }) }, url: '/?f=x' }, 'query', '/f', '`f` must be an object.'],
  ['a missing query parameter', { schema: { querystring: object({ page: {} }, { required: ['page'] }) } }, 'query', '/page', '`page` is required in query string.'],
  ['the alias `query`', { schema: { query: object({ page: { type: 'integer', errorMessage: 'Which page?' } }) }, url: '/?page=x' }, 'query', '/page', 'Which page?']
] as ReadonlyArray<readonly [string, { schema: object, headers?: Record<string, string>, url?: string }, string, string, string]>) {
  t.test(input, async t => {
    const app = await build(t)
    app.get('/', { schema: options.schema }, async () => 'valid')

    const event = eventOf(await app.inject({ url: options.url ?? '/', headers: options.headers ?? {} }))

    t.hasStrict(event, { constant: 'invalid_params', message, issues: [{ in: constant, pointer }] })
  })
}

t.test('a missing path parameter names the request path', async t => {
  const app = await build(t)
  app.get('/:id', { schema: { params: object({ other: {} }, { required: ['other'] }) } }, async () => 'valid')

  t.hasStrict(eventOf(await app.inject('/1')), { message: '`other` is required in request path.', issues: [{ in: 'path', pointer: '/other' }] })
})

t.test('a body schema by media type is walked by the media type of the request', async t => {
  const app = await build(t)
  const content = {
    'application/json': { schema: object({ a: { type: 'object', properties: { b: { type: 'integer', errorMessage: 'JSON b.' } } } }) },
    'text/plain': { schema: { type: 'string', minLength: 3, errorMessage: 'Longer, please.' } }
  }
  app.post('/', { schema: { body: { content } } }, async () => 'valid')
  const post = async (type: string, payload: string) => eventOf(await app.inject({ method: 'POST', url: '/', headers: { 'content-type': type }, payload }))

  t.hasStrict(await post('application/json; charset=utf-8', '{"a":{"b":"x"}}'), { constant: 'invalid_object', message: 'JSON b.' })
  t.hasStrict(await post('text/plain', 'x'), { constant: 'invalid_params', message: 'Longer, please.' })
})

t.test('several faults of one body: the first decides, all are issues', async t => {
  const schema = object({ a: { type: 'integer' }, c: object({ d: { type: 'integer' } }) })

  t.hasStrict(await failBody(t, 'ajv allErrors', schema, { a: 'x', c: { d: 'x' } }), {
    constant: 'invalid_params', message: '`a` must be an integer.', issues: [{ pointer: '/a' }, { pointer: '/c/d' }]
  })
})
