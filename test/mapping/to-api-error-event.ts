import t from 'tap'
import { catalog, defineCatalog, toApiErrorEvent } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { thrownValues } from '../fixtures/thrown-values.js'

for (const { name, create, event } of thrownValues) {
  t.test(`${name} becomes the event that the plugin sends`, async t => {
    t.same(toApiErrorEvent(create()), event)
  })
}

t.test('a catalog of its own decides the constants', async t => {
  const error = Object.assign(new Error('Own.'), { statusCode: 404 })

  t.equal(toApiErrorEvent(error).constant, 'resource_not_found')
  t.equal(toApiErrorEvent(error, { catalog: defineCatalog({}) }).constant, 'not_found')
})

t.test('a wrong catalog is refused', async t => {
  t.throws(() => toApiErrorEvent(new Error('x'), { catalog: {} as typeof catalog }), /option 'catalog'/)
})

t.test("with a request, its scope's options apply", async t => {
  const app = await build(t, {
    requestId: true,
    documentation: '/errors',
    mapError: () => catalog.error('conflict'),
    translate: message => `${message}!`
  })
  app.get('/', async request => toApiErrorEvent(new Error('x'), { request }))

  t.same((await app.inject('/')).json(), {
    constant: 'conflict', code: 409, message: 'Conflict!', requestId: 'req-1', documentation: '/errors#conflict'
  })
})

t.test('with a request and a catalog, the options apply and the constants are those of the catalog', async t => {
  const app = await build(t, { documentation: '/errors' })
  app.get('/', async request => toApiErrorEvent(Object.assign(new Error('Own.'), { statusCode: 404 }), { request, catalog: defineCatalog({}) }))

  t.same((await app.inject('/')).json(), { constant: 'not_found', code: 404, message: 'Own.', documentation: '/errors#not_found' })
})

t.test('with a request and a catalog, the constants of a failed validation are those of the scope, where the catalog has them', async t => {
  const own = { bad_input: { code: 400, title: 'Bad input.' }, bad_shape: { code: 422, title: 'Bad shape.' } }
  const errors = defineCatalog(own)
  const body = { type: 'object', properties: { size: { type: 'integer' }, config: { type: 'object' } } }
  const answers = async (validation: object, catalog: typeof errors) => {
    const app = await build(t, { catalog: errors, validation })
    app.post('/', { attachValidation: true, schema: { body } }, async request => toApiErrorEvent(request.validationError, { request, catalog }).constant)
    const ask = async (payload: object) => (await app.inject({ method: 'POST', url: '/', payload })).body
    return [await ask({ size: 'x' }), await ask({ config: 'x' })]
  }

  const both = { parameter: 'bad_input', object: 'bad_shape' }
  t.same(await answers(both, errors), ['bad_input', 'bad_shape'])
  t.same(await answers(both, defineCatalog(own)), ['bad_input', 'bad_shape'])
  t.same(await answers({ object: 'bad_shape' }, defineCatalog(own)), ['bad_request', 'bad_shape'])
  t.same(await answers(both, defineCatalog({ bad_input: own.bad_input }) as typeof errors), ['bad_input', 'unprocessable_content'])
  t.same(await answers(both, catalog as unknown as typeof errors), ['invalid_params', 'invalid_object'])
})

t.test('with attachValidation, it words request.validationError by the schema', async t => {
  const app = await build(t)
  const body = { type: 'object', required: ['name'], properties: { name: { type: 'string', errorMessage: 'A name, please.' } } }
  app.post('/', { attachValidation: true, schema: { body } }, async request => toApiErrorEvent(request.validationError, { request }))

  t.same((await app.inject({ method: 'POST', url: '/', payload: {} })).json(), {
    constant: 'invalid_params',
    code: 400,
    message: 'A name, please.',
    issues: [{ in: 'body', pointer: '/name', keyword: 'required', message: 'A name, please.' }]
  })
})

t.test('a failed validation without its request is worded without the schema', async t => {
  const error = Object.assign(new Error('x'), {
    statusCode: 400,
    validationContext: 'body',
    validation: [{ keyword: 'minimum', instancePath: '/config/sizes/0', schemaPath: '#/x', params: { limit: 3 } }]
  })

  t.same(toApiErrorEvent(error), {
    constant: 'invalid_object',
    code: 422,
    message: 'config.sizes[0] must be ≥ 3.',
    issues: [{ in: 'body', pointer: '/config/sizes/0', keyword: 'minimum', message: 'config.sizes[0] must be ≥ 3.' }]
  })
})
