import Fastify from 'fastify'
import t from 'tap'
import { satisfies, violates } from '../../lib/json-schema/keyword-checks.js'
import fastifyApiError, { serverOptions } from '../../lib/index.js'

const $data = '1/other'

for (const [keyword, value] of [
  ['minimum', 5], ['maximum', 5], ['exclusiveMinimum', 5], ['exclusiveMaximum', 5], ['minLength', 'a'], ['maxLength', 'a'], ['pattern', 'a'],
  ['minItems', []], ['maxItems', []], ['required', {}]
] as const) {
  t.test(`whether a value satisfies ${keyword} cannot be told if the rule comes from the request`, async t => {
    t.equal(satisfies({ [keyword]: { $data } }, value), undefined)
    t.equal(violates({ [keyword]: { $data } }, keyword, value), false)
  })
}

t.test("a condition with a rule from the request does not turn a client's mistake into a 500", async t => {
  const app = Fastify(serverOptions({ ajv: { customOptions: { $data: true, removeAdditional: false, strict: false } } }))
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  const body = { type: 'object', properties: { names: { type: 'array' }, n: { type: 'integer' } }, if: { required: { $data: '0/names' } }, then: {} }
  app.post('/', { schema: { body } }, async () => 'valid')

  const response = await app.inject({ method: 'POST', url: '/', payload: { names: ['q'], n: 'x' } })

  t.equal(response.statusCode, 400)
  t.equal(response.json().message, '`n` must be an integer.')
})

t.test('names that a rule takes from the request are not quoted', async t => {
  const app = Fastify(serverOptions({ ajv: { customOptions: { $data: true, removeAdditional: false, strict: false } } }))
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  const body = { type: 'object', properties: { names: { type: 'array' } }, required: { $data: '0/names' } }
  app.post('/', { schema: { body } }, async () => 'valid')

  const response = await app.inject({ method: 'POST', url: '/', payload: { names: ['hunter2'] } })

  t.equal(response.statusCode, 400)
  t.notMatch(response.body, 'hunter2')
})

t.test('beside other faults, a list of names from the request is not said to be about its object', async t => {
  const app = Fastify(serverOptions({ ajv: { customOptions: { $data: true, allErrors: true, removeAdditional: false, strict: false } } }))
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  const properties = { names: { type: 'array' }, n: { type: 'integer' }, a: { type: 'object', required: { $data: '/names' } } }
  app.post('/', { schema: { body: { type: 'object', properties } } }, async () => 'valid')

  const response = await app.inject({ method: 'POST', url: '/', payload: { names: ['hunter2'], n: 'x', a: {} } })

  t.notMatch(response.body, 'hunter2')
  t.strictSame(response.json().issues, [
    { in: 'body', pointer: '/n', keyword: 'type', message: '`n` must be an integer.' }, { in: 'body', pointer: '/a', message: 'a is invalid.' }
  ])
})
