import { Type, type TSchema } from '@sinclair/typebox'
import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError, { serverOptions } from '../../../lib/index.js'
import { eventOf } from '../../fixtures/event.js'
import { failBody } from '../../fixtures/validators.js'

const object = (properties: object, others: object = {}) => ({ type: 'object', properties, ...others })
const said = (schema: object, errorMessage: unknown) => ({ ...schema, errorMessage })
const size = { type: 'integer', minimum: 1, maximum: 25 }
const own = 'Own words.'

type Row = readonly [where: string, schema: object, body: unknown, message: string]

const rows: readonly Row[] = [
  ['a string on the member', object({ size: said(size, own) }), { size: 0 }, own],
  ['a string on a missing member', object({ size: said(size, own) }, { required: ['size'] }), {}, own],
  ['a string on the object around it', said(object({ size }), own), { size: 0 }, own],
  ['a text per keyword, the one that failed', object({ size: said(size, { minimum: own, maximum: 'Other.' }) }), { size: 0 }, own],
  ['a text per keyword, another one', object({ size: said(size, { maximum: 'Other.' }) }), { size: 0 }, '`size` must be ≥ 1.'],
  ['_ for what no text names', object({ size: said(size, { maximum: 'Other.', _: own }) }), { size: 0 }, own],
  ['required by name', said(object({ size }, { required: ['size'] }), { required: { size: own } }), {}, own],
  ['required for all', said(object({ size }, { required: ['size'] }), { required: own }), {}, own],
  ['required by another name', said(object({ size }, { required: ['size'] }), { required: { other: 'Other.' } }), {}, '`size` is required in request body.'],
  ['required of the object before a text of the member for any fault', said(object({ size: said(size, 'Other.') }, { required: ['size'] }), { required: { size: own } }), {}, own],
  ['required of the object before _ of the member', said(object({ size: said(size, { _: 'Other.' }) }, { required: ['size'] }), { required: own }), {}, own],
  ['required of the object around an allOf before the member', said({ type: 'object', allOf: [object({ size: said(size, 'Other.') }, { required: ['size'] })] }, { required: { size: own } }), {}, own],
  ['the text of a missing member before that of the object for any fault', said(object({ size: said(size, own) }, { required: ['size'] }), { _: 'Other.' }), {}, own],
  ['the text of a missing member before that of the object around the object', said(object({ config: object({ size: said(size, own) }, { required: ['size'] }) }), { required: 'Other.' }), { config: {} }, own],
  ['properties by name', said(object({ size }), { properties: { size: own } }), { size: 0 }, own],
  ['properties by name, for something deeper', said(object({ config: object({ size }) }), { properties: { config: own } }), { config: { size: 0 } }, own],
  ['items by index', object({ ids: said({ type: 'array', items: { type: 'integer' } }, { items: ['Other.', own] }) }), { ids: [1, 'x'] }, own],
  ['additionalProperties', said(object({}, { additionalProperties: false }), { additionalProperties: own }), { a: 1 }, own],
  ['the innermost wins over the object around it', said(object({ size: said(size, own) }), 'Other.'), { size: 0 }, own],
  ['the innermost wins over properties', said(object({ size: said(size, own) }), { properties: { size: 'Other.' } }), { size: 0 }, own],
  ['array items', object({ ids: { type: 'array', items: said({ type: 'integer' }, own) } }), { ids: [1, 'x'] }, own],
  ['nested properties', object({ config: object({ layout: object({ size: said(size, own) }) }) }), { config: { layout: { size: 0 } } }, own],
  ['a local $ref', object({ size: { $ref: '#/definitions/size' } }, { definitions: { size: said(size, own) } }), { size: 0 }, own],
  ['a $ref to a $ref', object({ size: { $ref: '#/definitions/a' } }, { definitions: { a: { $ref: '#/definitions/b' }, b: said(size, own) } }), { size: 0 }, own],
  ['allOf', { allOf: [object({ other: {} }), object({ size: said(size, own) })] }, { size: 0 }, own],
  ['allOf, the branch whose keyword failed', object({ size: { allOf: [said({ minimum: 1 }, own), said({ maximum: 25 }, 'Other.')] } }), { size: 0 }, own],
  ['anyOf', { anyOf: [said(object({ a: {} }, { required: ['a'] }), own), said(object({ b: {} }, { required: ['b'] }), 'Other.')] }, {}, own],
  ['a union as a whole before its branches', object({ v: { anyOf: [{ type: 'integer' }, said({ type: 'boolean' }, 'Other.')], errorMessage: own } }), { v: 'x' }, own],
  ['the branch that has the members', { oneOf: [object({ a: {}, size: said(size, 'Other.') }), object({ b: {}, size: said(size, own) }, { required: ['b'] })] }, { b: 1, size: 0 }, own],
  ['then', { type: 'object', if: { required: ['a'] }, then: object({ size: said(size, own) }, { required: ['size'] }) }, { a: 1 }, own],
  ['else', { type: 'object', if: { required: ['a'] }, else: object({ size: said(size, own) }) }, { size: 0 }, own],
  ['a text with control characters, cleaned', object({ size: said(size, 'Own\nwords.') }), { size: 0 }, own],
  ['a text that is empty', object({ size: said(size, '') }), { size: 0 }, '`size` must be ≥ 1.'],
  ['a member named like a method', object({ toString: said(size, own) }), { toString: 0 }, own],
  ['a keyword named like a method', object({ size: said(size, { toString: 'Other.' }) }), { size: 0 }, '`size` must be ≥ 1.']
]

