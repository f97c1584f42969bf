import t from 'tap'
import { constantsOf, hasType, isScalar, matchesPattern, satisfies, violates } from '../../lib/json-schema/keyword-checks.js'

type Row = readonly [keyword: string, rule: unknown, value: unknown, result: boolean | undefined]

const ownProto = JSON.parse('{"__proto__":1}')

/** A keyword, a value, and whether the value satisfies it; `undefined` if that cannot be told. */
const rows: readonly Row[] = [
  ['const', 'a', 'a', true],
  ['const', 1, '1', false],
  ['const', null, null, true],
  ['const', null, undefined, false],
  ['const', { a: 1 }, { a: 1 }, undefined],
  ['const', { $data: '1/a' }, 'x', undefined],
  ['enum', ['a', 1, null], null, true],
  ['enum', ['a', 1], 'b', false],
  ['enum', ['a', { b: 1 }], 'a', undefined],
  ['enum', 'a', 'a', undefined],
  ['enum', [], 'a', false],
  ['type', 'string', 'a', true],
  ['type', 'string', 1, false],
  ['type', ['string', 'null'], null, true],
  ['type', ['string', 'null'], 0, false],
  ['type', 'unknown', 'a', false],
  ['minimum', 1, 1, true],
  ['minimum', 1, 0, false],
  ['minimum', 1, '0', true],
  ['maximum', 1, 1, true],
  ['maximum', 1, 2, false],
  ['exclusiveMinimum', 1, 1.5, true],
  ['exclusiveMinimum', 1, 1, false],
  ['exclusiveMaximum', 1, 0.5, true],
  ['exclusiveMaximum', 1, 1, false],
  ['minLength', 2, 'ab', true],
  ['minLength', 2, 'a', false],
  ['minLength', 2, '😀', false],
  ['minLength', 2, 1, true],
  ['maxLength', 1, '😀', true],
  ['maxLength', 1, 'ab', false],
  ['pattern', '^a', 'ab', true],
  ['pattern', '^a', 'b', false],
  ['pattern', '(', 'a', undefined],
  ['pattern', '^a', 1, true],
  ['minItems', 1, [1], true],
  ['minItems', 1, [], false],
  ['minItems', 1, { length: 0 }, true],
  ['maxItems', 1, [1], true],
  ['maxItems', 1, [1, 2], false],
  ['required', ['a'], { a: undefined }, true],
  ['required', ['a'], {}, false],
  ['required', ['a'], [], true],
  ['required', ['constructor'], {}, false],
  ['required', ['__proto__'], {}, false],
  ['required', ['__proto__'], ownProto, true],
  ['properties', { a: { const: 1 } }, { a: 1 }, true],
  ['properties', { a: { const: 1 } }, { a: 2 }, false],
  ['properties', { a: { const: 1 } }, {}, true],
  ['properties', { a: { const: 1 } }, 'a', true],
  ['properties', { a: { const: 1 } }, [], true],
  ['properties', { a: false }, { a: 1 }, false],
  ['properties', { a: { not: {} } }, { a: 1 }, undefined],
  ['properties', { a: { not: {} }, b: { const: 1 } }, { a: 1, b: 2 }, false],
  ['properties', { constructor: false }, {}, true],
  ['not', {}, 1, undefined],
  ['constructor', 'a', 1, undefined],
  ['$ref', '#', 1, undefined]
]

for (const [keyword, rule, value, result] of rows) {
  const schema = { [keyword]: rule }
  t.test(`${JSON.stringify(value)} under ${JSON.stringify(schema)}: ${result}`, async t => {
    t.equal(satisfies(schema, value), result)
    t.equal(violates(schema, keyword, value), result === false)
  })
}

for (const [schema, value, result] of [
  [true, 1, true],
  [false, 1, false],
  [{}, 1, true],
  [undefined, 1, undefined],
  ['string', 1, undefined],
  [[], 1, undefined],
  [{ type: 'string', not: {} }, 'a', undefined],
  [{ type: 'string', not: {} }, 1, false],
  [{ type: 'string', minLength: 1 }, 'a', true]
] as const) {
  t.test(`${JSON.stringify(value)} under the schema ${JSON.stringify(schema)}: ${result}`, async t => {
    t.equal(satisfies(schema, value), result)
  })
}

t.test('a value violates no keyword that the schema lacks', async t => {
  t.equal(violates({ minimum: 1 }, 'not', 0), false)
})

for (const [type, values, others] of [
  ['array', [[]], [{}, { length: 0 }, 'a', null]],
  ['object', [{}, Object.create(null)], [[], null, 'a', undefined]],
  ['null', [null], [undefined, 0, '']],
  ['integer', [0, -1, 1.0], [1.5, NaN, Infinity, '1']],
  ['number', [0, 1.5], ['1', null]],
  ['string', [''], [0, null]],
  ['boolean', [true, false], [0, 'true', null]],
  ['unknown', [], [0, 'unknown', null, true]],
  [undefined, [], [undefined, null, true]]
] as const) {
  t.test(`values of the type ${type}`, async t => {
    t.strictSame(values.map(value => hasType(value, type)), values.map(() => true))
    t.strictSame(others.map(value => hasType(value, type)), others.map(() => false))
  })
}

t.test('every value but objects and arrays is a scalar', async t => {
  t.strictSame(['a', 1, true, null, undefined, {}, []].map(isScalar), [true, true, true, true, true, false, false])
})

for (const [text, pattern, result] of [
  ['a1', '^[a-z]\\d$', true],
  ['é', '^\\p{L}$', true],
  ['😀', '^.$', true],
  ['b', '^a$', false],
  ['a', '[', undefined],
  ['a', 'a{1', undefined],
  ['a', '\\-', undefined]
] as const) {
  t.test(`the text ${text} and the pattern ${pattern}: ${result}`, async t => {
    t.equal(matchesPattern(text, pattern), result)
  })
}

for (const [schema, constants] of [
  [{ enum: ['a', 'b'] }, ['a', 'b']],
  [{ enum: ['a'], const: 'b' }, ['a']],
  [{ const: 'a' }, ['a']],
  [{ const: undefined }, [undefined]],
  [{ type: 'null' }, [null]],
  [{ enum: 'a' }, undefined],
  [{ type: ['null'] }, undefined],
  [{ type: 'string' }, undefined],
  [false, undefined],
  [undefined, undefined]
] as const) {
  t.test(`the constants of ${JSON.stringify(schema)}: ${JSON.stringify(constants)}`, async t => {
    t.strictSame(constantsOf(schema), constants)
  })
}
