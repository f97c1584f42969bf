import t from 'tap'
import { FailedPart } from '../../lib/validation/failed-part.js'
import { findingsOf } from '../../lib/validation/read-findings.js'
import { failedPart } from '../fixtures/failed-part.js'

const body = { type: 'object' }
const read = (items: readonly object[], part = failedPart(body, {})) => findingsOf({ part: 'body', items }, part)
const ajv = (instancePath: string, keyword: string, params: object = {}) => ({ instancePath, keyword, schemaPath: `#/${keyword}`, params })
const zod = (path: string, keyword: string, message: string) =>
  ({ instancePath: path, keyword, message, params: {}, [Symbol.for('ZodFastifySchemaValidationError')]: true })

t.test('a failure without items is about the whole part', async t => {
  t.strictSame(read([]), [{ tokens: [], keyword: undefined, params: {} }])
})

t.test('items with a keyword are those of Ajv', async t => {
  t.strictSame(read([ajv('/a', 'type', { type: 'string' })]), [{ tokens: ['a'], keyword: 'type', params: { type: 'string' } }])
})

t.test('items with a message alone are those of TypeBox', async t => {
  t.strictSame(read([{ instancePath: '/a', message: 'Expected string' }], failedPart({ properties: { a: {} } }, { a: 1 })), [
    { tokens: ['a'], keyword: 'type', params: { type: 'string' } }
  ])
})

t.test('items with the mark of zod are those of zod', async t => {
  t.strictSame(read([zod('/a', 'custom', 'Own text.')]), [{ tokens: ['a'], keyword: undefined, params: {}, text: 'Own text.' }])
})

t.test('an item with neither is a fault without a keyword', async t => {
  t.strictSame(read([{ instancePath: '/a' }], failedPart(body, { a: 1 })), [{ tokens: ['a'], keyword: undefined, params: {} }])
})

t.test('findings are normalized', async t => {
  const schema = { properties: { a: { anyOf: [{ const: 'A' }, { const: 'B' }] } } }

  t.strictSame(read([ajv('/a', 'anyOf')], failedPart(schema, { a: 'C' })), [
    { tokens: ['a'], keyword: 'enum', params: { allowedValues: ['A', 'B'] }, source: { keyword: 'anyOf', tokens: ['a'] } }
  ])
})

t.test('findings are in the order of their items', async t => {
  const findings = read([ajv('/b', 'type'), ajv('/a', 'minimum'), ajv('/b', 'pattern')])

  t.strictSame(findings.map(({ tokens, keyword }) => [tokens.join(), keyword]), [['b', 'type'], ['a', 'minimum'], ['b', 'pattern']])
})

t.test('the first 100 of 5,000 items are findings', async t => {
  const findings = read(Array.from({ length: 5000 }, (_, index) => ajv(`/a${index}`, 'type')))

  t.equal(findings.length, 100)
  t.strictSame(findings.at(-1)?.tokens, ['a99'])
})

t.test('the first 100 of 5,000 items of zod are findings', async t => {
  t.equal(read(Array.from({ length: 5000 }, (_, index) => zod(`/a${index}`, 'custom', 'Own text.'))).length, 100)
})

t.test('one item that names 5,000 members gives at most 100 findings', async t => {
  const keys = Array.from({ length: 5000 }, (_, index) => `key${index}`)

  t.equal(read([{ ...zod('/', 'unrecognized_keys', 'Unrecognized.'), params: { keys } }]).length, 100)
})

const missing = ajv('', 'required', { missingProperty: 'a' })

for (const [name, items, expected] of [
  ['another fault of the missing value is dropped', [missing, ajv('/a', 'type')], ['required /a']],
  ['a fault below the missing value is dropped', [missing, ajv('/a/b', 'type')], ['required /a']],
  ['a second one about the missing value is dropped', [missing, missing], ['required /a']],
  ['a fault of another value stays', [missing, ajv('/ab', 'type')], ['required /a', 'type /ab']],
  ['a fault before the missing value stays', [ajv('/a', 'type'), missing], ['type /a', 'required /a']]
] as const) {
  t.test(`if a value is missing, ${name}`, async t => {
    t.strictSame(read(items).map(({ tokens, keyword }) => `${keyword} ${tokens.map(token => `/${token}`).join('')}`), expected)
  })
}

t.test('several texts of the author about one missing value stay', async t => {
  const part = failedPart({ properties: { a: {} } }, {})

  const findings = read([zod('/a', 'invalid_type', 'One.'), zod('/a', 'custom', 'Two.'), zod('/a/b', 'custom', 'Below.')], part)

  t.strictSame(findings.map(({ text }) => text), ['One.', 'Two.'])
})

t.test('only the absence of an absent body is reported', async t => {
  t.strictSame(read([ajv('', 'type', { type: 'object' }), ajv('/a', 'required')], failedPart(body, undefined)), [{ tokens: [], keyword: 'type', params: {} }])
})

t.test("the author's own texts about an absent body are reported", async t => {
  t.strictSame(read([zod('/', 'invalid_type', 'Send a body.')], failedPart(body, undefined)).map(({ text }) => text), ['Send a body.'])
})

t.test('without a request, no body is absent', async t => {
  t.strictSame(read([ajv('/a', 'type')], new FailedPart('body', undefined)), [{ tokens: ['a'], keyword: 'type', params: {} }])
})
