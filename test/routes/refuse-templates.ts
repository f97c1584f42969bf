/* eslint no-template-curly-in-string: off -- The texts are templates of ajv-errors. */
import ajvErrors from 'ajv-errors'
import t from 'tap'
import { TypeBoxValidatorCompiler as typebox5 } from 'type-provider-typebox-5'
import { Type } from '@sinclair/typebox'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

const size = (errorMessage: unknown) => ({ type: 'object', properties: { size: { type: 'integer', minimum: 1, errorMessage } } })
const cure = /write the text without it, or load ajv-errors in your own Ajv/

for (const text of ['Got ${/size}.', 'Got ${0}.', 'Got ${1#}.', 'Got ${0/size}.', '${/a/b~1c}']) {
  t.test(`${text} is refused at start-up`, async t => {
    const app = await build(t)
    app.post('/rooms', { schema: { body: size({ minimum: text }) } }, async () => '')

    await t.rejects(async () => { await app.ready() }, { name: 'TypeError', message: new RegExp(`the body schema of POST /rooms has '${text.replace(/[$.{}/]/g, '\\$&')}' at /properties/size/errorMessage/minimum`) })
    await t.rejects(async () => { await app.ready() }, { message: cure })
  })
}

for (const text of ['Costs ${price}.', 'Costs $5.', '${}', '{/size}']) {
  t.test(`${text} is no template`, async t => {
    const app = await build(t)
    app.post('/', { schema: { body: size(text) } }, async () => '')

    t.equal(eventOf(await app.inject({ method: 'POST', url: '/', payload: { size: 0 } })).message, text)
  })
}

for (const [what, schema] of [
  ['a member called errorMessage', { type: 'object', properties: { errorMessage: { type: 'string', description: 'Use ${1} for the name.' } } }],
  ['data', { type: 'object', properties: { a: { default: { errorMessage: 'Got ${/a}.' }, enum: [{ errorMessage: 'Got ${/a}.' }] } } }]
] as const) {
  t.test(`${what} is no text for errors`, async t => {
    const app = await build(t)
    app.post('/', { schema: { body: schema } }, async () => '')

    await t.resolves(async () => { await app.ready() })
  })
}

const template = 'Got ${/size}.'

for (const [place, schema] of [
  ['the querystring schema', { querystring: size(template) }],
  ['the params schema', { params: size(template) }],
  ['the headers schema', { headers: size(template) }],
  ['the body schema', { body: { content: { 'application/json': { schema: size(template) } } } }],
  ['the body schema', { body: { type: 'object', allOf: [size({ required: { a: template } })] } }]
] as const) {
  t.test(`${place} ${JSON.stringify(schema)} is searched`, async t => {
    const app = await build(t)
    app.post('/', { schema }, async () => '')

    await t.rejects(async () => { await app.ready() }, { message: place })
  })
}

t.test('a shared schema is searched, also one of a nested scope', async t => {
  const outer = await build(t)
  outer.addSchema({ $id: 'sized', ...size(template) })
  await t.rejects(async () => { await outer.ready() }, { message: "the shared schema 'sized' has" })

  const app = await build(t)
  app.register(async nested => {
    nested.addSchema({ $id: 'inner', ...size(template) })
    nested.get('/', async () => '')
  })
  await t.rejects(async () => { await app.ready() }, { message: "the shared schema 'inner' has" })
})

t.test('all faults are listed', async t => {
  const app = await build(t)
  app.post('/a', { schema: { body: size(template) } }, async () => '')
  app.post('/b', { schema: { body: size(template) } }, async () => '')

  await t.rejects(async () => { await app.ready() }, { message: /POST \/a.*POST \/b/ })
})

t.test("TypeBox's compiler evaluates no templates", async t => {
  const app = await build(t)
  app.setValidatorCompiler(typebox5)
  app.post('/', { schema: { body: Type.Object({ size: Type.Integer({ errorMessage: template }) }) } }, async () => '')

  await t.rejects(async () => { await app.ready() }, { message: cure })
})

t.test("the app's own ajv-errors keeps its templates, which the event shows as they are", async t => {
  const app = await build(t, {}, { ajv: { customOptions: { allErrors: true }, plugins: [ajvErrors.default as never] } })
  app.post('/', { schema: { body: size(template) } }, async () => '')

  t.equal(eventOf(await app.inject({ method: 'POST', url: '/', payload: { size: 0 } })).message, template)
})
