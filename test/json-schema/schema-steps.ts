import t from 'tap'
import { stepsInto, stepsToMember, toRecord } from '../../lib/json-schema/schema-steps.js'

const string = { type: 'string' }
const integer = { type: 'integer' }

t.test('the steps into a list are numbered', async t => {
  t.strictSame(stepsInto('allOf', { allOf: [string, false] }), [['allOf/0', string], ['allOf/1', false]])
})

t.test('there are no steps into a keyword that is absent or not a list', async t => {
  t.strictSame(stepsInto('anyOf', {}), [])
  t.strictSame(stepsInto('anyOf', { anyOf: { 0: string } }), [])
})

type Row = readonly [name: string, token: string, schema: object, steps: ReadonlyArray<readonly [string, unknown]>]

const none = [['additionalProperties', undefined], ['unevaluatedProperties', undefined]] as const

const rows: readonly Row[] = [
  ['a property', 'a', { properties: { a: string } }, [['properties', string]]],
  ['a property with a false schema', 'a', { properties: { a: false } }, [['properties', false]]],
  ['a property that is not declared', 'b', { properties: { a: string } }, none],
  ['the name of another case', 'A', { properties: { a: string } }, none],
  ['an inherited name', 'constructor', { properties: {} }, none],
  ['the name __proto__', '__proto__', { properties: {} }, none],
  ['a declared __proto__', '__proto__', { properties: JSON.parse('{"__proto__":{"type":"string"}}') }, [['properties', string]]],
  ['properties that are not an object', '0', { properties: [string] }, none],
  ['a pattern', 'ab', { patternProperties: { '^a': string, b$: integer, c: {} } }, [['patternProperties', string], ['patternProperties', integer]]],
  ['a property that a pattern matches too', 'a', { properties: { a: string }, patternProperties: { '^a': integer } }, [['properties', string], ['patternProperties', integer]]],
  ['a pattern that does not compile', 'a', { patternProperties: { '(': string } }, none],
  ['additional properties', 'a', { properties: { b: string }, additionalProperties: integer }, [['additionalProperties', integer], ['unevaluatedProperties', undefined]]],
  ['unevaluated properties', 'a', { unevaluatedProperties: integer }, [['additionalProperties', undefined], ['unevaluatedProperties', integer]]],
  ['a declared property beside additional ones', 'a', { properties: { a: string }, additionalProperties: integer }, [['properties', string]]],
  ['an element', '3', { items: string }, [['items', string]]],
  ['an element of a tuple of draft 7', '1', { items: [string, integer] }, [['items', integer]]],
  ['an element after a tuple of draft 7', '2', { items: [string, integer], additionalItems: string }, [['items', string]]],
  ['an element of a tuple of 2020-12', '0', { prefixItems: [string], items: integer }, [['items', string]]],
  ['an element after a tuple of 2020-12', '1', { prefixItems: [string], items: integer }, [['items', integer]]],
  ['an element after a closed tuple of 2020-12', '1', { prefixItems: [string], items: false }, none],
  ['an element after a closed tuple of draft 7', '1', { items: [string], additionalItems: false }, [['items', false]]],
  ['an unevaluated element', '1', { prefixItems: [string], unevaluatedItems: integer }, [['items', integer]]],
  ['a name that is not an index', '01', { items: string }, none],
  ['an index that is also a property', '0', { properties: { 0: integer }, items: string }, [['properties', integer], ['items', string]]]
]

for (const [name, token, schema, steps] of rows) {
  t.test(`the steps to ${name}`, async t => {
    t.strictSame(stepsToMember(token, toRecord(schema), false), steps)
  })
}

t.test('the name of a header has no case', async t => {
  t.strictSame(stepsToMember('x-key', { properties: { 'X-Key': string } }, true), [['properties', string]])
  t.strictSame(stepsToMember('X-KEY', { properties: { 'x-key': string } }, true), [['properties', string]])
})

t.test('a header whose name is written exactly so is preferred', async t => {
  t.strictSame(stepsToMember('x-key', { properties: { 'X-Key': string, 'x-key': integer } }, true), [['properties', integer]])
})

t.test('a header can have an inherited name', async t => {
  t.strictSame(stepsToMember('constructor', { properties: {} }, true), none)
})

t.test('every value but an object stands for a record without entries', async t => {
  t.strictSame([toRecord({ a: 1 }), toRecord([1]), toRecord(null), toRecord(true)], [{ a: 1 }, {}, {}, {}])
})
