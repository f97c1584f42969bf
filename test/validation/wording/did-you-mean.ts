/** Misspelt members and values: the sentence names the one that is meant. */
import t from 'tap'
import { failBody, type ValidatorName } from '../../fixtures/validators.js'
import { build } from '../../fixtures/build.js'
import { eventOf } from '../../fixtures/event.js'

const closed = (properties: object, more: object = {}) => ({ type: 'object', properties, additionalProperties: false, ...more })
const inConfig = (schema: object) => ({ type: 'object', properties: { config: schema } })
const text = { type: 'string' }
const countries = ['germany', 'france', 'italy', 'spain', 'poland', 'sweden', 'norway', 'greece', 'malta', 'ireland', 'estonia', 'latvia', 'pull_request']
const step = { anyOf: [{ required: ['uses'] }, { required: ['run'] }], properties: { uses: text, run: text } }

type Row = readonly [what: string, validators: readonly ValidatorName[], schema: object, body: unknown, pointer: string, message: string]

const ajvs: readonly ValidatorName[] = ['ajv', 'ajv allErrors', 'ajv2020', 'ajv2020 allErrors']
const jsonSchema: readonly ValidatorName[] = [...ajvs, 'typebox6']

const rows: readonly Row[] = [
  ['an unexpected member', jsonSchema, closed({ giftWrap: text }), { giftwrap: 'x' }, '/giftwrap', '`giftwrap` is not allowed in request body; did you mean giftWrap?'],
  ['an unexpected member of an object', jsonSchema, inConfig(closed({ layout: text })), { config: { layuot: 'x' } }, '/config/layuot', 'layuot is not allowed under config object; did you mean layout?'],
  ['an unevaluated member', ['ajv2020', 'ajv2020 allErrors', 'typebox6'], { type: 'object', allOf: [{ properties: { layout: text } }], unevaluatedProperties: false }, { layuot: 'x' }, '/layuot', '`layuot` is not allowed in request body; did you mean layout?'],
  ['a member that is far from all', jsonSchema, closed({ giftWrap: text }), { colour: 'x' }, '/colour', '`colour` is not allowed in request body.'],
  ['a member beside the near one', jsonSchema, closed({ street: text }), { street: 'x', street2: 'x' }, '/street2', '`street2` is not allowed in request body.'],
  ['a member that is named but forbidden', jsonSchema, { type: 'object', properties: { layuot: false, layout: text } }, { layuot: 'x' }, '/layuot', '`layuot` is not allowed in request body.'],
  ['a name of another closed object', ajvs, { type: 'object', properties: { layout: text }, allOf: [closed({ other: text })] }, { layuot: 'x' }, '/layuot', '`layuot` is not allowed in request body.'],
  ['a value of a long enumeration', jsonSchema, { type: 'object', properties: { country: { enum: countries } } }, { country: 'Germany' }, '/country', '`country` must be one of the 13 allowed values; did you mean germany?'],
  ['a value with a hyphen', jsonSchema, { type: 'object', properties: { on: { enum: countries } } }, { on: 'pull-request' }, '/on', '`on` must be one of the 13 allowed values; did you mean pull_request?'],
  ['a value that is far from all', jsonSchema, { type: 'object', properties: { country: { enum: countries } } }, { country: 'atlantis' }, '/country', '`country` must be one of the 13 allowed values.'],
  ['a value that is no text', jsonSchema, { type: 'object', properties: { country: { enum: countries } } }, { country: {} }, '/country', '`country` must be one of the 13 allowed values.'],
  ['a value of a long enumeration in a union', jsonSchema, { type: 'object', properties: { on: { anyOf: [{ type: 'string', enum: countries }, { type: 'object' }] } } }, { on: 'germny' }, '/on', 'on must be germany, france, italy, spain, poland, sweden, norway, greece, malta, ireland, estonia, latvia, pull_request or an object; did you mean germany?'],
  ['a value of a short enumeration', jsonSchema, { type: 'object', properties: { country: { enum: countries.slice(0, 2) } } }, { country: 'Germany' }, '/country', '`country` must be germany or france.'],
  ['a value that reads as a number', jsonSchema, { type: 'object', properties: { code: { enum: Array.from({ length: 20 }, (_, index) => `10${index + 10}`) } } }, { code: '101O' }, '/code', '`code` must be one of the 20 allowed values; did you mean "1010"?'],
  ['a value of a write-only member', ajvs, { type: 'object', properties: { country: { enum: countries, writeOnly: true } } }, { country: 'Germany' }, '/country', '`country` is not accepted.'],
  ['a missing member beside a misspelt one', jsonSchema, { type: 'object', required: ['layout'], properties: { layout: text } }, { layuot: 'x' }, '/layout', '`layout` is required in request body (found layuot).'],
  ['a missing member of an object', jsonSchema, inConfig({ type: 'object', required: ['layout'], properties: { layout: text } }), { config: { Layout: 'x' } }, '/config/layout', 'Please provide layout under config object (found Layout).'],
  ['a missing member beside a known one', jsonSchema, { type: 'object', required: ['layout'], properties: { layout: text, layouts: text } }, { layouts: 'x' }, '/layout', '`layout` is required in request body.'],
  ['a missing member beside one of a pattern', jsonSchema, { type: 'object', required: ['layout'], properties: { layout: text }, patternProperties: { '^layouts$': text } }, { layouts: 'x' }, '/layout', '`layout` is required in request body.'],
  ['a missing alternative', ajvs, { type: 'array', items: { type: 'object', ...step } }, [{ use: 'x' }], '/0/uses', 'Please provide uses (found use).']
]

