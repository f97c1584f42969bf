import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { buildWith, failBody } from '../fixtures/validators.js'

const post = async (app: FastifyInstance, payload: unknown) => eventOf(await app.inject({
  method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload: typeof payload === 'string' ? payload : JSON.stringify(payload)
}))

t.test('of 10,000 issues, the first 100 are sent', async t => {
  const schema = { type: 'array', items: { type: 'object', required: ['a'] } }

  const event = await failBody(t, 'ajv allErrors', schema, Array.from({ length: 10_000 }, () => ({})))

  t.equal(event.issues?.length, 100)
  t.hasStrict(event.issues?.[99], { pointer: '/99/a', message: 'Please provide a.' })
})

t.test('branches that are all broken many times are compared in bounded time', async t => {
  const lists = { anyOf: [{ type: 'array', items: { type: 'integer' } }, { type: 'array', items: { type: 'boolean' } }] }

  t.hasStrict(await failBody(t, 'ajv allErrors', lists, Array.from({ length: 8000 }, () => 'x')), { code: 422 })
})

t.test('1,000 items below a name of 20,000 letters are read in bounded time', async t => {
  const lists = { anyOf: [{ type: 'object', additionalProperties: { type: 'array', items: { type: 'integer' } } }, { type: 'array' }] }

  t.hasStrict(await failBody(t, 'ajv allErrors', lists, { ['k'.repeat(20_000)]: Array.from({ length: 1000 }, () => 'x') }), { code: 422 })
})

t.test('60,000 members are compared with the branches of a union in bounded time', async t => {
  const branches = Array.from({ length: 10 }, (_, index) => ({ type: 'object', properties: { [`p${index}`]: { type: 'string' } }, patternProperties: { '^a': {} }, required: [`p${index}`] }))

  t.hasStrict(await failBody(t, 'ajv', { anyOf: branches }, Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`m${index}`, 1]))), { code: 400 })
})

for (const depth of [100, 1000, 2000]) {
  t.test(`a body of ${depth} levels with conditions is refused, not a crash`, async t => {
    const schema = { $id: `deep${depth}`, type: 'object', properties: { kind: {}, next: { $ref: '#' } }, required: ['kind'], if: { required: ['x'] }, then: { required: ['y'] } }
    const app = await build(t)
    app.post('/', { schema: { body: schema } }, async () => 'valid')

    t.equal((await post(app, `${'{"kind":1,"next":'.repeat(depth)}{"kind":1,"x":1}${'}'.repeat(depth)}`)).code, 422)
  })
}

t.test('a union of many branches in many elements stays bounded', async t => {
  const branches = Array.from({ length: 50 }, (_, index) => ({ type: 'object', required: [`m${index}`] }))

  const event = await failBody(t, 'ajv allErrors', { type: 'array', items: { anyOf: branches } }, Array.from({ length: 200 }, () => ({})))

  t.hasStrict(event.issues?.[0], { pointer: '/0', keyword: 'anyOf' })
  t.ok((event.issues?.length ?? 0) <= 100)
})

t.test('an over-long name is bounded in the message, and its pointer that of the nearest ancestor', async t => {
  const schema = { type: 'object', properties: { c: { type: 'object', additionalProperties: false } } }

  const event = await failBody(t, 'ajv', schema, { c: { ['x'.repeat(5000)]: 1 } })

  t.match(event.message, /^x{63}… is not allowed under c object\.$/)
  t.equal(event.issues?.[0]?.pointer, '/c')
})

t.test('names with control characters, quotes and lone surrogates are cleaned in the message and exact in the pointer', async t => {
  const name = 'a\u0000\n"`\u202e\ud800/~'

  const event = await failBody(t, 'ajv', { type: 'object', additionalProperties: false }, { [name]: 1 })

  t.equal(event.message, '`a "`\ufffd/~` is not allowed in request body.')
  t.equal(event.issues?.[0]?.pointer, '/a\u0000\n"`\u202e\ud800~1~0')
})

for (const name of ['constructor', 'toString', 'hasOwnProperty', 'prototype', '0', '', '__defineGetter__']) {
  t.test(`the name ${JSON.stringify(name)} is a name like any other`, async t => {
    const schema = { type: 'object', additionalProperties: false, properties: { a: {} } }

    const event = await failBody(t, 'ajv', schema, { [name]: 1 })

    t.hasStrict(event, { constant: 'invalid_params', issues: [{ pointer: `/${name}`, message: `\`${name}\` is not allowed in request body.` }] })
  })
}

