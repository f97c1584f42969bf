/** Schemas with branches: which of several subschemas failed, and whose words and constants an issue has. */
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import { Type as Type1 } from 'typebox'
import { z } from 'zod'
import t from 'tap'
import fastifyApiError, { serverOptions } from '../../../lib/index.js'
import { eventOf } from '../../fixtures/event.js'
import { buildWith, failBody, type ValidatorName } from '../../fixtures/validators.js'

const object = (properties: object, others: object = {}) => ({ type: 'object', properties, ...others })
const ajvs = ['ajv', 'ajv allErrors', 'ajv2020', 'ajv2020 allErrors'] as const
const letters = [...'abcdefgh']

const tagged = (members: (tag: string) => object, others: object = {}) => object({
  v: {
    type: 'object',
    discriminator: { propertyName: 't' },
    required: ['t'],
    oneOf: ['a', 'b'].map(tag => object({ t: { const: tag }, ...members(tag) })),
    ...others
  }
})
const byCondition = (member: string, then: object, otherwise: object) => ({
  type: 'object', if: { properties: { kind: { const: 'a' } } }, then: object({ [member]: then }), else: object({ [member]: otherwise })
})
const size = (tag: string) => ({ size: { anyOf: [{ const: `${tag}1` }, { const: `${tag}2` }] } })
const filter = {
  $id: 'filter',
  oneOf: [
    object({ and: { type: 'array', items: { $ref: '#' } } }, { required: ['and'], additionalProperties: false }),
    object({ field: { type: 'string' } }, { required: ['field'], additionalProperties: false })
  ]
}
const refs = {
  definitions: {
    A: object({ t: { const: 'a' }, n: { type: 'integer' } }, { required: ['t'] }), B: object({ t: { const: 'b' } }, { required: ['t'] }), C: { anyOf: [{ const: 'auto' }, { type: 'integer' }] }
  }
}
const taggedTypeBox = Type.Object({
  v: Type.Union([Type.Object({ t: Type.Literal('a') }), Type.Object({ t: Type.Literal('b') })], { discriminator: { propertyName: 't' } })
})
const inAB = { properties: { a: { type: 'integer' } }, errorMessage: 'About a.' }

type Row = readonly [what: string, validators: readonly ValidatorName[], schema: object, body: unknown, pointers: readonly string[], message: string]

