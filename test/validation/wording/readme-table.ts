/** Each sentence in the README's table of sentences is one that the plugin answers. */
import { readFile } from 'node:fs/promises'
import t from 'tap'
import { failBody } from '../../fixtures/validators.js'

const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8')
const [, table = ''] = /\| keyword \| sentence \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(readme) ?? []
const shown = table.trim().split('\n').flatMap(row => {
  const [, , cell = ''] = row.split(/(?<!\\)\|/)
  return [...cell.matchAll(/(`+) ?(.+?) ?\1(?!`)/g)].map(([, , text = '']) => text)
}).filter(text => text.endsWith('.'))

const x = (schema: object, more: object = {}) => ({ type: 'object', properties: { x: schema }, ...more })
const list = (schema: object) => x({ type: 'array', ...schema })
const alternatives = (union: object) => ({ type: 'object', ...union })
const inWeek = { required: ['every'], properties: { every: { const: 'week' } } }
const tag = (name: string) => ({ required: [name] })

/** A schema and a body that it refuses, by a sentence of the table or the end of one. */
const cases: Readonly<Record<string, readonly [schema: object, body: unknown]>> = {
  '`x` is required in request body.': [x({}, { required: ['x'] }), {}],
  'Please provide layout under config object.': [{ type: 'object', properties: { config: { type: 'object', required: ['layout'] } } }, { config: {} }],
  'Please provide outputs.': [{ type: 'object', required: ['outputs'], properties: { outputs: { type: 'array' } } }, {}],
  'when `y` is present.': [x({}, { dependentRequired: { y: ['x'] } }), { y: 1 }],
  'when `every` is week.': [x({}, { if: inWeek, then: { required: ['x'] } }), { every: 'week' }],
  'when `every` is not week.': [x({}, { if: inWeek, else: { required: ['x'] } }), { every: 'day' }],
  'must be an integer.': [x({ type: 'integer' }), { x: 'a' }],
  'must be a string or null.': [x({ type: ['string', 'null'] }), { x: [] }],
  'must be A, B or C.': [x({ enum: ['A', 'B', 'C'] }), { x: 'D' }],
  'must be one of the 13 allowed values.': [x({ enum: Array.from({ length: 13 }, (_, index) => index) }), { x: 'D' }],
  'must be "2".': [x({ const: '2' }), { x: 2 }],
  '`email` or `mobile` is required in request body.': [alternatives({ anyOf: [tag('email'), tag('mobile')] }), {}],
  'must be auto or an integer.': [x({ anyOf: [{ const: 'auto' }, { type: 'integer' }] }), { x: true }],
  'must be a number or match the pattern ^x$.': [x({ anyOf: [{ type: 'number' }, { type: 'string', pattern: '^x$' }] }), { x: 'ten' }],
  '`card` and `iban` cannot be used together.': [alternatives({ oneOf: [tag('card'), tag('iban')] }), { card: 1, iban: 1 }],
  'must fit exactly one alternative, but fits 2.': [x({ oneOf: [{ type: 'integer' }, { minimum: 1 }] }), { x: 3 }],
  'must match the pattern ^[0-9]{6}$.': [x({ type: 'string', pattern: '^[0-9]{6}$' }), { x: 'a' }],
  '…, such as 471100.': [x({ type: 'string', pattern: '^[0-9]{6}$', examples: ['471100'] }), { x: 'a' }],
  'must look like INV-1.': [x({ type: 'string', pattern: `^(?:${'b'.repeat(100)}|INV-1)$`, examples: ['INV-1'] }), { x: 'a' }],
  '`b` is not allowed in request body.': [alternatives({ not: { required: ['b'] } }), { b: 1 }],
  'must not be admin or root.': [x({ not: { enum: ['admin', 'root'] } }), { x: 'root' }],
  '`a` and `b` cannot be used together.': [alternatives({ not: { required: ['a', 'b'] } }), { a: 1, b: 1 }],
  'is invalid.': [x({ not: { minLength: 1, maxLength: 2 } }), { x: 'a' }],
  'must be a valid email address.': [x({ type: 'string', format: 'email' }), { x: 'a' }],
  'must be a date (YYYY-MM-DD).': [x({ type: 'string', format: 'date' }), { x: 'a' }],
  'must be a date and time with offset (RFC 3339), such as 2027-05-03T09:30:00Z.': [x({ type: 'string', format: 'date-time' }), { x: 'a' }],
  'must be a UUID.': [x({ type: 'string', format: 'uuid' }), { x: 'a' }],
  'must be ≥ 1.': [x({ minimum: 1 }), { x: 0 }],
  '≤ 25.': [x({ maximum: 25 }), { x: 26 }],
  '> 5.': [x({ exclusiveMinimum: 5 }), { x: 5 }],
  '< 5.': [x({ exclusiveMaximum: 5 }), { x: 5 }],
  'must be a positive number.': [x({ exclusiveMinimum: 0 }), { x: 0 }],
  'must be a multiple of 5.': [x({ multipleOf: 5 }), { x: 3 }],
  'must not be empty.': [x({ type: 'string', minLength: 1 }), { x: '' }],
  'must have at least 3 characters.': [x({ type: 'string', minLength: 3 }), { x: 'a' }],
  'must have at most 1 character.': [x({ type: 'string', maxLength: 1 }), { x: 'aa' }],
  'must have at least 1 item.': [list({ minItems: 1 }), { x: [] }],
  'must have at most 5 items.': [list({ maxItems: 5 }), { x: [1, 2, 3, 4, 5, 6] }],
  'must have at least 1 property.': [x({ type: 'object', minProperties: 1 }), { x: {} }],
  'must have at most 2 properties.': [x({ type: 'object', maxProperties: 2 }), { x: { a: 1, b: 2, c: 3 } }],
  'must not have duplicate items (items 0 and 2 are equal).': [list({ uniqueItems: true }), { x: ['a', 'b', 'a'] }],
  'must contain ADMIN.': [list({ contains: { const: 'ADMIN' } }), { x: [] }],
  'must have at least 1 item with part "organizer".': [list({ contains: { properties: { part: { const: 'organizer' } }, required: ['part'] } }), { x: [] }],
  'must have at least 2 matching items.': [list({ contains: { const: 'A' }, minContains: 2 }), { x: ['A'] }],
  '`x` is not allowed in request body.': [{ type: 'object', additionalProperties: false }, { x: 1 }],
  'x is not allowed under config object.': [{ type: 'object', properties: { config: { type: 'object', additionalProperties: false } } }, { config: { x: 1 } }],
  '`X1` is not a valid name in request body: names must match the pattern ^[a-z]+$.': [{ type: 'object', propertyNames: { pattern: '^[a-z]+$' } }, { X1: 1 }],
  'Please provide a request body.': [{ type: 'object' }, undefined],
  'Request body must be an object.': [{ type: 'object' }, 'null'],
  'Request body is not valid JSON.': [{ type: 'object' }, '{'],
  'Request body is empty; send JSON, or leave Content-Type out.': [{ type: 'object' }, '']
}

/** Not caused by a body: a header is wrong, or the validator has a format of its own. Other tests cause them. */
const elsewhere = [
  'Request body does not match its Content-Length.', 'Request body is too large; at most 1,048,576 bytes are accepted.',
  'Content-Type is not supported; send application/json.', 'must match the format NAME.'
]

t.test('the table names every case, and no others', async t => {
  t.strictSame([...new Set(shown)].sort(), [...Object.keys(cases), ...elsewhere].sort())
})

for (const [sentence, [schema, body]] of Object.entries(cases)) {
  t.test(sentence, async t => {
    const { message } = await failBody(t, 'ajv2020', schema, body)

    t.ok(message.endsWith(sentence.replace('…', '')), message)
  })
}