for (const [where, schema, body, message] of rows) {
  t.test(`errorMessage: ${where}`, async t => {
    t.equal((await failBody(t, 'ajv', schema, body)).message, message)
    t.equal((await failBody(t, 'ajv2020 allErrors', schema, body)).message, message)
  })
}

t.test('errorMessage is found through a shared schema, and a $ref inside it', async t => {
  const app = Fastify(serverOptions())
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  app.addSchema({ $id: 'shared', definitions: { size: said(size, own) }, ...object({ size: { $ref: '#/definitions/size' } }) })
  app.addSchema({ $id: 'http://example.com/schemas/other.json', ...object({ size: { $ref: '#sized' } }), definitions: { size: { $id: '#sized', ...said(size, own) } } })
  app.post('/whole', { schema: { body: { $ref: 'shared#' } } }, async () => 'valid')
  app.post('/part', { schema: { body: object({ size: { $ref: 'shared#/definitions/size' } }) } }, async () => 'valid')
  app.post('/uri', { schema: { body: { $ref: 'http://example.com/schemas/other.json' } } }, async () => 'valid')

  for (const url of ['/whole', '/part', '/uri']) {
    t.equal(eventOf(await app.inject({ method: 'POST', url, payload: { size: 0 } })).message, own, url)
  }
})

const typebox: ReadonlyArray<readonly [where: string, schema: TSchema, body: unknown]> = [
  ['a member', Type.Object({ size: Type.Integer({ minimum: 1, errorMessage: own }) }), { size: 0 }],
  ['a missing member', Type.Object({ size: Type.Integer({ errorMessage: own }) }), {}],
  ['an intersection', Type.Intersect([Type.Object({ a: Type.Any() }), Type.Object({ size: Type.Integer({ errorMessage: own }) })]), { a: 1, size: 'x' }],
  ['an array', Type.Object({ ids: Type.Array(Type.Integer({ errorMessage: own })) }), { ids: ['x'] }],
  ['a recursive type', Type.Recursive(Self => Type.Object({ id: Type.String({ errorMessage: own }), kids: Type.Array(Self) })), { id: 'a', kids: [{ id: 1, kids: [] }] }],
  ['a module', Type.Module({ Size: Type.Integer({ errorMessage: own }), Body: Type.Object({ size: Type.Ref('Size') }) }).Import('Body'), { size: 'x' }]
]

for (const [where, schema, body] of typebox) {
  t.test(`errorMessage works with TypeBox's compiler: ${where}`, async t => {
    t.equal((await failBody(t, 'typebox5', schema, body)).message, own)
  })
}

t.test('a schema that refers to itself in place is walked once', async t => {
  const schema = { $id: 'loop', type: 'object', allOf: [{ $ref: '#/definitions/a' }], definitions: { a: { anyOf: [{ $ref: '#/definitions/b' }, { required: ['x'] }] }, b: { required: ['y'], allOf: [{ $ref: '#/definitions/b2' }] }, b2: {} } }

  t.equal((await failBody(t, 'ajv', schema, {})).message, '`y` or `x` is required in request body.')
})
