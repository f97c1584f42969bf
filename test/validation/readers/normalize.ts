import t from 'tap'
import type { Finding } from '../../../lib/validation/finding.js'
import { normalizeFinding } from '../../../lib/validation/readers/normalize.js'
import { failedPart } from '../../fixtures/failed-part.js'

const finding = (keyword: string, params: Finding['params'] = {}, tokens: readonly string[] = []): Finding => ({ tokens, keyword, params })
const normalize = (keyword: string, params: Finding['params'], schema: unknown, value: unknown) =>
  normalizeFinding(finding(keyword, params), failedPart(schema, value))

const constants = (...values: readonly unknown[]) => values.map(value => ({ const: value }))

for (const keyword of ['anyOf', 'oneOf']) {
  const enumOf = (...allowedValues: readonly unknown[]) => ({ tokens: [], keyword: 'enum', params: { allowedValues }, source: { keyword, tokens: [] } })
  const cycle = { [keyword]: [{ const: 'A' }, { $ref: '#' }] }

  for (const [name, schema, expected] of [
    ['constants', { [keyword]: constants('A', 'B') }, enumOf('A', 'B')],
    ['constants that repeat', { [keyword]: constants('A', 'B', 'A') }, enumOf('A', 'B')],
    ['lists and null', { [keyword]: [{ enum: ['A', 'B'] }, { type: 'null' }] }, enumOf('A', 'B', null)],
    ['unions of constants', { [keyword]: [{ const: 'A' }, { anyOf: constants('B', 'C') }, { oneOf: constants('D') }] }, enumOf('A', 'B', 'C', 'D')],
    ['constants behind $ref and allOf', { [keyword]: [{ $ref: '#/$defs/A' }, { allOf: constants('B') }], $defs: { A: { const: 'A' } } }, enumOf('A', 'B')],
    ['a constant and itself', cycle, enumOf('A')],
    ['types', { [keyword]: [{ type: 'boolean' }, { type: ['integer', 'null'] }] }, { ...finding(keyword), params: { type: ['boolean', 'integer', 'null'] } }],
    ['types that repeat', { [keyword]: [{ type: 'integer', minimum: 9 }, { type: 'integer', maximum: 1 }] }, { ...finding(keyword), params: { type: ['integer'] } }],
    ['types of which the value has one', { [keyword]: [{ type: 'string', minLength: 3 }, { type: 'integer' }] }, finding(keyword)],
    ['a constant and a type', { [keyword]: [{ const: 'A' }, { type: 'integer' }] }, finding(keyword)],
    ['a constant and any other schema', { [keyword]: [{ const: 'A' }, { minLength: 3 }] }, finding(keyword)],
    ['a type and any other schema', { [keyword]: [{ type: 'integer' }, { minLength: 3 }] }, finding(keyword)]
  ] as const) {
    t.test(`${keyword} of ${name}`, async t => {
      t.strictSame(normalize(keyword, {}, schema, 'x'), expected)
    })
  }

  t.test(`${keyword} that the schema does not have stays as it is`, async t => {
    t.strictSame(normalize(keyword, { passingSchemas: null }, {}, 'x'), finding(keyword, { passingSchemas: null }))
  })

  t.test(`if ${keyword} applies twice, the one that the value fails is reported`, async t => {
    const schema = { allOf: [{ [keyword]: constants('a', 'b') }, { [keyword]: constants('b', 'c') }] }

    t.strictSame(normalize(keyword, {}, schema, 'a'), enumOf('b', 'c'))
  })

  t.test(`${keyword} in a branch that the value cannot mean is not reported`, async t => {
    const branch = (tag: string) => ({ properties: { tag: { const: tag }, v: { [keyword]: constants(`${tag}1`, `${tag}2`) } } })
    const part = failedPart({ oneOf: [branch('a'), branch('b')] }, { tag: 'b', v: 'x' })

    t.strictSame(normalizeFinding(finding(keyword, {}, ['v']), part).params, { allowedValues: ['b1', 'b2'] })
  })

  const tagged = { discriminator: { propertyName: 'kind' }, [keyword]: ['a', 'b'].map(kind => ({ properties: { kind: { const: kind } } })) }
  const source = { keyword: 'discriminator', tokens: [] }

  for (const [name, value, expected] of [
    ['an unknown tag', { kind: 'x' }, { tokens: ['kind'], keyword: 'enum', params: { allowedValues: ['a', 'b'] }, source }],
    ['a missing tag', {}, { tokens: ['kind'], keyword: 'required', params: {}, source }],
    ['a known tag', { kind: 'a' }, finding(keyword)],
    ['a value that is not an object', 'a', finding(keyword)]
  ] as const) {
    t.test(`${keyword} with a discriminator, and ${name}`, async t => {
      t.strictSame(normalize(keyword, {}, tagged, value), expected)
    })
  }
}

t.test('a union of which several branches pass stays as it is', async t => {
  const params = { passingSchemas: [0, 1] }

  t.strictSame(normalize('oneOf', params, { oneOf: constants('A', 'B') }, 'x'), finding('oneOf', params))
})

for (const [name, value, keyword, params] of [
  ['that is missing', {}, 'required', { tag: 'kind' }],
  ['that is unknown', { kind: 'x' }, 'enum', { allowedValues: ['a', 'b'] }]
] as const) {
  t.test(`a tag ${name} is reported as ${keyword}`, async t => {
    const part = failedPart({ properties: { kind: { enum: ['a', 'b'] } } }, value)

    t.strictSame(normalizeFinding(finding('discriminator', { tag: 'kind' }, ['kind']), part), { tokens: ['kind'], keyword, params })
  })
}

for (const [name, schema, value, params] of [
  ['a constant', { contains: { const: 'A' } }, ['B'], { minContains: 1, allowedValues: ['A'], maxContains: undefined, count: 0 }],
  ['a list with limits', { contains: { enum: ['A', 'B'] }, minContains: 3, maxContains: 4 }, ['A', 'B', 'C'], { minContains: 3, allowedValues: ['A', 'B'], maxContains: 4, count: 2 }],
  ['any other schema', { contains: { type: 'integer' } }, ['B'], { minContains: 1, allowedValues: undefined, maxContains: undefined, count: undefined }],
  ['two constants, of which one is missing', { allOf: [{ contains: { const: 'A' } }, { contains: { const: 'B' } }] }, ['A'], { minContains: 1, allowedValues: ['B'], maxContains: undefined, count: 0 }],
  ['a constant that is there too often', { allOf: [{ contains: { const: 'A' } }, { contains: { const: 'B' }, maxContains: 1 }] }, ['A', 'B', 'B'], { minContains: 1, allowedValues: ['B'], maxContains: 1, count: 2 }],
  ['a schema that is not known', {}, ['B'], { minContains: 1 }]
] as const) {
  t.test(`contains of ${name}`, async t => {
    t.strictSame(normalize('contains', {}, schema, value), finding('contains', params))
  })
}

t.test('the params of a rule that comes from the request are dropped', async t => {
  const part = failedPart({ properties: { size: { maximum: { $data: '1/limit' } } } }, { limit: 1, size: 2 })

  t.strictSame(normalizeFinding(finding('maximum', { limit: 1 }, ['size']), part), finding('maximum', {}, ['size']))
})

for (const keyword of ['maximum', 'constructor', '__proto__', 'required']) {
  t.test(`any other finding stays as it is: ${keyword}`, async t => {
    const other = finding(keyword, { limit: 1 }, ['size'])

    t.equal(normalizeFinding(other, failedPart({ properties: { size: { maximum: 1 } } }, { size: 2 })), other)
  })
}