const rows: readonly Row[] = [
  ['the rule of several that fails has its own words', ajvs, object({ p: { type: 'string', allOf: [{ pattern: '\\d', errorMessage: 'Needs a digit.' }, { pattern: '[A-Z]', errorMessage: 'Needs upper.' }] } }), { p: 'X' }, ['/p'], 'Needs a digit.'],
  ['each of two rules that fail is an issue', ['ajv allErrors'], object({ p: { type: 'string', allOf: [{ minLength: 3 }, { pattern: '\\d' }] } }), { p: 'x' }, ['/p', '/p'], '`p` must have at least 3 characters.'],
  ["a sibling's words are not used for another's member", ajvs, { type: 'object', allOf: [{ required: ['a'], errorMessage: 'Please give a.' }, { required: ['b'] }] }, { a: 1 }, ['/b'], '`b` is required in request body.'],
  ["a branch's words are not used for a fault beside the union", ['ajv'], object({ x: { type: 'integer' } }, { anyOf: [{ required: ['a'], errorMessage: 'Give a.' }, { required: ['x'], errorMessage: 'Give x.' }] }), { x: 'q' }, ['/x'], '`x` must be an integer.'],
  ['the condition decides between then and else', ajvs, byCondition('n', { type: 'integer', errorMessage: 'Then.' }, { type: 'boolean', errorMessage: 'Else.' }), { kind: 'a', n: 'x' }, ['/n'], 'Then.'],
  ['the condition decides, the other way', ajvs, byCondition('n', { type: 'integer', errorMessage: 'Then.' }, { type: 'boolean', errorMessage: 'Else.' }), { kind: 'b', n: 'x' }, ['/n'], 'Else.'],
  ['the condition decides between two lists', ajvs, byCondition('n', { anyOf: [{ const: 'S' }, { const: 'M' }] }, { anyOf: [{ const: 1 }, { const: 2 }] }), { kind: 'b', n: 'q' }, ['/n'], '`n` must be 1 or 2 when `kind` is not a.'],
  ['the tag decides whose words', ajvs, tagged(tag => ({ n: { type: 'integer', errorMessage: `In ${tag}.` } })), { v: { t: 'a', n: 'x' } }, ['/v/n'], 'In a.'],
  ['the tag decides whose list', ajvs, tagged(size), { v: { t: 'b', size: 'q' } }, ['/v/size'], 'v.size must be b1 or b2.'],
  ['of two unions, the one that fails', ajvs, object({ v: { allOf: [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, { anyOf: [{ const: 'b' }, { const: 'c' }] }] } }), { v: 'a' }, ['/v'], '`v` must be b or c.'],
  ['of two contains, the one that fails', ajvs, object({ v: { type: 'array', allOf: [{ contains: { const: 'a' } }, { contains: { const: 'b' } }] } }), { v: ['a'] }, ['/v'], 'v must contain b.'],
  ['a nullable $ref to a union is not reduced to its constants', ajvs, object({ size: { anyOf: [{ $ref: '#/definitions/C' }, { type: 'null' }] } }, refs), { size: 'x' }, ['/size'], '`size` must be auto, an integer or null.'],
  ['a fault beside a union stays an issue', ['ajv allErrors', 'typebox6'], { type: 'object', allOf: [object({ config: { type: 'object' } }, { required: ['config'] }), { anyOf: [{ required: ['x'] }, { required: ['y'] }] }] }, {}, ['/config', ''], 'Please provide config.'],
  ['a union that recurses is explained at its innermost value', ajvs, filter, { and: [{ and: [{ field: {} }] }] }, ['/and/0/and/0/field'], 'and[0].field must be a string.'],
  ['a union of as many constants as TypeBox 6 reports', ['typebox6', 'typebox5'], Type.Object({ sort: Type.Union(letters.map(letter => Type.Literal(letter))) }), { sort: 'x' }, ['/sort'], '`sort` must be a, b, c, d, e, f, g or h.'],
  ['a union of objects with more faults than TypeBox 6 reports', ['typebox6'], Type1.Object({ v: Type1.Union(['x', 'y', 'z'].map(tag => Type1.Object({ t: Type1.Literal(tag), a: Type1.String(), b: Type1.Integer(), c: Type1.Integer() }))) }), { v: { t: 'q', a: 1, b: '', c: 'q' } }, ['/v/t'], 'v.t must be x, y or z.'],
  ['a member that another part of an intersection knows', ['typebox6'], Type1.Intersect([Type1.Object({ a: Type1.Integer() }), Type1.Object({ b: Type1.Object({}) })], { unevaluatedProperties: false }), { a: 'x', b: {} }, ['/a'], '`a` must be an integer.'],
  ['branches behind $refs keep their issues', ['ajv allErrors', 'ajv2020'], object({ v: { type: 'object', discriminator: { propertyName: 't' }, required: ['t'], oneOf: [{ $ref: '#/definitions/A' }, { $ref: '#/definitions/B' }] } }, refs), { v: { t: 'a', n: 'x' } }, ['/v/n'], 'v.n must be an integer.'],
  ['a value with a tag schema that is no object', ['typebox5', 'typebox6'], taggedTypeBox, { v: 'x' }, ['/v'], 'v must be an object.'],
  ['an unknown tag, where the validator knows no discriminator', ['typebox5', 'typebox6'], taggedTypeBox, { v: { t: 'q' } }, ['/v/t'], 'v.t must be a or b.'],
  ['words by the keyword that the schema has, for a union of constants', ajvs, object({ a: { anyOf: [{ const: 'A' }, { const: 'B' }], errorMessage: { anyOf: 'Own words.' } } }), { a: 'x' }, ['/a'], 'Own words.'],
  ['words by the keyword that the schema has, for a tag', ajvs, tagged(() => ({}), { errorMessage: { discriminator: 'Own words.' } }), { v: { t: 'q' } }, ['/v/t'], 'Own words.'],
  ['words in a subschema with an $id of its own', ajvs, object({ home: { $id: 'Home', ...object({ zip: { $ref: '#/definitions/zip' } }), definitions: { zip: { type: 'string', pattern: '^\\d+$', errorMessage: 'Own zip.' } } } }), { home: { zip: 'x' } }, ['/home/zip'], 'Own zip.'],
  ['an absolute $ref to a relative $id', ajvs, { $id: 'http://x/root.json', ...object({ cfg: { $ref: 'http://x/c.json' } }), definitions: { c: { $id: 'c.json', type: 'object' } } }, { cfg: 1 }, ['/cfg'], 'cfg must be an object.'],
  ['an absent body, where the schema is a union', ajvs, { anyOf: [object({ a: {} }), object({ b: {} })] }, undefined, [''], 'Please provide a request body.'],
  ["an intersection's words are for its own members", ajvs, { allOf: [{ type: 'object', ...inAB }, object({ b: { type: 'integer' } })] }, { a: 1, b: 'x' }, ['/b'], '`b` must be an integer.']
]

