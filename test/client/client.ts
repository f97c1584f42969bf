import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { Type } from '@sinclair/typebox'
import { build as bundle } from 'esbuild'
import { fetch as undiciFetch } from 'undici'
import t from 'tap'
import { isApiErrorEvent, readApiErrorEvent, type ResponseLike } from '../../lib/client.js'
import { catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'

const event = { constant: 'conflict', code: 409, message: 'Taken.' }
const issue = { in: 'body', pointer: '/a', message: 'x' }
const json = { 'content-type': 'application/json; charset=utf-8' }

for (const [name, value] of [
  ['an event', event],
  ['an event with every member', { ...event, issues: [issue, { ...issue, keyword: 'enum', params: { name: 'a', allowedValues: [1, null, 'x'], limit: null } }], data: { a: 1 }, requestId: 'x', documentation: '/errors#conflict' }],
  ['an event of a constant that this client does not know', { ...event, constant: 'brand_new' }]
] as const) {
  t.test(`isApiErrorEvent accepts ${name}`, async t => t.ok(isApiErrorEvent(value)))
}

for (const value of [
  undefined, null, 'x', 409, [], {}, { ...event, constant: undefined }, { ...event, constant: 'No' }, { ...event, code: '409' }, { ...event, code: 200 },
  { ...event, message: '' }, { ...event, message: 1 }, { ...event, issues: 'x' }, { ...event, issues: [{}] }, { ...event, issues: [null] }, { ...event, issues: [{ ...issue, keyword: 1 }] }, ...[7, 'x', null, ['x'], { a: {} }, { a: [[]] }].map(params => ({ ...event, issues: [{ ...issue, params }] })), { ...event, requestId: 7 }, { ...event, documentation: {} }
]) {
  t.test(`isApiErrorEvent refuses ${JSON.stringify(value)}`, async t => t.notOk(isApiErrorEvent(value)))
}

t.test('readApiErrorEvent reads an event and leaves the response unread', async t => {
  const response = new Response(JSON.stringify(event), { status: 409, headers: json })

  t.same(await readApiErrorEvent(response), event)
  t.same(await response.json(), event)
})

t.test('readApiErrorEvent reads problem details', async t => {
  const problem = { type: 'https://example.com/errors#conflict', title: 'Conflict', status: 409, detail: 'Taken.', constant: 'conflict', issues: [issue], requestId: 'x' }
  const response = new Response(JSON.stringify(problem), { headers: { 'content-type': 'application/problem+json' } })

  t.same(await readApiErrorEvent(response), { ...event, issues: [issue], requestId: 'x', documentation: problem.type })
})

t.test('problem details without a detail and a type have the title as the message', async t => {
  const problem = { type: 'about:blank', title: 'Conflict', status: 409, constant: 'conflict' }
  const response = new Response(JSON.stringify(problem), { headers: { 'content-type': 'application/problem+json' } })

  t.same(await readApiErrorEvent(response), { constant: 'conflict', code: 409, message: 'Conflict' })
})

const endless = () => new ReadableStream({ pull: controller => controller.enqueue(new TextEncoder().encode('"'.padEnd(65_536, 'x'))) })
const broken = () => new ReadableStream({ pull: controller => controller.error(new Error('connection lost')) })

for (const [name, body, headers] of [
  ['empty', '', json],
  ['none', null, json],
  ['truncated', '{"constant":"conf', json],
  ['of another shape', '{"error":"Conflict"}', json],
  ['a number', '7', json],
  ['HTML', '<h1>502</h1>', { 'content-type': 'text/html' }],
  ['HTML that claims to be JSON', '<h1>502</h1>', json],
  ['an event without a content type', JSON.stringify(event), {}],
  ['endless', endless, json],
  ['broken off', broken, json]
] as const) {
  t.test(`a body that is ${name} is no event, and nothing is thrown`, async t => {
    const content = typeof body === 'function' ? body() : body

    t.equal(await readApiErrorEvent(new Response(content, { headers })), undefined)
  })
}

t.test('a response that was read already is no event, and nothing is thrown', async t => {
  const response = new Response(JSON.stringify(event), { headers: json })
  await response.text()

  t.equal(await readApiErrorEvent(response), undefined)
  t.equal(await readApiErrorEvent({} as ResponseLike), undefined)
})

const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer() }) } })

for (const [name, get] of [["Node's fetch", fetch], ['undici', undiciFetch]] as const) {
  t.test(`over HTTP, ${name} gets an event that narrows by its constant`, async t => {
    const app = await build(t, { catalog: errors })
    app.get('/', async () => { throw errors.error('room_full', { data: { capacity: 4 } }) })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })

    const read = await readApiErrorEvent<typeof errors>(await get(address))

    if (read?.constant !== 'room_full') throw new Error(`got ${JSON.stringify(read)}`)
    const { code, data }: { code: 409, data?: { capacity: number } } = read
    t.same({ code, data }, { code: 409, data: { capacity: 4 } })
  })
}

t.test('the client is smaller than 1 kB, minified and compressed, and imports nothing', async t => {
  const { outputFiles, metafile } = await bundle({
    entryPoints: [fileURLToPath(new URL('../../lib/client.ts', import.meta.url))], bundle: true, minify: true, format: 'esm', write: false, metafile: true
  })

  t.same(Object.keys(metafile.inputs).length, 1)
  t.ok(gzipSync(outputFiles[0]?.contents ?? '').length < 1000, `${gzipSync(outputFiles[0]?.contents ?? '').length} bytes`)
})
