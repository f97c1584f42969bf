import { Type, type TSchema } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import t from 'tap'
import { readTypeBoxItems } from '../../../lib/validation/readers/typebox.js'
import { failedPart, withoutSchema } from '../../fixtures/failed-part.js'

/** The items that the compiler reports, in the shape that @fastify/type-provider-typebox gives them. */
const itemsOf = (schema: TSchema, value: unknown) =>
  [...TypeCompiler.Compile(schema).Errors(value)].map(({ message, path }) => ({ message, instancePath: path }))

const read = (schema: TSchema, value: unknown) => readTypeBoxItems(itemsOf(schema, value), failedPart(schema, value)).map(withoutSchema)

type Row = readonly [schema: TSchema, value: unknown, keyword: string, params: object]

const literal = Type.Literal('A')

const rows: readonly Row[] = [
  [Type.String(), 1, 'type', { type: 'string' }],
  [Type.Number(), 'a', 'type', { type: 'number' }],
  [Type.Integer(), 1.5, 'type', { type: 'integer' }],
  [Type.Boolean(), 'a', 'type', { type: 'boolean' }],
  [Type.Null(), 'a', 'type', { type: 'null' }],
  [Type.Array(Type.Any()), 'a', 'type', { type: 'array' }],
  [Type.Object({}), 'a', 'type', { type: 'object' }],
  [Type.Tuple([Type.Any()]), 'a', 'type', { type: 'array' }],
  [Type.Tuple([Type.Any()]), [], 'minItems', { limit: 1 }],
  [Type.Tuple([Type.Any()]), [1, 2], 'maxItems', { limit: 1 }],
  [Type.Tuple([]), [1], 'maxItems', { limit: 0 }],
  [Type.Number({ minimum: 1 }), 0, 'minimum', { limit: 1 }],
  [Type.Number({ maximum: 1 }), 2, 'maximum', { limit: 1 }],
  [Type.Number({ exclusiveMinimum: 1 }), 1, 'exclusiveMinimum', { limit: 1 }],
  [Type.Number({ exclusiveMaximum: 1 }), 1, 'exclusiveMaximum', { limit: 1 }],
  [Type.Number({ multipleOf: 2 }), 1, 'multipleOf', { multipleOf: 2 }],
  [Type.Integer({ minimum: 1 }), 0, 'minimum', { limit: 1 }],
  [Type.Integer({ maximum: 1 }), 2, 'maximum', { limit: 1 }],
  [Type.Integer({ exclusiveMinimum: 1 }), 1, 'exclusiveMinimum', { limit: 1 }],
  [Type.Integer({ exclusiveMaximum: 1 }), 1, 'exclusiveMaximum', { limit: 1 }],
  [Type.Integer({ multipleOf: 2 }), 1, 'multipleOf', { multipleOf: 2 }],
  [Type.String({ minLength: 2 }), 'a', 'minLength', { limit: 2 }],
  [Type.String({ maxLength: 1 }), 'aa', 'maxLength', { limit: 1 }],
  [Type.String({ pattern: '^b$' }), 'a', 'pattern', { pattern: '^b$' }],
  [Type.String({ format: 'of no validator' }), 'a', 'format', { format: 'of no validator' }],
  [Type.Array(Type.Any(), { minItems: 1 }), [], 'minItems', { limit: 1 }],
  [Type.Array(Type.Any(), { maxItems: 1 }), [1, 2], 'maxItems', { limit: 1 }],
  [Type.Array(Type.Any(), { uniqueItems: true }), [1, 1], 'uniqueItems', { i: 0, j: 1 }],
  [Type.Array(Type.Any(), { contains: literal }), ['B'], 'contains', { minContains: 1, maxContains: undefined, count: 0, allowedValues: ['A'] }],
  [Type.Object({}, { minProperties: 1 }), {}, 'minProperties', { limit: 1 }],
  [Type.Object({}, { maxProperties: 1 }), { a: 1, b: 2 }, 'maxProperties', { limit: 1 }],
  [literal, 'B', 'const', { allowedValue: 'A' }],
  [Type.Not(Type.String()), 'a', 'not', { allowedValues: undefined, together: undefined, rule: { tokens: [], keyword: 'type', params: { type: 'string' } } }],
  [Type.Never(), 'a', 'additionalProperties', {}]
]

for (const [schema, value, keyword, params] of rows) {
  t.test(`${keyword} of ${JSON.stringify(schema)}, for ${JSON.stringify(value)}`, async t => {
    t.strictSame(read(Type.Object({ x: schema }), { x: value })[0], { tokens: ['x'], keyword, params })
  })
}

t.test('a union is reported at its value', async t => {
  const union = Type.Union([Type.Literal('A'), Type.Literal('B')])

  t.strictSame(read(Type.Object({ x: union }), { x: 'C' })[0], {
    tokens: ['x'], keyword: 'enum', params: { allowedValues: ['A', 'B'] }, source: { keyword: 'anyOf', tokens: ['x'] }
  })
})

t.test('a missing member is reported at its own place', async t => {
  t.strictSame(read(Type.Object({ a: Type.Object({ b: Type.String() }) }), { a: {} })[0], { tokens: ['a', 'b'], keyword: 'required', params: { missingProperty: 'b' } })
})

t.test('an unexpected member is reported at its own place', async t => {
  t.strictSame(read(Type.Object({}, { additionalProperties: false }), { 'a/b': 1 })[0], { tokens: ['a/b'], keyword: 'additionalProperties', params: { additionalProperty: 'a/b' } })
})

t.test('a limit is that of the subschema that failed', async t => {
  const schema = Type.Object({ a: Type.Integer({ minimum: 1 }), b: Type.Integer({ minimum: 2 }) })

  t.strictSame(read(schema, { a: 0, b: 0 }).map(({ tokens, params }) => [tokens, params]), [[['a'], { limit: 1 }], [['b'], { limit: 2 }]])
})

t.test('the summary of an intersection is dropped', async t => {
  const schema = Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.Integer() })])

  t.strictSame(read(schema, { a: 1, b: 'x' }).map(({ tokens, keyword }) => [tokens, keyword]), [[['a'], 'type'], [['b'], 'type']])
})

t.test('the summary of an intersection stays if it says everything', async t => {
  t.strictSame(readTypeBoxItems([{ instancePath: '', message: 'Expected all values to match' }], failedPart({}, {})), [{ tokens: [], keyword: undefined, params: {} }])
})

for (const [name, value, keyword] of [
  ['a value that is there', { a: 1 }, undefined],
  ['a missing value', {}, 'required']
] as const) {
  t.test(`a message of the user's own about ${name}`, async t => {
    t.strictSame(readTypeBoxItems([{ instancePath: '/a', message: 'Own message.' }], failedPart({}, value)), [{ tokens: ['a'], keyword, params: {} }])
  })
}

for (const message of [undefined, null, {}, 'constructor', '']) {
  t.test(`the message ${JSON.stringify(message)} says nothing`, async t => {
    t.strictSame(readTypeBoxItems([{ instancePath: '', message }], failedPart({}, {})), [{ tokens: [], keyword: undefined, params: {} }])
  })
}

t.test('the first 200 of 5,000 items are read, since TypeBox reports a missing value twice', async t => {
  const items = Array.from({ length: 5000 }, (_, index) => ({ instancePath: `/a${index}`, message: 'Expected string' }))

  t.equal(readTypeBoxItems(items, failedPart({}, {})).length, 200)
})
