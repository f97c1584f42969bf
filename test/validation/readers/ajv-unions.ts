import t from 'tap'
import { collapseUnions, type AjvItem } from '../../../lib/validation/readers/ajv-unions.js'
import { failedPart } from '../../fixtures/failed-part.js'

/** An item by its path in the value and in the schema. */
const item = (instancePath: string, schemaPath: string, params: AjvItem['params'] = {}): AjvItem =>
  ({ instancePath, schemaPath, keyword: schemaPath.slice(schemaPath.lastIndexOf('/') + 1), params })

const paths = (items: readonly AjvItem[], schema: unknown = {}, value: unknown = {}) =>
  collapseUnions(items, failedPart(schema, value)).map(({ instancePath, schemaPath }) => `${instancePath} ${schemaPath}`)

type Row = readonly [name: string, items: readonly AjvItem[], expected: readonly string[], schema?: unknown, value?: unknown]

const inX = (x: object) => ({ properties: { x } })
const definitions = { A: { type: 'object', required: ['a'] }, B: { type: 'object', required: ['b'] } }

const rows: readonly Row[] = [
  ['no items', [], []],
  ['items without a union', [item('/a', '#/properties/a/type'), item('/b', '#/properties/b/minimum')], ['/a #/properties/a/type', '/b #/properties/b/minimum']],
  ...['anyOf', 'oneOf', 'contains'].map((keyword): Row => [
    `the items of the branches of ${keyword}`,
    [item('/x', `#/properties/x/${keyword}/0/type`), item('/x/y', `#/properties/x/${keyword}/1/properties/y/type`), item('/x', `#/properties/x/${keyword}`)],
    [`/x #/properties/x/${keyword}`]
  ]),
  ['the items of the names that an object must have', [item('', '#/propertyNames/pattern'), item('', '#/propertyNames')], [' #/propertyNames']],
  ['an item before the union', [item('/w', '#/properties/w/type'), item('/x', '#/properties/x/anyOf/0/type'), item('/x', '#/properties/x/anyOf')], ['/w #/properties/w/type', '/x #/properties/x/anyOf']],
  ['an item after the union', [item('/x', '#/properties/x/anyOf/0/type'), item('/x', '#/properties/x/anyOf'), item('/y', '#/properties/y/type')], ['/x #/properties/x/anyOf', '/y #/properties/y/type']],
  ['an item of another value whose name starts alike', [item('/xy', '#/properties/xy/type'), item('/x', '#/properties/x/anyOf')], ['/xy #/properties/xy/type', '/x #/properties/x/anyOf']],
  ['an item of a keyword beside the union', [item('/x', '#/properties/x/minLength', { limit: 3 }), item('/x', '#/properties/x/anyOf/0/pattern', { pattern: 'a' }), item('/x', '#/properties/x/anyOf')], ['/x #/properties/x/minLength', '/x #/properties/x/anyOf'], inX({ minLength: 3, anyOf: [{ pattern: 'a' }] }), { x: 'b' }],
  ['a union in a union', [
    item('/x', '#/properties/x/anyOf/0/anyOf/0/type'), item('/x', '#/properties/x/anyOf/0/anyOf/1/type'), item('/x', '#/properties/x/anyOf/0/anyOf'),
    item('/x', '#/properties/x/anyOf/1/type'), item('/x', '#/properties/x/anyOf')
  ], ['/x #/properties/x/anyOf'], inX({ anyOf: [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, { type: 'array' }] }), { x: 1 }],
  ['a union below a branch of a union', [
    item('/x/y', '#/properties/x/oneOf/0/properties/y/anyOf/0/type'), item('/x/y', '#/properties/x/oneOf/0/properties/y/anyOf'), item('/x', '#/properties/x/oneOf')
  ], ['/x #/properties/x/oneOf']],
  ['two unions of one value', [item('/x', '#/properties/x/allOf/0/anyOf/0/type'), item('/x', '#/properties/x/allOf/0/anyOf'), item('/x', '#/properties/x/allOf/1/anyOf/0/type'), item('/x', '#/properties/x/allOf/1/anyOf')], ['/x #/properties/x/allOf/0/anyOf', '/x #/properties/x/allOf/1/anyOf'], inX({ allOf: [{ anyOf: [{ type: 'null' }] }, { anyOf: [{ type: 'array' }] }] }), { x: 'a' }],
  ['branches behind a $ref', [item('/x', '#/definitions/A/required', { missingProperty: 'a' }), item('/x', '#/definitions/B/required', { missingProperty: 'b' }), item('/x', '#/properties/x/anyOf')], ['/x #/properties/x/anyOf'], { definitions, ...inX({ anyOf: [{ $ref: '#/definitions/A' }, { $ref: '#/definitions/B' }] }) }, { x: {} }],
  ['an item behind a $ref beside the union', [item('/x', '#/definitions/A/required', { missingProperty: 'a' }), item('/x', '#/definitions/B/required', { missingProperty: 'b' }), item('/x', '#/properties/x/anyOf')], ['/x #/definitions/A/required', '/x #/properties/x/anyOf'], { definitions, ...inX({ allOf: [{ $ref: '#/definitions/A' }, { anyOf: [{ $ref: '#/definitions/B' }] }] }) }, { x: {} }],
  ['a union that contains itself', [item('/child', '#/anyOf/0/type'), item('/child', '#/anyOf'), item('', '#/anyOf/1/type'), item('', '#/anyOf')], [' #/anyOf'], { anyOf: [{ properties: { child: { $ref: '#' } } }, { type: 'string' }] }, { child: 1 }],
  ['a condition after an item of its branch', [item('/a', '#/then/properties/a/type'), item('', '#/if')], ['/a #/then/properties/a/type']],
  ['a condition without other items', [item('', '#/if')], [' #/if']],
  ['a condition after an item elsewhere', [item('/b', '#/properties/b/type'), item('/a', '#/properties/a/if')], ['/b #/properties/b/type', '/a #/properties/a/if']],
  ...['additionalProperties', 'unevaluatedProperties', 'patternProperties', 'items'].map((keyword): Row => [
    `the summary of ${keyword} after an item below it`, [item('/a', `#/${keyword}/type`), item('', `#/${keyword}`)], [`/a #/${keyword}/type`]
  ]),
  ['additional properties that nothing explains', [item('/b', '#/properties/b/type'), item('', '#/additionalProperties')], ['/b #/properties/b/type', ' #/additionalProperties']]
]

