import t from 'tap'
import { isZodItem, readZodItems } from '../../../lib/validation/readers/zod.js'
import { failedPart } from '../../fixtures/failed-part.js'
import { revokedProxy } from '../../fixtures/hostile-values.js'

const mark = Symbol.for('ZodFastifySchemaValidationError')

/** An item of fastify-type-provider-zod. */
const marked = (instancePath: string, keyword: string, params: object = {}) => ({ instancePath, keyword, message: 'Text.', params, [mark]: true })
/** An item of fastify-zod-openapi. */
const whole = (path: readonly PropertyKey[], keyword: string, issue: object = {}) =>
  ({ instancePath: `/${path.join('/')}`, keyword, message: 'Text.', params: { issue: { code: keyword, path, ...issue } } })

const read = (item: object, value: unknown = {}, schema: unknown = {}) => readZodItems([item], failedPart(schema, value))
const readTokens = (item: object, value: unknown, schema: unknown = {}) => read(item, value, schema).map(({ tokens }) => tokens)

for (const [name, item, expected] of [
  ['with the mark of fastify-type-provider-zod', marked('/a', 'custom'), true],
  ['with the whole issue, of fastify-zod-openapi', whole(['a'], 'custom'), true],
  ['of Ajv', { instancePath: '/a', keyword: 'type', params: { type: 'string' } }, false],
  ['of Ajv with a param called issue', { instancePath: '/a', keyword: 'own', params: { issue: 'text' } }, false],
  ['with an issue without a path', { instancePath: '/a', keyword: 'own', params: { issue: { code: 'custom' } } }, false],
  ['with a mark that is not true', { [mark]: 1 }, false],
  ['of TypeBox', { instancePath: '/a', message: 'Expected string' }, false],
  ['that cannot be read', revokedProxy(), false]
] as const) {
  t.test(`an item ${name} ${expected ? 'is' : 'is not'} one of zod`, async t => {
    t.equal(isZodItem(item), expected)
  })
}

type Row = readonly [code: string, issue: object, keyword: string | undefined, params?: object]

const rows: readonly Row[] = [
  ['invalid_type', { expected: 'string' }, 'type'],
  ['invalid_type', { expected: 'never' }, 'additionalProperties'],
  ['too_small', { origin: 'string', minimum: 2 }, 'minLength', { limit: 2 }],
  ['too_small', { origin: 'array', minimum: 2 }, 'minItems', { limit: 2 }],
  ['too_small', { origin: 'set', minimum: 2 }, 'minItems', { limit: 2 }],
  ['too_small', { origin: 'number', minimum: 0, inclusive: true }, 'minimum', { limit: 0 }],
  ['too_small', { origin: 'int', minimum: 0, inclusive: false }, 'exclusiveMinimum', { limit: 0 }],
  ['too_small', { origin: 'bigint', minimum: 1n }, 'minimum', { limit: 1n }],
  ['too_small', { origin: 'date', minimum: 5 }, undefined, { limit: 5 }],
  ['too_small', { minimum: 5 }, undefined, { limit: 5 }],
  ['too_big', { origin: 'string', maximum: 2 }, 'maxLength', { limit: 2 }],
  ['too_big', { origin: 'array', maximum: 2 }, 'maxItems', { limit: 2 }],
  ['too_big', { origin: 'number', maximum: 2 }, 'maximum', { limit: 2 }],
  ['too_big', { origin: 'number', maximum: 2, inclusive: false }, 'exclusiveMaximum', { limit: 2 }],
  ['invalid_format', { format: 'email' }, 'format'],
  ['invalid_format', { format: 'regex', pattern: '/x/' }, 'pattern'],
  ['not_multiple_of', { divisor: 2 }, 'multipleOf'],
  ['invalid_value', { values: ['A'] }, 'const'],
  ['invalid_value', { values: ['A', 'B'] }, 'enum'],
  ['invalid_value', {}, 'enum'],
  ['invalid_union', { errors: [[{ code: 'invalid_type' }], [{ code: 'invalid_value' }]] }, 'anyOf'],
  ['invalid_union', { errors: [[{ code: 'invalid_value' }], [{ code: 'invalid_value' }]] }, 'enum'],
  ['invalid_union', { errors: [], discriminator: 'kind' }, 'enum'],
  ['invalid_union', {}, 'anyOf'],
  ['invalid_key', {}, 'propertyNames'],
  ['custom', {}, undefined],
  ['constructor', {}, undefined]
]

