import Fastify, { type FastifyInstance } from 'fastify'
import Joi from 'joi'
import t from 'tap'
import fastifyApiError, { serverOptions } from '../../lib/index.js'
import { SchemaWalker } from '../../lib/json-schema/schema-walker.js'
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

  t.same(await post(app, { a: 'x'.repeat(100) }), { constant: 'payload_too_large', code: 413, message: 'Request body is too large.' })
  t.same(eventOf(await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/secret' }, payload: 'x' })), {
    constant: 'unsupported_media_type', code: 415, message: 'Content-Type is not supported.'
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

t.test('a validator that gives an Error without items is answered with one issue at the part', async t => {
  const app = await build(t)
  app.setValidatorCompiler<Joi.Schema>(({ schema }) => value => schema.validate(value) as { value: unknown })
  app.post('/', { schema: { body: Joi.object({ size: Joi.number().max(3) }) } }, async () => 'valid')

  t.same(await post(app, { size: 'hunter2' }), {
    constant: 'invalid_params',
    code: 400,
    message: 'Request body is invalid.',
    issues: [{ in: 'body', pointer: '', message: 'Request body is invalid.' }]
  })
})

t.test('an $async schema is read like any other', async t => {
  const app = await build(t)
  app.post('/', { schema: { body: { $async: true, type: 'object', required: ['a'] } } }, async () => 'valid')

  t.hasStrict(await post(app, {}), { constant: 'invalid_params', code: 400, issues: [{ pointer: '/a', keyword: 'required' }] })
})

t.test('an $async validator whose database is gone says nothing of it', async t => {
  const app = Fastify(serverOptions({
    ajv: {
      plugins: [ajv => ajv.addKeyword({
        keyword: 'taken', async: true, validate: async () => { throw new Error('ECONNREFUSED 10.0.0.1') }
      })]
    }
  }))
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  app.post('/', { schema: { body: { $async: true, type: 'object', taken: true } } }, async () => 'valid')

  const event = await post(app, {})

  t.notMatch(JSON.stringify(event), 'ECONNREFUSED')
})

t.test('a validator that throws is a fault of the server', async t => {
  const app = await build(t)
  app.setValidatorCompiler(() => () => { throw new Error('hunter2') })
  app.post('/', { schema: { body: {} } }, async () => 'valid')

  t.same(await post(app, {}), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

for (const validation of [[], [null, 'x'], 'x', {}, [{ instancePath: 7 }], [{ instancePath: '' }], [{ instancePath: '/a', keyword: 'minimum' }]]) {
  t.test(`items of an unknown kind, ${JSON.stringify(validation)}, become an event`, async t => {
    const app = await build(t)
    app.get('/', () => { throw Object.assign(new Error('hunter2'), { statusCode: 400, validationContext: 'querystring', validation }) })

    const event = eventOf(await app.inject('/'))

    t.hasStrict(event, { constant: 'invalid_params', code: 400 })
    t.notMatch(JSON.stringify(event), 'hunter2')
  })
}

t.test('a response that does not fit its schema is a fault of the server', async t => {
  const app = await build(t)
  app.get('/', { schema: { response: { 200: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } } } } }, async () => ({ hunter2: 1 }))

  t.same(eventOf(await app.inject('/')), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

t.test('the walk through a schema with cycles of objects and of $refs ends', async t => {
  const cyclic: Record<string, unknown> = { $ref: '#/properties/a', properties: {} }
  Object.assign(cyclic.properties as object, { a: cyclic, b: { $ref: '#' } })
  const walker = new SchemaWalker(cyclic, undefined, () => undefined, false)

  t.ok(walker.matchesAlong(Array.from({ length: 100 }, () => 'a')).every(({ nodes }) => nodes.length > 0))
  t.same(walker.matchAt(['none']).nodes, [])
})

t.test('with allErrors, a fault beside a union is an issue of its own', async t => {
  const union = { anyOf: [{ $ref: '#/definitions/a' }, { required: ['b'] }], definitions: { a: { required: ['a'] } } }

  const event = await failBody(t, 'ajv allErrors', { $id: 'beside', type: 'object', required: ['c'], minProperties: 1, ...union }, {})

  t.same(event.issues?.map(({ pointer, keyword }) => [pointer, keyword]).sort(), [['', 'anyOf'], ['', 'minProperties'], ['/c', 'required']])
})

t.test('schemas that the walk cannot follow are left aside', async t => {
  const at = (schema: unknown, token = 'a') => new SchemaWalker(schema, undefined, () => undefined, false).matchAt([token]).nodes.map(node => node.schema)

  t.same(at({ patternProperties: { '(': { type: 'string' } } }), [])
  t.same(at({ $ref: '#/definitions/%zz' }), [])
  t.same(at({ $ref: '#/definitions/a%20b', definitions: { 'a b': { properties: { a: { type: 'null' } } } } }), [{ type: 'null' }])
  t.same(at({ $ref: 'nowhere#/x' }), [])
  t.same(at(null), [])
  t.same(at({ properties: null, patternProperties: 7, items: 'x' }, '0'), [])
})

t.test('a schema that cannot tell its JSON Schema says nothing, and the event is valid', async t => {
  const app = await build(t)
  app.setValidatorCompiler(() => () => ({ error: [{ keyword: 'required', instancePath: '', schemaPath: '#/required', params: { missingProperty: 'a' } }] }))
  const body = { '~standard': { jsonSchema: { input: () => { throw new Error('hunter2') } } } }
  app.post('/', { schema: { body } }, async () => 'valid')

  t.hasStrict(await post(app, {}), { constant: 'invalid_params', message: '`a` is required in request body.' })
})

for (const [name, error] of [
  ['a string', 'hunter2'], ['true', true], ['a number', 7], ['an object', { details: ['hunter2'] }], ['null in a list', [null]], ['a string in a list', ['hunter2']],
  ['an item that cannot be read', [{ get instancePath () { throw new Error('hunter2') } }]]
] as const) {
  t.test(`a validator that gives ${name} for its items is a failed validation, also behind an async hook`, async t => {
    const app = await build(t)
    app.setValidatorCompiler(() => () => ({ error: error as unknown as Error }))
    const schema = { body: {} }
    const invalid = { constant: 'invalid_params', code: 400, message: 'Request body is invalid.' }
    app.post('/', { schema }, async () => 'valid')
    // Nobody catches there what the formatter of the items throws.
    app.post('/behind', { schema, preValidation: async () => {} }, async () => 'valid')

    for (const url of ['/', '/behind']) {
      t.hasStrict(eventOf(await app.inject({ method: 'POST', url, payload: {} })), invalid)
    }
  })
}

t.test('a custom keyword with a param named issue is not taken for one of zod', async t => {
  const item = { keyword: 'unique', instancePath: '/name', schemaPath: '#/properties/name/unique', params: { issue: { table: 'rooms' } }, message: 'taken' }
  const app = await build(t)
  app.setValidatorCompiler(() => () => ({ error: [item] as never }))
  app.post('/', { schema: { body: { type: 'object', properties: { name: { type: 'string', errorMessage: { unique: 'This name is taken.' } } } } } }, async () => 'unreachable')

  const response = await app.inject({ method: 'POST', url: '/', payload: { name: 'x' } })

  t.match(eventOf(response), { message: 'This name is taken.', issues: [{ pointer: '/name', keyword: 'unique' }] })
})

t.test('a pattern that is no regular expression decides nothing', async t => {
  // Ajv without the flag `u` takes it.
  const pattern = '^\\-$'
  const branch = (tag: string, member: string) => ({ type: 'object', properties: { kind: { const: tag }, [member]: { type: 'string' } }, required: [member] })
  const walker = new SchemaWalker({
    if: { properties: { kind: { pattern } } }, then: { title: 'then' }, else: { title: 'else' }, anyOf: [branch('a', 'x'), branch('b', 'y')]
  }, { kind: 'a' }, () => undefined, false)

  const open = walker.matchAt([]).nodes.filter(({ isOpen }) => isOpen).map(({ schema }) => schema.title ?? schema.required)

  t.strictSame(open, [undefined, 'then', 'else', ['x']])
})