for (const payload of ['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', '{', '[', '"', '\u0000', 'undefined', '{"a":1,}']) {
  t.test(`the body ${JSON.stringify(payload)} is answered with a fixed message`, async t => {
    const app = await build(t)
    app.post('/', async () => 'valid')

    t.same(await post(app, payload), { constant: 'invalid_params', code: 400, message: 'Request body is not valid JSON.' })
  })
}

t.test('a body that is too large, and one of an unknown media type, have their own constants', async t => {
  const app = await build(t, {}, { bodyLimit: 10 })
  app.post('/', async () => 'valid')

  t.same(await post(app, { a: 'x'.repeat(100) }), { constant: 'payload_too_large', code: 413, message: 'Request body is too large; at most 10 bytes are accepted.' })
  t.same(eventOf(await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/secret' }, payload: 'x' })), {
    constant: 'unsupported_media_type', code: 415, message: 'Content-Type is not supported; send application/json or text/plain.'
  })
})

t.test('deep nesting ends in an event', async t => {
  const schema = { $id: 'deep', type: 'object', properties: { k: { $ref: '#' }, n: { type: 'integer' } } }
  const app = await buildWith(t, 'ajv')
  app.post('/', { schema: { body: schema } }, async () => 'valid')

  const shallow = await post(app, `${'{"k":'.repeat(200)}{"n":"x"}${'}'.repeat(200)}`)
  const deep = await post(app, `${'{"k":'.repeat(2000)}{"n":"x"}${'}'.repeat(2000)}`)
  const deepest = await post(app, `${'{"k":'.repeat(100_000)}{"n":"x"}${'}'.repeat(100_000)}`)

  t.hasStrict(shallow, { constant: 'invalid_object', message: 'k.n must be an integer.', issues: [{ pointer: `${'/k'.repeat(200)}/n` }] })
  t.hasStrict(deep, { constant: 'invalid_object', issues: [{ pointer: '/k'.repeat(512) }] })
  t.ok(deepest.code >= 400)
})

t.test('a value that the client sent is never echoed', async t => {
  const secret = 'hunter2'
  const properties = {
    type: { type: 'integer' },
    enum: { enum: ['A'] },
    const: { const: 'A' },
    pattern: { type: 'string', pattern: '^a$' },
    format: { type: 'string', format: 'uuid' },
    length: { type: 'string', maxLength: 1 },
    union: { anyOf: [{ type: 'integer' }, { type: 'boolean' }] },
    list: { type: 'array', uniqueItems: true, items: { type: 'string' } }
  }
  const body = Object.fromEntries(Object.keys(properties).map(name => [name, name === 'list' ? [secret, secret] : secret]))

  const event = await failBody(t, 'ajv allErrors', { type: 'object', properties }, body)

  t.equal(event.issues?.length, Object.keys(properties).length)
  t.notMatch(JSON.stringify(event), secret)
})

t.test('with allErrors, a fault beside a union is an issue of its own', async t => {
  const union = { anyOf: [{ $ref: '#/definitions/a' }, { required: ['b'] }], definitions: { a: { required: ['a'] } } }

  const event = await failBody(t, 'ajv allErrors', { $id: 'beside', type: 'object', required: ['c'], minProperties: 1, ...union }, {})

  t.same(event.issues?.map(({ pointer, keyword }) => [pointer, keyword]).sort(), [['', 'anyOf'], ['', 'minProperties'], ['/c', 'required']])
})

t.test('a custom keyword with a param named issue is not taken for one of zod', async t => {
  const item = { keyword: 'unique', instancePath: '/name', schemaPath: '#/properties/name/unique', params: { issue: { table: 'rooms' } }, message: 'taken' }
  const app = await build(t)
  app.setValidatorCompiler(() => () => ({ error: [item] as never }))
  app.post('/', { schema: { body: { type: 'object', properties: { name: { type: 'string', errorMessage: { unique: 'This name is taken.' } } } } } }, async () => 'unreachable')

  const response = await app.inject({ method: 'POST', url: '/', payload: { name: 'x' } })

  t.match(eventOf(response), { message: 'This name is taken.', issues: [{ pointer: '/name', keyword: 'unique' }] })
})
