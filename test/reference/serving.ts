import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { ApiErrorEventSchema, catalog, defineCatalog } from '../../lib/index.js'
import errorReference, { errorReference as named, toMarkdown, type ErrorReferenceOptions } from '../../lib/reference/index.js'

const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.' } })

async function build (t: Test, options: ErrorReferenceOptions = { prefix: '/errors', catalog: errors }): Promise<FastifyInstance> {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(fastifyApiError, { catalog: errors })
  await app.register(errorReference, options)
  return app
}

const html = 'text/html; charset=utf-8'
const markdown = 'text/markdown; charset=utf-8'
const json = 'application/json; charset=utf-8'

for (const [url, accept, contentType, vary] of [
  ['/errors', undefined, html, 'accept'],
  ['/errors', '*/*', html, 'accept'],
  ['/errors', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', html, 'accept'],
  ['/errors', 'text/markdown', markdown, 'accept'],
  ['/errors', 'application/json', json, 'accept'],
  ['/errors', 'application/*', json, 'accept'],
  ['/errors', 'application/json;q=0.5, text/markdown;q=0.9', markdown, 'accept'],
  ['/errors', 'text/html;q=0, text/markdown;q=0.1', markdown, 'accept'],
  ['/errors', 'application/json; charset=UTF-8', json, 'accept'],
  ['/errors', 'text/markdown;charset=utf-8, */*;q=0.1', markdown, 'accept'],
  ['/errors', 'image/png', html, 'accept'],
  ['/errors', ';;', html, 'accept'],
  ['/errors?x=1', undefined, html, 'accept'],
  ['/errors.md', 'text/html', markdown, undefined],
  ['/errors.json', 'text/html', json, undefined]
] as const) {
  t.test(`${url} with accept: ${accept} is ${contentType}`, async t => {
    const app = await build(t)

    const { statusCode, headers } = await app.inject({ url, headers: accept === undefined ? {} : { accept } })

    t.equal(statusCode, 200)
    t.equal(headers['content-type'], contentType)
    t.equal(headers.vary, vary)
  })
}

for (const url of ['/errors', '/errors.md', '/errors.json']) {
  t.test(`${url} is not sent again to a client that has it`, async t => {
    const app = await build(t)
    const first = await app.inject(url)
    const { etag, vary } = first.headers
    const ask = (tag: string) => app.inject({ url, headers: { 'if-none-match': tag } })

    t.match(etag, /^"[\w-]{43}"$/)
    t.equal(first.headers['cache-control'], 'no-cache')
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { statusCode, body, headers } = await ask(String(tag))
      t.equal(statusCode, 304, String(tag))
      t.equal(body, '')
      t.hasStrict(headers, { etag, 'cache-control': 'no-cache' })
      t.equal(headers.vary, vary)
      t.notOk('content-type' in headers)
    }
    for (const tag of ['"other"', String(etag).slice(1, -1), '']) t.equal((await ask(tag)).statusCode, 200, tag)
  })

  t.test(`HEAD ${url} has the headers of GET, also where HEAD routes are off`, async t => {
    const app = Fastify({ exposeHeadRoutes: false })
    t.teardown(() => app.close())
    await app.register(errorReference, { prefix: '/errors' })
    const get = await app.inject(url)

    const head = await app.inject({ method: 'HEAD', url })

    t.equal(head.statusCode, 200)
    t.equal(head.body, '')
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary']) t.equal(head.headers[name], get.headers[name], name)
  })
}

t.test('the forms have etags of their own, which change with the catalog', async t => {
  const [one, other] = await Promise.all([build(t), build(t, { prefix: '/errors', catalog })])
  const etags = []
  for (const app of [one, other]) {
    for (const url of ['/errors', '/errors.md', '/errors.json']) etags.push((await app.inject(url)).headers.etag)
  }

  t.equal(new Set(etags).size, 6)
})

t.test('vary keeps what hooks vary by', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  app.addHook('onRequest', async (_request, reply) => { reply.header('vary', 'Origin') })
  await app.register(errorReference, { prefix: '/errors' })

  t.equal((await app.inject('/errors')).headers.vary, 'Origin, accept')
  t.equal((await app.inject('/errors.md')).headers.vary, 'Origin')
})

