import t from 'tap'
import { readAjvItems } from '../../../lib/validation/readers/ajv.js'
import { failedPart, withoutSchema } from '../../fixtures/failed-part.js'

const item = (instancePath: string, keyword: string, params: unknown = {}, schemaPath = `#/${keyword}`) => ({ instancePath, keyword, params, schemaPath })
const read = (items: readonly object[], value: unknown = {}, schema: object = {}) => readAjvItems(items, failedPart(schema, value)).map(withoutSchema)

t.test('an item is a finding at its pointer', async t => {
  t.strictSame(read([item('/a~1b/0', 'minimum', { limit: 1 })]), [{ tokens: ['a/b', '0'], keyword: 'minimum', params: { limit: 1 } }])
})

for (const [keyword, param] of [
  ['required', 'missingProperty'],
  ['dependentRequired', 'missingProperty'],
  ['dependencies', 'missingProperty'],
  ['additionalProperties', 'additionalProperty'],
  ['unevaluatedProperties', 'unevaluatedProperty'],
  ['propertyNames', 'propertyName']
] as const) {
  for (const name of ['b', '__proto__', 'constructor', 'a/b', '']) {
    t.test(`${keyword} is about the member ${JSON.stringify(name)} that it names`, async t => {
      const params = { [param]: name }

      t.strictSame(read([item('/a', keyword, params)]), [{ tokens: ['a', name], keyword, params }])
    })
  }
}

t.test('a tag is reported with the place of its union', async t => {
  const params = { error: 'mapping', tag: 'kind', tagValue: 'x' }

  t.strictSame(read([item('/a', 'discriminator', params)]), [
    { tokens: ['a', 'kind'], keyword: 'discriminator', params, source: { keyword: 'discriminator', tokens: ['a'] } }
  ])
})

for (const [name, schemaPath, finding] of [
  ['of a property', '#/properties/b/false schema', { tokens: ['a', '2'], keyword: 'additionalProperties', params: {} }],
  ['of unevaluated properties', '#/unevaluatedProperties/false schema', { tokens: ['a', '2'], keyword: 'unevaluatedProperties', params: {} }],
  ['after a tuple of 2020-12', '#/items/false schema', { tokens: ['a'], keyword: 'items', params: { limit: 2 } }],
  ['after a tuple of draft 7', '#/additionalItems/false schema', { tokens: ['a'], keyword: 'additionalItems', params: { limit: 2 } }],
  ['of unevaluated items', '#/unevaluatedItems/false schema', { tokens: ['a'], keyword: 'unevaluatedItems', params: { limit: 2 } }]
] as const) {
  for (const keyword of ['false schema', 'boolean']) {
    t.test(`a value under a false schema ${name}, by the keyword ${keyword}`, async t => {
      t.strictSame(read([item('/a/2', keyword, {}, schemaPath.replace('false schema', keyword))]), [finding])
    })
  }
}

t.test('the whole part can be under a false schema', async t => {
  t.strictSame(read([item('', 'false schema')]), [{ tokens: [], keyword: 'additionalProperties', params: {} }])
})

t.test('the items inside those of ajv-errors are read, at any depth', async t => {
  const inner = item('/a', 'type', { type: 'string' })
  const outer = item('', 'errorMessage', { errors: [item('', 'errorMessage', { errors: [inner] }), item('/b', 'minimum', { limit: 1 })] })

  t.strictSame(read([outer]), [{ tokens: ['a'], keyword: 'type', params: { type: 'string' } }, { tokens: ['b'], keyword: 'minimum', params: { limit: 1 } }])
})

t.test('a keyword called errorMessage without items is any other', async t => {
  t.strictSame(read([item('/a', 'errorMessage', { errors: 'none' })]), [{ tokens: ['a'], keyword: 'errorMessage', params: { errors: 'none' } }])
})

for (const [name, fields, finding] of [
  ['without a schema path', { instancePath: '/a', keyword: 'type', params: {} }, { tokens: ['a'], keyword: 'type', params: {} }],
  ['without params', { instancePath: '/a', keyword: 'type' }, { tokens: ['a'], keyword: 'type', params: {} }],
  ['whose params are null', { instancePath: '/a', keyword: 'type', params: null }, { tokens: ['a'], keyword: 'type', params: {} }],
  ['whose keyword has controls', { instancePath: '/a', keyword: 'own\nkeyword\u202e' }, { tokens: ['a'], keyword: 'own keyword', params: {} }],
  ['whose keyword is too long', { instancePath: '/a', keyword: 'x'.repeat(5000) }, { tokens: ['a'], keyword: `${'x'.repeat(1023)}…`, params: {} }]
] as const) {
  t.test(`an item ${name}`, async t => {
    t.strictSame(read([fields]), [finding])
  })
}

t.test('an item that names no member gives no finding beside others', async t => {
  t.strictSame(read([item('', 'required'), item('/a', 'type')]), [{ tokens: ['a'], keyword: 'type', params: {} }])
})

t.test('each member that TypeBox 6 lists as required is a finding', async t => {
  const params = { requiredProperties: ['a', 'b'] }

  t.strictSame(read([item('', 'required', params)]), [{ tokens: ['a'], keyword: 'required', params }, { tokens: ['b'], keyword: 'required', params }])
})

t.test('only the missing members that TypeBox 6 lists as dependencies are findings', async t => {
  const params = { property: 'x', dependencies: ['a', 'b'] }

  t.strictSame(read([item('', 'dependentRequired', params)], { x: 1, a: 1 }), [{ tokens: ['b'], keyword: 'dependentRequired', params }])
})

t.test('after another fault, only the unknown members that TypeBox 6 lists as unevaluated are findings', async t => {
  const params = { unevaluatedProperties: ['a', 'b'] }
  const schema = { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }

  t.strictSame(read([item('/a', 'type'), item('', 'unevaluatedProperties', params)], { a: 1, b: 1 }, schema), [
    { tokens: ['a'], keyword: 'type', params: {} }, { tokens: ['b'], keyword: 'unevaluatedProperties', params: { unevaluatedProperty: 'b' } }
  ])
})

t.test('the list of unexpected members that TypeBox 6 adds to an item about each is dropped', async t => {
  const params = { additionalProperties: ['x', 'y'] }
  const items = [
    { instancePath: '/x', keyword: 'boolean', params: {}, schemaPath: '#/additionalProperties' },
    { instancePath: '/y', keyword: 'boolean', params: {}, schemaPath: '#/additionalProperties' },
    { instancePath: '', keyword: 'additionalProperties', params, schemaPath: '#' }
  ]

  t.strictSame(read(items).map(({ tokens, keyword }) => [tokens, keyword]), [[['x'], 'additionalProperties'], [['y'], 'additionalProperties']])
})

t.test('the first 100 of 5,000 items are read', async t => {
  t.equal(read(Array.from({ length: 5000 }, (_, index) => item(`/a${index}`, 'type'))).length, 100)
})
