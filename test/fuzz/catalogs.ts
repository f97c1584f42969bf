import { ok, strictEqual, throws } from 'node:assert/strict'
import { Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { catalog, defineCatalog, type CatalogEntries, type Catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { canary, expectEvent, expectNoCanary, expectSame } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'
import { dirtyText } from './fixtures/texts.js'
import { withApp } from './fixtures/with-app.js'

const ajv = new Ajv({ strict: false })

const dataSchemas = [
  Type.Object({ capacity: Type.Integer() }),
  Type.Object({ seats: Type.Array(Type.Object({ row: Type.String() })) }, { additionalProperties: false }),
  Type.Union([Type.Object({ kind: Type.Literal('a') }), Type.Null()]),
  Type.String({ maxLength: 3 })
]
const data = fc.oneof(
  fc.constantFrom<unknown>({ capacity: 3, secret: canary }, { capacity: canary }, { seats: [{ row: 'A', secret: canary }] }, { kind: 'a', secret: canary }, canary, 'abc', null, undefined),
  fc.constantFrom<unknown>(() => canary, 3n, new Map(), { toJSON () { throw new Error(canary) } })
)

const constant = fc.oneof(
  fc.constantFrom('invalid_params', 'invalid_object', 'invalid_token', 'resource_not_found', 'constructor', 'to_string', 'room_full'),
  fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
)
const entry = fc.record({
  code: fc.integer({ min: 400, max: 599 }),
  title: fc.string({ minLength: 1, maxLength: 20 }).map(text => `${text.trim()}.`),
  description: fc.string(),
  messages: fc.uniqueArray(fc.constantFrom('One.', 'Two.', 'Three ≤ 3.')),
  data: fc.constantFrom(...dataSchemas)
}, { requiredKeys: ['code', 'title'] })

/** Each makes one entry of a catalog wrong. */
const faults = [
  { code: 399 }, { code: 600 }, { code: '404' }, { code: 404.5 }, { code: NaN }, { code: undefined },
  { title: '' }, { title: ' x' }, { title: 'a\nb' }, { title: '\u202ex' }, { title: '\ud800' }, { title: 'x'.repeat(1025) }, { title: 7 },
  { messages: ['One.', 'One.'] }, { messages: [''] }, { messages: 'One.' }, { description: 7 }, { data: {} }, { data: Type.Date() }, { statusCode: 404 }
]

const entries = fc.dictionary(constant, entry, { minKeys: 1, maxKeys: 5 })

function expectRefused (entries: object, name: string): void {
  throws(() => defineCatalog(entries as CatalogEntries), error =>
    error instanceof TypeError && error.message.startsWith('Invalid catalog:\n') && error.message.includes(`\n- catalog entry '${name}': `))
}

const cases = fc.record({
  entries,
  isExtended: fc.boolean(),
  wrong: fc.oneof(
    fc.record({ name: constant, fault: fc.constantFrom(...faults) }),
    fc.record({ name: fc.constantFrom('No', '', 'é', 'x-y', '0'), fault: fc.constant({}) })
  ),
  detail: fc.record({ message: dirtyText, data }, { requiredKeys: [] }),
  code: fc.integer({ min: 400, max: 599 })
})

hold('whatever the catalog, errors of its constants and of any status are events in its terms', 0.1, cases,
  async ({ entries, isExtended, wrong, detail, code }) => withApp(async closer => {
    expectRefused({ ...entries, [wrong.name]: { code: 404, title: 'Title.', ...wrong.fault } }, wrong.name)

    // The constants are known at run time only.
    const errors: Catalog = isExtended ? catalog.extend(entries) as Catalog : defineCatalog(entries as CatalogEntries)
    const { constants } = errors
    const app = await build(closer, { catalog: errors })
    app.get('/reply/:constant', (request, reply) => reply.apiError((request.params as { constant: 'conflict' }).constant, detail as object))
    app.get('/throw/:constant', async request => { throw errors.error((request.params as { constant: 'conflict' }).constant, detail as object) })
    app.get('/status', async () => { throw Object.assign(new Error('Foreign.'), { statusCode: code }) })
    app.get('/items/:id', { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } }, async () => 'valid')

    const answers = []
    for (const name of Object.keys(entries)) {
      const answer = await app.inject(`/reply/${name}`)
      answers.push(answer)
      expectSame(answer, await app.inject(`/throw/${name}`))
      expectNoCanary(answer)
      const event = expectEvent(answer, constants)
      strictEqual(event.constant, name)
      strictEqual(event.code, entries[name]?.code)
      const schema = entries[name]?.data
      ok(event.data === undefined || (schema !== undefined && ajv.validate(schema, event.data)), answer.body)
    }
    for (const url of ['/status', '/items/x', '/none']) {
      const answer = await app.inject(url)
      answers.push(answer)
      const event = expectEvent(answer, constants)
      if (url === '/status') strictEqual(event.code, code)
    }
    return answers
  }))
