/** Validators that throw, give no items, or give items that cannot be read. */
import Fastify, { type FastifyInstance } from 'fastify'
import Joi from 'joi'
import t from 'tap'
import fastifyApiError, { serverOptions } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

const post = async (app: FastifyInstance, payload: unknown) => eventOf(await app.inject({
  method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload: typeof payload === 'string' ? payload : JSON.stringify(payload)
}))

t.test('a validator that gives an Error without items is answered with one issue at the part', async t => {
  const app = await build(t)
  app.setValidatorCompiler<Joi.Schema>(({ schema }) => value => schema.validate(value) as { value: unknown })
  app.post('/', { schema: { body: Joi.object({ size: Joi.number().max(3) }) } }, async () => 'valid')

  t.same(await post(app, { size: 'hunter2' }), {
    constant: 'invalid_params',
    code: 400,
    message: 'Request body is invalid.',
    issues: [{ in: 'body', pointer: '', message: 'Request body is invalid.' }]
  })
})

t.test('an $async schema is read like any other', async t => {
  const app = await build(t)
  app.post('/', { schema: { body: { $async: true, type: 'object', required: ['a'] } } }, async () => 'valid')

  t.hasStrict(await post(app, {}), { constant: 'invalid_params', code: 400, issues: [{ pointer: '/a', keyword: 'required' }] })
})

t.test('an $async validator whose database is gone says nothing of it', async t => {
  const app = Fastify(serverOptions({
    ajv: {
      plugins: [ajv => ajv.addKeyword({
        keyword: 'taken', async: true, validate: async () => { throw new Error('ECONNREFUSED 10.0.0.1') }
      })]
    }
  }))
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  app.post('/', { schema: { body: { $async: true, type: 'object', taken: true } } }, async () => 'valid')

  const event = await post(app, {})

  t.notMatch(JSON.stringify(event), 'ECONNREFUSED')
})

t.test('a validator that throws is a fault of the server', async t => {
  const app = await build(t)
  app.setValidatorCompiler(() => () => { throw new Error('hunter2') })
  app.post('/', { schema: { body: {} } }, async () => 'valid')

  t.same(await post(app, {}), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

for (const validation of [[], [null, 'x'], 'x', {}, [{ instancePath: 7 }], [{ instancePath: '' }], [{ instancePath: '/a', keyword: 'minimum' }]]) {
  t.test(`items of an unknown kind, ${JSON.stringify(validation)}, become an event`, async t => {
    const app = await build(t)
    app.get('/', () => { throw Object.assign(new Error('hunter2'), { statusCode: 400, validationContext: 'querystring', validation }) })

    const event = eventOf(await app.inject('/'))

    t.hasStrict(event, { constant: 'invalid_params', code: 400 })
    t.notMatch(JSON.stringify(event), 'hunter2')
  })
}

t.test('a response that does not fit its schema is a fault of the server', async t => {
  const app = await build(t)
  app.get('/', { schema: { response: { 200: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } } } } }, async () => ({ hunter2: 1 }))

  t.same(eventOf(await app.inject('/')), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

t.test('a schema that cannot tell its JSON Schema says nothing, and the event is valid', async t => {
  const app = await build(t)
  app.setValidatorCompiler(() => () => ({ error: [{ keyword: 'required', instancePath: '', schemaPath: '#/required', params: { missingProperty: 'a' } }] }))
  const body = { '~standard': { jsonSchema: { input: () => { throw new Error('hunter2') } } } }
  app.post('/', { schema: { body } }, async () => 'valid')

  t.hasStrict(await post(app, {}), { constant: 'invalid_params', message: '`a` is required in request body.' })
})

for (const [name, error] of [
  ['a string', 'hunter2'], ['true', true], ['a number', 7], ['an object', { details: ['hunter2'] }], ['null in a list', [null]], ['a string in a list', ['hunter2']],
  ['an item that cannot be read', [{ get instancePath () { throw new Error('hunter2') } }]]
] as const) {
  t.test(`a validator that gives ${name} for its items is a failed validation, also behind an async hook`, async t => {
    const app = await build(t)
    app.setValidatorCompiler(() => () => ({ error: error as unknown as Error }))
    const schema = { body: {} }
    const invalid = { constant: 'invalid_params', code: 400, message: 'Request body is invalid.' }
    app.post('/', { schema }, async () => 'valid')
    // Nobody catches there what the formatter of the items throws.
    app.post('/behind', { schema, preValidation: async () => {} }, async () => 'valid')

    for (const url of ['/', '/behind']) {
      t.hasStrict(eventOf(await app.inject({ method: 'POST', url, payload: {} })), invalid)
    }
  })
}