for (const [code, issue, keyword, params = {}] of rows) {
  const shown = JSON.stringify(issue, (_key, value: unknown) => typeof value === 'bigint' ? Number(value) : value)
  t.test(`the code ${code} with ${shown} is the keyword ${keyword}`, async t => {
    const expected = [{ tokens: ['a'], keyword, params, text: 'Text.' }]

    t.strictSame(read(marked('/a', code, issue), { a: 1 }), expected)
    t.strictSame(read(whole(['a'], code, issue), { a: 1 }), expected)
  })
}

for (const code of ['invalid_type', 'invalid_value', 'invalid_union']) {
  t.test(`${code} of a missing value is the keyword required`, async t => {
    t.strictSame(read(marked('/a', code)), [{ tokens: ['a'], keyword: 'required', params: {}, text: 'Text.' }])
    t.strictSame(read(whole(['a'], code)), [{ tokens: ['a'], keyword: 'required', params: {}, text: 'Text.' }])
  })
}

for (const [name, item, value, keyword] of [
  ['any other code of a missing value', marked('/a', 'custom'), {}, undefined],
  ['a missing element', whole(['0'], 'invalid_type'), [], 'type'],
  ['a member of a value that is not an object', whole(['a', 'b'], 'invalid_type'), { a: 1 }, 'type'],
  ['the whole part', whole([], 'invalid_type'), undefined, 'type'],
  ['a member that is null', whole(['a'], 'invalid_type'), { a: null }, 'type'],
  ['a member that only its prototype has', whole(['constructor'], 'invalid_type'), {}, 'required']
] as const) {
  t.test(`the keyword of ${name} is ${keyword}`, async t => {
    t.equal(read(item, value)[0]?.keyword, keyword)
  })
}

t.test('each unexpected key is a finding', async t => {
  const expected = ['x', '__proto__'].map(key => ({ tokens: ['a', key], keyword: 'additionalProperties', params: {}, text: 'Text.' }))
  const keys = ['x', '__proto__']

  t.strictSame(read(marked('/a', 'unrecognized_keys', { keys }), { a: {} }), expected)
  t.strictSame(read(whole(['a'], 'unrecognized_keys', { keys }), { a: {} }), expected)
})

t.test('the path of a whole issue is used as it is', async t => {
  t.strictSame(readTokens(whole(['a/b', 0, '', 'c~d'], 'custom'), {}), [['a/b', '0', '', 'c~d']])
})

const ab = { properties: { 'a/b': {} } }

/** A joined path, the value, and the tokens. */
for (const [name, path, value, tokens, schema] of [
  ['the whole part', '/', {}, []],
  ['a member', '/a', { a: 1 }, ['a']],
  ['a nested member', '/a/b', { a: { b: 1 } }, ['a', 'b']],
  ['an element', '/a/0/b', { a: [{ b: 1 }] }, ['a', '0', 'b']],
  ['a key with a slash', '/a/b', { 'a/b': 1 }, ['a/b']],
  ['a key with a slash below another', '/a/b/c', { a: { 'b/c': 1 } }, ['a', 'b/c']],
  ['a key with a slash beside its first half', '/a/b/c', { a: 1, 'a/b': { c: 1 } }, ['a/b', 'c']],
  ['a missing member', '/a/b', { a: {} }, ['a', 'b']],
  ['a missing key with a slash that the schema knows', '/a/b', {}, ['a/b'], ab],
  ['a missing path that nothing explains', '/a/b', {}, ['a', 'b']],
  ['an empty key that the schema knows', '/', { '': 1 }, [''], { properties: { '': {} } }],
  ['an empty key that the schema does not know', '/', { '': 1 }, []],
  ['an inherited key', '/constructor/name', {}, ['constructor', 'name']]
] as const) {
  t.test(`the joined path of ${name}`, async t => {
    t.strictSame(readTokens(marked(path, 'custom'), value, schema), [tokens])
  })
}

for (const [name, value, tokens] of [
  ['the object under an empty key', { '': { x: 1 } }, ['', 'x']],
  ['the whole part', { '': {}, x: 1 }, ['x']]
] as const) {
  t.test(`an unexpected key can be one of ${name}, although both have the path /`, async t => {
    t.strictSame(readTokens(marked('/', 'unrecognized_keys', { keys: ['x'] }), value, { properties: { '': {} } }), [tokens])
  })
}

t.test('the first 100 of 5,000 items are read', async t => {
  const items = Array.from({ length: 5000 }, (_, index) => marked(`/a${index}`, 'custom'))

  t.equal(readZodItems(items, failedPart({}, {})).length, 100)
})