for (const [name, items, expected, schema, value] of rows) {
  t.test(`collapses ${name}`, async t => {
    t.strictSame(paths(items, schema, value), expected)
  })
}

const tagged = {
  discriminator: { propertyName: 'kind' },
  oneOf: ['a', 'b'].map(kind => ({ properties: { kind: { const: kind }, n: { type: 'integer' }, m: { type: 'string' } } }))
}
const branchItems = [item('/n', '#/oneOf/0/properties/n/type'), item('/kind', '#/oneOf/1/properties/kind/const'), item('/n', '#/oneOf/1/properties/n/type'), item('', '#/oneOf')]

t.test('with a discriminator, the items of the branch of the tag are kept', async t => {
  t.strictSame(paths(branchItems, tagged, { kind: 'a', n: 'x' }), ['/n #/oneOf/0/properties/n/type'])
})

t.test('with a discriminator and an unknown tag, the union becomes an item about the tag', async t => {
  t.strictSame(collapseUnions(branchItems, failedPart(tagged, { kind: 'c' })), [{ instancePath: '', schemaPath: '#/oneOf', keyword: 'discriminator', params: { tag: 'kind' } }])
})

t.test('with a discriminator called like an inherited member, an object without it has an unknown tag', async t => {
  const schema = { discriminator: { propertyName: 'constructor' }, oneOf: [{ properties: { constructor: { const: 'a' } } }] }

  t.strictSame(collapseUnions([item('', '#/oneOf')], failedPart(schema, {})).map(({ keyword, params }) => [keyword, params]), [['discriminator', { tag: 'constructor' }]])
})

for (const [name, schema, value] of [
  ['a value that is not an object', tagged, 'a'],
  ['a discriminator that names no property', { ...tagged, discriminator: {} }, { kind: 'c' }],
  ['a branch of the tag without items', { ...tagged, oneOf: [...tagged.oneOf, { properties: { kind: { const: 'c' } } }] }, { kind: 'c' }]
] as const) {
  t.test(`with ${name}, the union stays one item`, async t => {
    t.strictSame(paths(branchItems, schema, value), [' #/oneOf'])
  })
}

t.test('a list that ends within a union gets the item of the union', async t => {
  const schema = inX({ anyOf: [{ type: 'string' }, { properties: { y: { type: 'string' } } }] })
  const items = [item('/x', '#/properties/x/anyOf/0/type'), item('/x/y', '#/properties/x/anyOf/1/properties/y/type')]

  t.strictSame(collapseUnions(items, failedPart(schema, { x: { y: 1 } })), [{ instancePath: '/x', schemaPath: '#/properties/x/anyOf', keyword: 'anyOf', params: {} }])
})

t.test('a list that ends within a union in a list gets the item of that element', async t => {
  const schema = inX({ items: { oneOf: [{ type: 'string' }] } })

  t.strictSame(paths([item('/x/3', '#/properties/x/items/oneOf/0/type')], schema, { x: [] }), ['/x/3 #/properties/x/items/oneOf'])
})

t.test('a list that ends within a union of which the schema knows nothing stays as it is', async t => {
  t.strictSame(paths([item('/x', '#/properties/x/anyOf/0/type')]), ['/x #/properties/x/anyOf/0/type'])
})

t.test('a list that ends within the branch of a tag stays as it is', async t => {
  t.strictSame(paths([item('/n', '#/oneOf/0/properties/n/type')], tagged, { kind: 'a', n: 'x' }), ['/n #/oneOf/0/properties/n/type'])
})
