import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { defineCatalog, type ApiErrorOptions, type CatalogEntries } from '../../lib/index.js'
import errorReference from '../../lib/reference/index.js'

/** The page of a catalog with one constant. */
async function pageOf (t: Test, entry: CatalogEntries[string], options: ApiErrorOptions = {}): Promise<string> {
  const catalog = defineCatalog({ own: entry })
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(fastifyApiError, { ...options, catalog })
  await app.register(errorReference, { prefix: '/errors', catalog })
  return (await app.inject('/errors')).body
}

/** Decodes the entity references of a text. */
const decode = (html: string) => html.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')

const exampleOf = (page: string) => JSON.parse(decode(/<h4>Example event<\/h4>\n<pre><code>([^<]*)/.exec(page)?.[1] ?? ''))

t.test('the page says what a constant means, how to fix it, and what its messages are', async t => {
  const page = await pageOf(t, { code: 409, title: 'Room is full.', description: 'Wait for someone to leave.', messages: ['Room is full.', 'No seat is left.'] })

  for (const text of ['<h3 id="own.name"><a href="#own">own<wbr></a></h3>', '409</span> Conflict', 'Room is full.</p>', 'Wait for someone to leave.</p>', '<li>No seat is left.</li>']) {
    t.ok(page.includes(text), text)
  }
})

t.test('a code without a reason phrase has none', async t => {
  t.match(await pageOf(t, { code: 499, title: 'x' }), '499</span> </p>')
})

for (const [what, data, example] of [
  ["a schema's first example", Type.Object({ size: Type.Integer() }, { examples: [{ size: 4, secret: 1 }, { size: 5 }] }), { size: 4 }],
  ['values that fit', Type.Object({ size: Type.Integer({ minimum: 2 }), kind: Type.Literal('hard'), name: Type.String({ default: 'Ada' }) }), { size: 2, kind: 'hard', name: 'Ada' }],
  ['nothing, where none can be made up', Type.Object({ id: Type.String({ pattern: '^[a-z]{4}$' }) }), undefined],
  ['nothing, where the example does not fit', Type.Integer({ examples: ['x'] }), undefined]
] as const) {
  t.test(`the example event has data of ${what}`, async t => {
    const page = await pageOf(t, { code: 409, title: 'Full.', data })

    t.same(exampleOf(page), { constant: 'own', code: 409, message: 'Full.', ...(example !== undefined && { data: example }) })
    t.match(decode(page), JSON.stringify(data, null, 2))
  })
}

t.test('the example event links to its documentation where events do', async t => {
  const page = await pageOf(t, { code: 409, title: 'Full.', messages: ['First.'] }, { documentation: '/errors' })

  t.same(exampleOf(page), { constant: 'own', code: 409, message: 'First.', documentation: '/errors#own' })
})

const hostile = '</code></style></script><script>alert(1)</script> "quoted" \'single\' & &lt; ]]> <!-- <%= it %> `x`'

for (const [place, entry] of [
  ['title', { code: 400, title: hostile }],
  ['description', { code: 400, title: 'x', description: `${hostile}\nsecond line` }],
  ['message', { code: 400, title: 'x', messages: [hostile] }],
  ['data schema', { code: 400, title: 'x', data: Type.Integer({ description: hostile, default: 1 }) }]
] as const) {
  t.test(`markup in a ${place} is text`, async t => {
    const harmless = await pageOf(t, JSON.parse(JSON.stringify(entry).replaceAll(JSON.stringify(hostile).slice(1, -1), 'text'), (key, value) => key === 'data' ? Type.Integer(value) : value))

    const page = await pageOf(t, entry)

    const tags = (html: string) => html.match(/<[^>]*>/g)?.length
    t.equal(tags(page), tags(harmless))
    t.notMatch(page, '<script>alert')
    t.match(decode(page), place === 'data schema' ? JSON.stringify(hostile) : hostile)
  })
}
