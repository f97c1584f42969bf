import { ok } from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import fc from 'fast-check'
import t from 'tap'
import { build } from '../fixtures/build.js'
import type { Answer } from '../fixtures/event.js'
import { canary, expectEvent, expectNoCanary, expectSame } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'

const app = await build(t, {}, { http: { maxHeaderSize: 4096 } } as object)
const integer = { type: 'object', properties: { id: { type: 'integer' } } }
app.get('/items/:id', { schema: { params: integer } }, async () => 'valid')
app.get('/search', { schema: { querystring: { ...integer, required: ['id'], additionalProperties: false } } }, async () => 'valid')
app.get('/files/*', async () => 'valid')
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo

/** Sends bytes that no HTTP client would send, and returns the server's answer. */
async function send (bytes: Buffer): Promise<Answer> {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', chunk => chunks.push(chunk))
  socket.end(bytes)
  await new Promise<void>(resolve => { socket.on('close', () => resolve()).on('error', () => {}) })

  const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(lines.map(line => [line.split(':', 1)[0]?.toLowerCase(), line.slice(line.indexOf(':') + 2)]))
  return { statusCode: Number(statusLine.split(' ')[1]), body, headers }
}

const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('items', 'search', 'files', '1', 'x', '..', '.', '', '%zz', '%', '%00', '%2F', '%e2%80%ae', '%ff', '%C3%28', '%252e', ';a=1', '*', ':id', '\\', '{}') },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 4 }).map(bytes => Buffer.from(bytes).toString('latin1')) },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(101), '%41'.repeat(200), 'é'.repeat(60), 'x'.repeat(600), 'x'.repeat(5000)) }
)
const path = fc.array(segment, { maxLength: 4 }).map(segments => `/${segments.join('/')}`)
// A value of the query string and a parameter are values; the path of a route that is not there is a name.
const query = fc.constantFrom('', `?id=${canary}`, `?secret=${canary}`, `?id=1&id=${canary}`, '?', '?%zz', '?id', '?=&&name=%zz', `#${canary}`)
const target = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(path, query).map(parts => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('*', 'http://a.example/none', 'http://', '//a.example//', 'a.example:80', '', ' ', '/ HTTP/9.9', `/search?id=1 ${canary}`) }
)
const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('GET', 'POST', 'DELETE', 'OPTIONS', 'QUERY') },
  { weight: 1, arbitrary: fc.constantFrom('get', 'BREW', 'G\u0000T', '', canary) }
)
const requestLine = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(method, target).map(parts => parts.join(' ')) },
  { weight: 2, arbitrary: fc.constantFrom(`GET /items/${canary}`, `GET /search?id=${canary}`, 'GET /items/%43anary8086') }
)
const header = fc.oneof(
  { weight: 6, arbitrary: fc.constant('x-a: b') },
  { weight: 1, arbitrary: fc.constantFrom(`x-${'y'.repeat(5000)}: z`, `no colon ${canary}`, 'x a: b', ': b', `content-length: ${canary}`, 'content-length: 9', 'transfer-encoding: chunked', 'transfer-encoding: x', `x-a: ${canary}\u0000`) }
)

hold('whatever bytes ask for a URL, the answer is an event that repeats no value', 0.1,
  fc.record({ requestLine, header }),
  async ({ requestLine, header }) => {
    const request = Buffer.from(`${requestLine} HTTP/1.1\r\nhost: a.example\r\nconnection: close\r\n${header}\r\n\r\n`, 'latin1')

    const answer = await send(request)

    expectSame(answer, await send(request))
    if (answer.statusCode < 400) return [answer]
    const { code } = expectEvent(answer)
    ok(code < 500, answer.body)
    expectNoCanary(answer)
    return [answer]
  })
