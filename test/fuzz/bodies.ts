import { ok } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { canary, expectEvent, expectNoCanary, expectSame } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'

const contentType = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;charset=utf-16') },
  { weight: 2, arbitrary: fc.constantFrom(undefined, '', 'text/plain', 'application/xml', `text/${canary}`, 'multipart/form-data; boundary=x', 'json', ';', 'application/merge-patch+json') },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) }
)

const json = fc.json().map(text => `{"name":"${canary}","more":${text}}`)
const damaged = fc.tuple(json, fc.nat(), fc.constantFrom('', ',', '}', '\u0000', '\ufeff', '"', '\\', '\ud800', '__proto__'))
  .map(([text, at, damage]) => `${text.slice(0, at % text.length)}${damage}${text.slice(at % text.length + 1)}`)

const payload = fc.oneof(
  json,
  damaged,
  fc.constantFrom<string | undefined>(undefined, '', ' ', `"${canary}"`, 'null', '[]', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":1}}', `{"name":"${'x'.repeat(3000)}"}`, '['.repeat(2000)),
  fc.uint8Array({ maxLength: 64 }).map(bytes => Buffer.from(bytes)),
  fc.string({ unit: 'binary' }).map(text => `${canary}${text}`)
)

const app = await build(t, {}, { bodyLimit: 2000 })
app.post('/any', async () => 'taken')
app.post('/object', { schema: { body: { type: 'object', required: ['name', 'size'], properties: { name: { type: 'string', maxLength: 5 }, size: { type: 'integer' } } } } }, async () => 'valid')
app.post('/content', { schema: { body: { content: { 'application/json': { schema: { type: 'array' } } } } } }, async () => 'valid')

hold('whatever a body holds, it is taken or refused by an event that repeats none of it', 0.15,
  fc.record({ url: fc.constantFrom('/any', '/object', '/object', '/content'), contentType, payload, length: fc.constantFrom(undefined, undefined, undefined, '1', '0', '-1', 'x', '99999') }),
  async ({ url, contentType, payload, length }) => {
    const headers = { ...contentType !== undefined && { 'content-type': contentType }, ...length !== undefined && { 'content-length': length } }
    const request = { method: 'POST', url, headers, ...payload !== undefined && { payload } } as const

    const answer = await app.inject(request)

    expectSame(answer, await app.inject(request))
    if (answer.statusCode < 400) return [answer]
    const { code } = expectEvent(answer)
    ok(code < 500, answer.body)
    expectNoCanary(answer)
    return [answer]
  })
