import t from 'tap'
import { z } from 'zod'
import { toJsonSchema } from '../../lib/json-schema/standard-schema.js'
import { closedProxy, throwingGetters } from '../fixtures/hostile-values.js'

const standard = (input: unknown) => ({ '~standard': { jsonSchema: { input } } })

t.test('a schema of zod is converted', async t => {
  t.strictSame(toJsonSchema(z.object({ a: z.int().min(1) })), {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { a: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER } },
    required: ['a']
  })
})

t.test('a type of zod that JSON cannot represent becomes a schema without keywords', async t => {
  t.hasStrict(toJsonSchema(z.object({ a: z.date() })), { properties: { a: {} } })
})

t.test('a converter gets the draft and the options of its library', async t => {
  const calls: unknown[] = []

  toJsonSchema(standard((options: unknown) => calls.push(options)))

  t.strictSame(calls, [{ target: 'draft-2020-12', libraryOptions: { unrepresentable: 'any' } }])
})

t.test('a schema is converted once', async t => {
  const schema = standard(() => ({ type: 'string' }))

  t.equal(toJsonSchema(schema), toJsonSchema(schema))
})

t.test('a schema can be a function', async t => {
  const schema = Object.assign(() => {}, standard(() => ({ type: 'string' })))

  t.strictSame(toJsonSchema(schema), { type: 'string' })
})

t.test('a schema whose converter throws becomes one without keywords', async t => {
  t.strictSame(toJsonSchema(standard(() => { throw new Error('cannot convert') })), {})
})

for (const [name, schema] of [
  ['a JSON Schema', { type: 'string' }],
  ['false', false],
  ['undefined', undefined],
  ['a Standard Schema without a converter', { '~standard': { version: 1 } }],
  ['a converter that is not a function', standard({})],
  ['a proxy that cannot be read', closedProxy()],
  ['an object that cannot be read', throwingGetters('~standard')]
] as const) {
  t.test(`${name} is returned as it is`, async t => {
    t.equal(toJsonSchema(schema), schema)
  })
}