for (const [what, validators, schema, body, pointer, message] of rows) {
  for (const name of validators) {
    t.test(`${what}, under ${name}`, async t => {
      const { issues = [] } = await failBody(t, name, schema, body)

      t.hasStrict(issues[0], { pointer, message })
    })
  }
}

t.test('TypeBox 5 reports no names of unexpected members but their places, which suffice', async t => {
  const { Type } = await import('@sinclair/typebox')
  const { message } = await failBody(t, 'typebox5', Type.Object({ giftWrap: Type.Optional(Type.String()) }, { additionalProperties: false }), { giftwrap: 'x' })

  t.equal(message, '`giftwrap` is not allowed in request body; did you mean giftWrap?')
})

t.test('a query string can be misspelt, request headers are not compared', async t => {
  const app = await build(t, {})
  const schema = { type: 'object', required: ['x-tenant'], properties: { 'x-tenant': text } }
  app.get('/query', { schema: { querystring: schema } }, async () => '')
  app.get('/headers', { schema: { headers: schema } }, async () => '')

  t.equal(eventOf(await app.inject('/query?xTenant=1')).message, '`x-tenant` is required in query string (found xTenant).')
  t.equal(eventOf(await app.inject({ url: '/headers', headers: { xtenant: '1' } })).message, '`x-tenant` is required in request headers.')
})

t.test('the same failure is told with and without a misspelt member, in any order', async t => {
  const app = await build(t, {})
  app.post('/', { schema: { body: { type: 'object', required: ['layout'], properties: { layout: text } } } }, async () => '')
  const plain = '`layout` is required in request body.'

  for (const [payload, message] of [
    [{}, plain], [{ layuot: 1 }, '`layout` is required in request body (found layuot).'], [{ LAYOUT: 1 }, '`layout` is required in request body (found LAYOUT).'],
    [{}, plain], [{ other: 1 }, plain], [{}, plain]
  ] as const) {
    t.equal(eventOf(await app.inject({ method: 'POST', url: '/', payload })).message, message)
  }
})

t.test('a known name is suggested only while it is not there, in any order', async t => {
  const app = await build(t, {}, { ajv: { customOptions: { removeAdditional: false, strict: false } } })
  app.post('/', { schema: { body: { type: 'object', allOf: [{ properties: { nmae: {} } }, closed({ name: {} })] } } }, async () => '')

  for (const [payload, message] of [
    [{ nmae: 1 }, '`nmae` is not allowed in request body; did you mean name?'], [{ nmae: 1, name: 2 }, '`nmae` is not allowed in request body.'],
    [{ nmae: 1 }, '`nmae` is not allowed in request body; did you mean name?']
  ] as const) {
    t.equal(eventOf(await app.inject({ method: 'POST', url: '/', payload })).message, message)
  }
})

t.test('a name that is too long is not found, though it differs by underscores only', async t => {
  const { message } = await failBody(t, 'ajv', { type: 'object', required: ['layout'] }, { [`l${'_'.repeat(5000)}ayout`]: 1 })

  t.equal(message, '`layout` is required in request body.')
})

t.test('the name that was sent is cleaned', async t => {
  const { message } = await failBody(t, 'ajv', { type: 'object', required: ['layout'] }, { 'la\u202Eyout': 1 })

  t.match(message, /^`layout` is required in request body(?: \(found la[^\u202E]*\))?\.$/)
})

t.test('100 issues beside 1,000 names each are told with bounded work', async t => {
  const known = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${'a'.repeat(90)}${String(index).padStart(10, '0')}`, text]))
  const body = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${'a'.repeat(90)}b${String(index).padStart(9, '0')}`, 'x']))
  const { issues = [] } = await failBody(t, 'ajv allErrors', closed(known), body)

  t.equal(issues.length, 100)
})
