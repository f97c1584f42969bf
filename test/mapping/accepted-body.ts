/** The messages of 413, 415 and empty bodies say what the route accepts. */
import formbody from '@fastify/formbody'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, InjectOptions } from 'fastify'
import t from 'tap'
import { toApiErrorEvent } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

const asIs = async () => 'in'
const object = { type: 'object', properties: { name: { type: 'string' } } }

async function messageOf (app: FastifyInstance, payload: string, type?: string, options: InjectOptions = {}): Promise<string> {
  const headers = { ...options.headers, ...(type !== undefined && { 'content-type': type }) }
  return eventOf(await app.inject({ method: 'POST', url: '/', payload, ...options, headers })).message
}

t.test("413 names the server's limit", async t => {
  const app = await build(t)
  app.post('/', asIs)

  t.equal(await messageOf(app, `"${'x'.repeat(1_048_576)}"`, 'application/json'), 'Request body is too large; at most 1,048,576 bytes are accepted.')
})

t.test("413 names the route's own limit", async t => {
  const app = await build(t)
  app.post('/', { bodyLimit: 2000 }, asIs)

  t.equal(await messageOf(app, `"${'x'.repeat(2000)}"`, 'application/json; charset=utf-8'), 'Request body is too large; at most 2,000 bytes are accepted.')
})

t.test('413 of a body in chunks, which has no length, names the limit', async t => {
  const app = await build(t)
  app.post('/', { bodyLimit: 20 }, asIs)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const body = new ReadableStream({
    start (controller) {
      controller.enqueue(new TextEncoder().encode('x'.repeat(21)))
      controller.close()
    }
  })

  const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'text/plain' }, body, ...{ duplex: 'half' } })

  t.match(await response.json(), { code: 413, message: 'Request body is too large; at most 20 bytes are accepted.' })
})

t.test('413 names no limit that a parser has set itself', async t => {
  const app = await build(t, {}, { bodyLimit: 100 })
  app.addContentTypeParser('text/csv', { parseAs: 'string', bodyLimit: 1000 }, async (_request: unknown, body: unknown) => body)
  app.addContentTypeParser('application/xml', { parseAs: 'string', bodyLimit: 10 }, async (_request: unknown, body: unknown) => body)
  app.post('/', asIs)

  t.equal(await messageOf(app, 'x'.repeat(1001), 'text/csv'), 'Request body is too large.')
  t.equal(await messageOf(app, 'x'.repeat(11), 'application/xml'), 'Request body is too large.')
})

t.test('413 without a request names no limit', async t => {
  const error = Object.assign(new Error('x'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 })

  t.equal(toApiErrorEvent(error).message, 'Request body is too large.')
})

t.test('415 without a body schema names all known types that have a parser', async t => {
  const app = await build(t)
  await app.register(formbody)
  app.post('/', asIs)

  t.equal(await messageOf(app, 'x', 'text/secret'), 'Content-Type is not supported; send application/json, application/x-www-form-urlencoded or text/plain.')
})

for (const [name, schema, types] of [
  ['an object', object, 'application/json'],
  ["a TypeBox object's", Type.Object({}), 'application/json'],
  ['a string', { type: 'string' }, 'application/json or text/plain'],
  ['a nullable string', { type: ['string', 'null'] }, 'application/json or text/plain'],
  ['any value', {}, 'application/json']
] as const) {
  t.test(`415 with the body schema of ${name} says to send ${types}`, async t => {
    const app = await build(t)
    app.post('/', { schema: { body: schema } }, asIs)

    t.equal(await messageOf(app, 'x', 'text/secret'), `Content-Type is not supported; send ${types}.`)
  })
}

t.test('415 names those types of the body schema that have a parser', async t => {
  const app = await build(t)
  await app.register(formbody)
  app.post('/', {
    schema: { body: { content: { 'application/json': { schema: object }, 'text/csv': { schema: object }, 'application/x-www-form-urlencoded': { schema: object } } } }
  }, asIs)

  t.equal(await messageOf(app, 'x', 'text/secret'), 'Content-Type is not supported; send application/json or application/x-www-form-urlencoded.')
})

t.test('415 names parsers of the scope of the route only', async t => {
  const app = await build(t)
  await app.register(async nested => {
    nested.removeAllContentTypeParsers()
    nested.addContentTypeParser('text/csv', async () => '')
    nested.post('/csv', asIs)
  })
  await app.register(async nested => {
    nested.removeAllContentTypeParsers()
    nested.post('/none', asIs)
  })

  t.equal(await messageOf(app, '{}', 'application/json', { url: '/csv' }), 'Content-Type is not supported; send text/csv.')
  t.equal(await messageOf(app, '{}', 'application/json', { url: '/none' }), 'Content-Type is not supported.')
})

t.test('415 of a media type that cannot be read quotes nothing of it', async t => {
  const app = await build(t)
  app.post('/', { schema: { body: object } }, asIs)

  t.equal(await messageOf(app, 'x', 'hunter2'), 'Content-Type is not supported; send application/json.')
})

t.test('415 without a Content-Type says that it is required', async t => {
  const app = await build(t)
  app.post('/', { schema: { body: object } }, asIs)

  t.equal(await messageOf(app, 'x'), 'Content-Type is required; send application/json.')
})

t.test('a route that requires a Content-Type says which', async t => {
  const app = await build(t)
  app.get('/', async () => { throw Object.assign(new Error('x'), { code: 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE', statusCode: 400 }) })

  t.equal(await messageOf(app, '', undefined, { method: 'GET' }), 'Content-Type is required; send application/json or text/plain.')
})

t.test('415 and 413 keep their constants', async t => {
  const app = await build(t, {}, { bodyLimit: 1 })
  app.post('/', asIs)

  t.hasStrict(eventOf(await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'a/b' }, payload: 'x' })), { constant: 'unsupported_media_type', code: 415 })
  t.hasStrict(eventOf(await app.inject({ method: 'POST', url: '/', payload: { a: 1 } })), { constant: 'payload_too_large', code: 413 })
})

t.test('an empty JSON body says that the Content-Type can be left out', async t => {
  const app = await build(t)
  app.post('/', asIs)

  t.equal(await messageOf(app, '', 'application/json'), 'Request body is empty; send JSON, or leave Content-Type out.')
})
