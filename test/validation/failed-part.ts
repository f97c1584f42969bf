import t from 'tap'
import { z } from 'zod'
import { FailedPart } from '../../lib/validation/failed-part.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { failedPart } from '../fixtures/failed-part.js'

const schema = { type: 'object', properties: { a: { $ref: 'Shared' } } }

for (const part of ['params', 'querystring', 'headers', 'body'] as const) {
  t.test(`the ${part} have their schema and their value`, async t => {
    const failed = failedPart(schema, { a: 1 }, { part })

    t.equal(failed.part, part)
    t.equal(failed.schema, schema)
    t.strictSame(failed.walker.matchAt([]).value, { a: 1 })
  })
}

t.test('without a request, there is neither a schema nor a value', async t => {
  const failed = new FailedPart('body', undefined)

  t.equal(failed.schema, undefined)
  t.equal(failed.scope, undefined)
  t.equal(failed.walker.matchAt([]).value, undefined)
  t.strictSame(failed.walker.matchAt([]).nodes, [])
})

t.test('a shared schema is looked up in the scope of the request', async t => {
  const shared = { title: 'Shared' }

  t.equal(failedPart(schema, {}, { shared: { Shared: shared } }).walker.matchAt(['a']).nodes.at(-1)?.schema, shared)
})

t.test('the schema is walked once', async t => {
  const failed = failedPart(schema, {})

  t.equal(failed.walker, failed.walker)
})

t.test('a schema of zod is read as JSON Schema', async t => {
  t.hasStrict(failedPart(z.object({ a: z.int() }), {}).schema, { type: 'object', properties: { a: { type: 'integer' } } })
})

t.test('only the names of headers have no case', async t => {
  const upper = { properties: { 'X-Key': {} } }

  t.equal(failedPart(upper, {}, { part: 'headers' }).walker.matchAt(['x-key']).nodes.length, 1)
  t.equal(failedPart(upper, {}, { part: 'querystring' }).walker.matchAt(['x-key']).nodes.length, 0)
})

const content = { 'application/json': { schema: { title: 'JSON' } }, 'text/csv': { schema: { title: 'CSV' } } }

for (const [contentType, expected] of [
  ['application/json', { title: 'JSON' }],
  ['application/json; charset=utf-8', { title: 'JSON' }],
  ['Text/CSV', { title: 'CSV' }],
  ['text/csv ;header=present', { title: 'CSV' }],
  ['text/html', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
  ['', undefined]
] as const) {
  t.test(`the schema of a body of the type ${JSON.stringify(contentType)}`, async t => {
    t.strictSame(failedPart({ content }, {}, { headers: { 'content-type': contentType } }).schema, expected)
  })
}

t.test('a body without a type has no schema if each type has its own', async t => {
  t.equal(failedPart({ content }, {}).schema, undefined)
})

t.test('a member called content says nothing of media types outside the body', async t => {
  const query = { content }

  t.equal(failedPart(query, {}, { part: 'querystring' }).schema, query)
})

const json = { headers: { 'content-type': 'application/json' } }

for (const [name, failed, expected] of [
  ['a body that is undefined', failedPart({}, undefined, json), true],
  ['a body that is null', failedPart({}, null, json), false],
  ['a body that is empty', failedPart({}, '', json), false],
  ['a body of null without a type', failedPart({}, null), true],
  ['a body of null without a type, but of a length', failedPart({}, null, { headers: { 'content-length': '4' } }), false],
  ['an object that a hook sets as body', failedPart({}, {}), false],
  ['a query string that is undefined', failedPart({}, undefined, { part: 'querystring' }), false],
  ['a body of an unknown request', new FailedPart('body', undefined), false]
] as const) {
  t.test(`${name} ${expected ? 'is' : 'is not'} absent`, async t => {
    t.equal(failed.isBodyAbsent, expected)
  })
}

for (const [what, schema] of [
  ['an array', { type: 'array', items: { type: 'object' } }], ['a number', { type: 'integer', minimum: 1 }], ['a text', { type: 'string', minLength: 2 }],
  ['an array of arrays', { type: 'array', items: { type: 'array', minItems: 2 } }], ['a union', { anyOf: [{ type: 'array', items: { type: 'object' } }, { type: 'object', required: ['a'] }] }]
] as const) {
  t.test(`a body that is absent is told as such, although coercion makes ${what} of it`, async t => {
    const app = await build(t)
    app.post('/', { schema: { body: schema } }, async () => 'valid')

    t.same(eventOf(await app.inject({ method: 'POST', url: '/' })), {
      constant: 'invalid_params',
      code: 400,
      message: 'Please provide a request body.',
      issues: [{ in: 'body', pointer: '', keyword: 'type', message: 'Please provide a request body.' }]
    })
  })
}

t.test('a body that is there and looks as if it were absent is told by its own rule', async t => {
  const app = await build(t)
  app.post('/', { schema: { body: { type: 'integer', minimum: 1 } } }, async () => 'valid')

  t.equal(eventOf(await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload: '0' })).message, 'Request body must be ≥ 1.')
})
