/** Options that are no object are refused by a sentence that names the function, never by the engine. */
import { inspect } from 'node:util'
import t from 'tap'
import fastifyApiError, { catalog, defineCatalog, documentErrors, serverOptions, toApiErrorEvent } from '../../lib/index.js'
import { recordErrors } from '../../lib/opentelemetry.js'
import { toMarkdown } from '../../lib/reference/index.js'
import { build } from '../fixtures/build.js'

const takers: Readonly<Record<string, (options: never) => unknown>> = {
  serverOptions,
  documentErrors,
  recordErrors,
  toApiErrorEvent: options => toApiErrorEvent(new Error('x'), options),
  toMarkdown: options => toMarkdown(catalog, options)
}

for (const [name, take] of Object.entries(takers)) {
  for (const options of [null, 7, 'x', true]) {
    t.test(`${name} refuses ${inspect(options)}`, async t => {
      t.throws(() => take(options as never), new TypeError(`Invalid options of ${name}: must be an object, got ${inspect(options)}.`))
    })
  }

  t.test(`${name} refuses a member that it does not know`, async t => {
    t.throws(() => take({ catalgo: 1 } as never), { name: 'TypeError', message: /unknown option 'catalgo'; known are / })
  })
}

for (const entries of [null, 7, 'x', [], undefined]) {
  t.test(`a catalog refuses ${inspect(entries)} as entries`, async t => {
    const message = `Invalid catalog: expected an object of entries by constant, got ${inspect(entries)}.`
    t.throws(() => defineCatalog(entries as never), new TypeError(message))
    t.throws(() => catalog.extend(entries as never), new TypeError(message))
  })
}

for (const value of [null, {}, [], { extend () {}, constants: undefined }, { extend () {}, constants: {} }, { extend () {}, constants: { conflict: null } }]) {
  t.test(`${inspect(value)} is refused as a catalog`, async t => {
    const refused = { name: 'TypeError', message: "option 'catalog' must be a catalog, made by defineCatalog() or catalog.extend(), got " }
    await t.rejects(build(t, { catalog: value as never }), refused)
    t.throws(() => toApiErrorEvent(new Error('x'), { catalog: value as never }), refused)
    t.throws(() => toMarkdown(value as never), refused)
  })
}

t.test('each option of the plugin refuses null', async t => {
  for (const option of ['catalog', 'notFound', 'mapError', 'validation', 'translate', 'problemDetails', 'requestId', 'issueParams', 'documentation']) {
    await t.rejects(build(t, { [option]: null }), { name: 'TypeError', message: `- option '${option}' must be ` })
  }
})

t.test('toApiErrorEvent refuses a request that is none', async t => {
  for (const request of [null, 7, {}, new Request('http://localhost')]) {
    t.throws(() => toApiErrorEvent(new Error('x'), { request: request as never }), { message: "option 'request' must be a request of Fastify, got " })
  }
})

t.test('a plugin without options has its defaults', async t => {
  t.type(fastifyApiError, 'function')
  t.equal((await (await build(t)).inject('/')).statusCode, 404)
})