t.test('the page allows its own style and script, and nothing else', async t => {
  const app = await build(t)

  const { headers, body } = await app.inject('/errors')

  t.match(headers['content-security-policy'], /^default-src 'none'; style-src 'sha256-[\w+/]+='; script-src 'sha256-[\w+/]+='; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/)
  t.hasStrict(headers, { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  t.notMatch(body, /(?:src|href)="(?!#|errors\.(?:md|json)"|data:image)/)
  t.notMatch(body, /\bstyle="|\bon\w+="|undefined|\[object/)
})

t.test('the prefix is /errors where none is passed, also inside a scope with a prefix', async t => {
  const app = await build(t, {})
  await app.register(async v2 => { await v2.register(errorReference) }, { prefix: '/v2' })

  for (const url of ['/errors', '/errors.md', '/errors.json', '/v2/errors', '/v2/errors.md']) t.equal((await app.inject(url)).statusCode, 200, url)
})

t.test('the links to the other forms are relative to the page', async t => {
  const app = await build(t, { prefix: '/docs/codes' })

  const { body } = await app.inject('/docs/codes')

  t.match(body, '<a href="codes.md">')
  t.equal((await app.inject('/docs/codes.json')).statusCode, 200)
})

t.test("without a catalog, the reference is that of the scope's", async t => {
  const app = await build(t, { prefix: '/errors' })
  await app.register(async nested => {
    await nested.register(fastifyApiError, { catalog: defineCatalog({ own: { code: 418, title: 'Own.' } }) })
    await nested.register(errorReference, { prefix: '/errors' })
  }, { prefix: '/nested' })

  t.match((await app.inject('/errors.md')).body, '**room_full**')
  t.same(Object.keys((await app.inject('/nested/errors.json')).json().constants), ['own'])
})

t.test("the scope's catalog and documentation count, also where the error layer comes later", async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(errorReference, { prefix: '/errors' })
  await app.register(fastifyApiError, { catalog: errors, documentation: '/errors' })
  app.get('/rooms', { schema: { response: errors.responses('room_full') } }, async () => 'unreachable')

  const { constants } = (await app.inject('/errors.json')).json()

  t.hasStrict(constants.room_full, {
    example: { documentation: '/errors#room_full' }, routes: [{ method: 'GET', url: '/rooms' }]
  })
  t.match((await app.inject('/errors.md')).body, '**room_full**')
})

t.test('without the error layer, the reference is that of the built-in catalog', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(named)

  t.equal((await app.inject('/errors.md')).body, toMarkdown(catalog))
})

t.test('the JSON has the constants, the generic ones and the schema of the event', async t => {
  const app = await build(t)

  const body = (await app.inject('/errors.json')).json()

  t.same(Object.keys(body), ['constants', 'generic', 'schemas'])
  t.same(Object.keys(body.constants), Object.keys(errors.constants))
  for (const [constant, entry] of Object.entries(errors.constants)) t.hasStrict(body.constants[constant], JSON.parse(JSON.stringify(entry)))
  t.hasStrict(body.generic.conflict, { code: 409, title: 'Conflict' })
  t.equal(Object.keys(body.generic).length, 39)
  t.same(body.schemas.ApiErrorEvent, JSON.parse(JSON.stringify(ApiErrorEventSchema)))
})

t.test('the schema of the event has the params of issues if the scope has the option', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(fastifyApiError, { issueParams: true })
  await app.register(errorReference)

  const { schemas } = (await app.inject('/errors.json')).json()

  t.match(schemas.ApiErrorEvent, { properties: { issues: { items: { properties: { params: { type: 'object' } } } } } })
})

t.test('an own constant of a generic name is not listed twice', async t => {
  const own = catalog.extend({ conflict: { code: 409, title: 'Own.' } })
  const app = await build(t, { catalog: own })

  const body = (await app.inject('/errors.json')).json()

  t.equal(body.constants.conflict.title, 'Own.')
  t.notOk('conflict' in body.generic)
  t.equal((await app.inject('/errors')).body.split('id="conflict"').length, 2)
})

for (const [options, fault] of [
  [{ prefix: '/' }, /option 'prefix' must be a path that ends in a plain name, such as \/errors, got '\/'/],
  [{ prefix: '/errors/' }, /option 'prefix' .* got '\/errors\/'/],
  [{ prefix: '/:version' }, /option 'prefix' .* got '\/:version'/],
  [{ prefix: '' }, /option 'prefix' .* got ''/],
  [{ catalog: { constants: {} } }, /option 'catalog' must be a catalog, made by defineCatalog\(\) or catalog.extend\(\), got \{ constants: \{\} \}/],
  [{ title: 'x' }, /unknown option 'title'; known are prefix, catalog/]
] as ReadonlyArray<readonly [ErrorReferenceOptions, RegExp]>) {
  t.test(`registration refuses ${JSON.stringify(options)}`, async t => {
    const app = Fastify()
    t.teardown(() => app.close())

    await t.rejects(async () => app.register(errorReference, options), { name: 'TypeError', message: fault })
    await t.rejects(async () => app.ready(), /Invalid options of fastify-api-error\/reference/)
  })
}

t.test('registration lists every fault at once', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  const options = { prefix: '/', catalog: 1, other: 3 } as unknown as ErrorReferenceOptions

  await t.rejects(async () => app.register(errorReference, options), /'prefix'.*\n.*'catalog'.*\n.*'other'/)
})
