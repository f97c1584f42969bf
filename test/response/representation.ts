import { Type } from '@sinclair/typebox'
import t from 'tap'
import { readApiErrorEvent } from '../../lib/client.js'
import { catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

const problemJson = 'application/problem+json'

for (const [accept, isProblem] of [
  [problemJson, true],
  [`${problemJson}, application/json`, true],
  [`application/json;q=0.5, ${problemJson}`, true],
  ['APPLICATION/PROBLEM+JSON', true],
  [`${problemJson}; charset=UTF-8`, true],
  [`application/json; charset=utf-8, ${problemJson}; q=0.5`, false],
  [undefined, false],
  ['*/*', false],
  ['application/*', false],
  ['application/json', false],
  [`application/json, ${problemJson}`, false],
  [`${problemJson};q=0.5, application/json`, false],
  [`${problemJson};q=0, */*`, false],
  ['text/html', false],
  ['', false],
  ['garbage;;;q=x', false]
] as const) {
  t.test(`with Accept: ${String(accept)}, the answer is ${isProblem ? 'problem details' : 'the event'}`, async t => {
    const app = await build(t, { problemDetails: true })

    const { headers } = await app.inject({ url: '/none', headers: accept === undefined ? {} : { accept } })

    t.equal(headers['content-type'], isProblem ? problemJson : 'application/json; charset=utf-8')
    t.equal(headers.vary, 'accept')
  })
}

t.test('without the option, the event is sent whatever is accepted, and does not vary', async t => {
  const app = await build(t)

  const response = await app.inject({ url: '/none', headers: { accept: problemJson } })

  t.equal(eventOf(response).constant, 'resource_not_found')
  t.notOk('vary' in response.headers)
})

const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer() }) } })

t.test('problem details hold what the event holds', async t => {
  const app = await build(t, { problemDetails: true, requestId: true, documentation: '/errors', catalog: errors })
  const issues = [{ in: 'body', pointer: '/a', message: 'x' }] as const
  app.get('/', async () => { throw errors.error('room_full', { message: 'Four of four.', data: { capacity: 4 }, issues }) })

  t.same((await app.inject({ url: '/', headers: { accept: problemJson } })).json(), {
    type: '/errors#room_full', title: 'Room is full.', status: 409, detail: 'Four of four.', constant: 'room_full', issues, data: { capacity: 4 }, requestId: 'req-1'
  })
})

t.test('without documentation, the type is about:blank and the title the status phrase', async t => {
  const app = await build(t, { problemDetails: true })

  t.same((await app.inject({ url: '/none', headers: { accept: problemJson } })).json(), {
    type: 'about:blank', title: 'Not Found', status: 404, detail: 'Route GET /none not found', constant: 'resource_not_found'
  })
})

t.test('the fields that a hook varies by stay', async t => {
  const app = await build(t, { problemDetails: true })
  app.get('/:vary', async (request, reply) => reply.header('vary', (request.params as { vary: string }).vary).apiError('conflict'))

  for (const [vary, expected] of [['origin', 'origin, accept'], ['Accept', 'Accept'], ['*', '*'], ['origin, accept', 'origin, accept']] as const) {
    t.equal((await app.inject(`/${encodeURIComponent(vary)}`)).headers.vary, expected)
  }
})

t.test('the fields that an error varies by come beside them', async t => {
  const app = await build(t, { problemDetails: true })
  app.addHook('onRequest', async (_request, reply) => { reply.header('vary', 'Origin') })
  app.get('/', async () => { throw errors.error('gone', { headers: { Vary: ['Cookie', 'origin'] } }) })

  t.equal((await app.inject('/')).headers.vary, 'Origin, Cookie, accept')
})

for (const [path, url, throwing] of [
  ['a thrown error', '/thrown', undefined],
  ['a failed validation', '/validated?a=x', undefined],
  ['a bad URL', '/%zz', undefined],
  ['an onSend hook that fails on events', '/thrown', () => { throw new Error('x') }]
] as const) {
  t.test(`${path} is answered with problem details`, async t => {
    const app = await build(t, { problemDetails: true })
    if (throwing !== undefined) app.addHook('onSend', async () => throwing())
    app.get('/thrown', async () => { throw new Error('x') })
    app.get('/validated', { schema: { querystring: { type: 'object', properties: { a: { type: 'integer' } } } } }, async () => 'x')

    const { headers, body, statusCode } = await app.inject({ url, headers: { accept: problemJson } })
    const event = await readApiErrorEvent(new Response(body, { headers: { 'content-type': String(headers['content-type']) } }))

    t.equal(headers['content-type'], problemJson)
    t.equal(headers.vary, 'accept')
    t.equal(event?.code, statusCode)
  })
}

t.test('the members of an issue are written in one order, keyword before message', async t => {
  const app = await build(t, { problemDetails: true })
  app.get('/', { schema: { querystring: { type: 'object', required: ['a'] } } }, async () => 'unreachable')
  const written = '"issues":[{"in":"query","pointer":"/a","keyword":"required","message":"`a` is required in query string."}]'

  for (const accept of ['application/json', 'application/problem+json']) t.match((await app.inject({ url: '/', headers: { accept } })).body, written)
})