for (const [what, validators, schema, body, pointers, message] of rows) {
  for (const name of validators) {
    t.test(`${what}, under ${name}`, async t => {
      const { message: actual, issues } = await failBody(t, name, schema, body)

      t.equal(actual, message)
      t.same(issues?.map(({ pointer }) => pointer), pointers)
    })
  }
}

t.test('a rule that comes from the request itself ($data) echoes nothing of it', async t => {
  const app = Fastify(serverOptions({ ajv: { customOptions: { $data: true } } }))
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  const properties = { password: { type: 'string' }, confirm: { const: { $data: '1/password' } }, size: { maximum: { $data: '1/limit' } }, limit: { type: 'integer' } }
  app.post('/', { schema: { body: object(properties) } }, async () => 'valid')

  for (const payload of [{ password: 'hunter2', confirm: 'x' }, { limit: 424242, size: 424243 }]) {
    const { body, statusCode, headers } = await app.inject({ method: 'POST', url: '/', payload })

    t.match(eventOf({ body, statusCode, headers }).message, / is invalid\.$/)
    t.notMatch(body, /hunter2|424242/)
  }
})

t.test('zod names a field that is called like a word of its sentence', async t => {
  const event = await failBody(t, 'zod', z.object({ input: z.string(), number: z.int(), items: z.array(z.string()).min(1) }), { number: 'x', items: [] })

  t.same(event.issues?.map(({ message }) => message.split(':')[0]), ['`input`', '`number`', 'items'])
})

t.test('zod says several things of one missing value, and an echo of none', async t => {
  const schema = z.object({ pw: z.string().optional() }).superRefine((_, context) => {
    for (const message of ['One.', 'Two.']) context.addIssue({ code: 'custom', path: ['pw'], message })
  })

  t.same((await failBody(t, 'zod', schema, {})).issues?.map(({ message }) => message), ['`pw`: One.', '`pw`: Two.'])
})

for (const [what, schema, body, pointer, keyword] of [
  ['a union of literals', z.object({ a: z.union([z.literal('A'), z.literal('B')]) }), { a: 'x' }, '/a', 'enum'],
  ['a key with a slash beside its first half', z.record(z.string(), z.object({ q: z.int() })), { a: { q: 1 }, 'a/b': { q: 'x' } }, '/a~1b/q', 'type'],
  ['a missing key with a slash', z.object({ n: z.object({ 'a/b': z.int() }) }), { n: {} }, '/n/a~1b', 'required'],
  ['an empty key', z.object({ '': z.int() }), { '': 'x' }, '/', 'type'],
  ['an unexpected key beside an empty one', z.strictObject({ '': z.string() }), { '': 'x', b: 1 }, '/b', 'additionalProperties'],
  ['an unexpected empty key', z.strictObject({}), { '': 'x' }, '/', 'additionalProperties'],
  ['a missing enum', z.object({ a: z.enum(['A', 'B']) }), {}, '/a', 'required'],
  ['a missing union', z.object({ a: z.union([z.int(), z.boolean()]) }), {}, '/a', 'required'],
  ['a missing tag', z.discriminatedUnion('t', [z.object({ t: z.literal('A') }), z.object({ t: z.literal('B') })]), {}, '/t', 'required']
] as const) {
  t.test(`zod: ${what}`, async t => {
    for (const name of ['zod', 'zod-openapi'] as const) {
      t.hasStrict((await failBody(t, name, schema, body)).issues, [{ pointer, keyword }])
    }
  })
}

t.test('a translation that makes two issues alike leaves one', async t => {
  const app = await buildWith(t, 'zod')
  await app.register(async nested => {
    await nested.register(fastifyApiError, { translate: () => 'Ungültig.' })
    nested.post('/nested', { schema: { body: z.object({ p: z.string().regex(/\d/, 'digit').regex(/[A-Z]/, 'upper') }) } }, async () => 'valid')
  })

  t.equal(eventOf(await app.inject({ method: 'POST', url: '/nested', payload: { p: 'x' } })).issues?.length, 1)
})
