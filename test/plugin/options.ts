import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError, { type ApiErrorOptions, catalog, defineCatalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

for (const [options, fault] of [
  [{ catalog: {} }, /option 'catalog' must be a catalog, made by defineCatalog\(\) or catalog.extend\(\), got \{\}/],
  [{ catalog: 'x' }, /option 'catalog' .* got 'x'/],
  [{ catalog: null }, /option 'catalog' .* got null/],
  [{ notFound: 'yes' }, /option 'notFound' must be true or false, got 'yes'/],
  [{ mapError: {} }, /option 'mapError' must be a function/],
  [{ translate: 'de' }, /option 'translate' must be a function/],
  [{ problemDetails: 'yes' }, /option 'problemDetails' must be true or false, got 'yes'/],
  [{ requestId: 1 }, /option 'requestId' must be true or false, got 1/],
  [{ validation: 'x' }, /option 'validation' must be \{ parameter, object, allParts \}/],
  [{ validation: { parameter: 'nope' } }, /two constants of the catalog, got \{ parameter: 'nope' \}/],
  [{ validation: { body: 'invalid_params' } }, /option 'validation'/],
  [{ validation: { allParts: 'yes' } }, /must be \{ parameter, object, allParts \}: .*, got \{ allParts: 'yes' \}/],
  [{ validation: { allParts: null } }, /option 'validation'/],
  [{ documentation: '' }, /option 'documentation' must be an http\(s\) or relative URI without a fragment.*got ''/],
  [{ documentation: 'https://example.com/#errors' }, /option 'documentation'/],
  [{ documentation: 'javascript:alert(1)' }, /option 'documentation'/],
  [{ documentation: 'mailto:a@b.c' }, /option 'documentation'/],
  [{ documentation: 'https://exa mple.com' }, /option 'documentation'/],
  [{ documentation: 7 }, /option 'documentation'/],
  [{ catalogue: catalog }, /unknown option 'catalogue'; known are catalog, notFound/]
] as ReadonlyArray<readonly [ApiErrorOptions, RegExp]>) {
  t.test(`registration refuses ${JSON.stringify(Object.keys(options))}: ${fault}`, async t => {
    const app = Fastify()
    t.teardown(() => app.close())

    await t.rejects(async () => app.register(fastifyApiError, options), { name: 'TypeError', message: fault })
  })
}

t.test('registration lists every fault at once', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  const options = { notFound: 1, requestId: 2, other: 3 } as unknown as ApiErrorOptions

  await t.rejects(async () => app.register(fastifyApiError, options), /'notFound'.*\n.*'requestId'.*\n.*'other'/)
})

t.test("Fastify's own register options pass, and undefined is as good as nothing", async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  const options: object = { prefix: '/x', logLevel: 'warn', logSerializers: {}, catalog: undefined, translate: undefined }

  await t.resolves(async () => app.register(fastifyApiError, options))
})

t.test('requestId adds the id of the request, cleaned', async t => {
  const app = await build(t, { requestId: true }, { genReqId: () => 'req\n1' })

  t.equal(eventOf(await app.inject('/')).requestId, 'req 1')
})

for (const base of ['https://example.com/errors', '/errors', 'errors.html', '//example.com/errors?lang=en']) {
  t.test(`documentation ${base} links each event to its constant`, async t => {
    const app = await build(t, { documentation: base })

    t.equal(eventOf(await app.inject('/')).documentation, `${base}#resource_not_found`)
  })
}

const schema = {
  body: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, config: { type: 'object', required: ['layout'] } } }
}

t.test('validation names the constants of the two kinds of failure', async t => {
  const errors = defineCatalog({ bad_field: { code: 400, title: 'x' }, bad_shape: { code: 400, title: 'x' } })
  const app = await build(t, { catalog: errors, validation: { parameter: 'bad_field', object: 'bad_shape' } })
  app.post('/', { schema }, async () => 'unreachable')
  const post = async (payload: object | string) => eventOf(await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload }))

  t.match(await post({}), { constant: 'bad_field', code: 400 })
  t.match(await post({ name: 'x', config: {} }), { constant: 'bad_shape', code: 400 })
  t.match(await post('{'), { constant: 'bad_field', code: 400, message: 'Request body is not valid JSON.' })
})
