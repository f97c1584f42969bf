/** Paths that the router refuses, as bytes on a real socket. */
import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { type Feature, lacks } from '../fixtures/needs.js'
import { declareRoutes, head } from '../fixtures/raw-request.js'
import { parseAll, raw } from '../fixtures/raw-socket.js'

const badPath = { constant: 'invalid_params', code: 400, message: 'Request path is not a valid URL path.' }

const close = 'connection: close'

const framework: ReadonlyArray<readonly [path: string, expected: object, needs?: Feature]> = [
  ['/%zz', badPath],
  ['/%', badPath],
  ['/%ff', badPath],
  ['/rooms/%e0%a4', badPath],
  ['/rooms/%c0%af', badPath],
  [`/rooms/${'x'.repeat(101)}`, { constant: 'uri_too_long', code: 414, message: 'A parameter in the request path is too long.' }, 'frameworkErrors for over-long parameters'],
  ['http://x/none?token=hunter2', { constant: 'resource_not_found', code: 404, message: 'Route GET http://x/none not found' }]
]

for (const [path, expected, needs] of framework) {
  t.test(`the path ${path.slice(0, 20)} is answered with an event, and the connection serves on`, { skip: lacks(needs) }, async t => {
    const app = await build(t)
    declareRoutes(app)

    const [refused, served] = parseAll(await raw(app, head(`GET ${path} HTTP/1.1`) + head('GET / HTTP/1.1', close)))

    t.same(refused && eventOf(refused), expected)
    t.equal(served?.body, 'ok')
  })
}

t.test('a HEAD request for a bad path is answered without a body', async t => {
  const app = await build(t)
  declareRoutes(app)

  const bytes = await raw(app, head('HEAD /%zz HTTP/1.1') + head('GET / HTTP/1.1', close))

  t.match(bytes, /^HTTP\/1\.1 400 Bad Request\r\n/)
  t.match(bytes, `content-length: ${JSON.stringify(badPath).length}\r\n`)
  t.notMatch(bytes, 'invalid_params')
  t.match(bytes, /\r\n\r\nHTTP\/1\.1 200 OK\r\n.*\r\n\r\nok$/s)
})

t.test('maxParamLength is the limit of parameters', { skip: lacks('frameworkErrors for over-long parameters') }, async t => {
  const app = await build(t, {}, { routerOptions: { maxParamLength: 3 } })
  declareRoutes(app)

  t.equal((await app.inject('/rooms/abc')).body, 'ok')
  t.equal(eventOf(await app.inject('/rooms/abcd')).constant, 'uri_too_long')
})

t.test('a query string that cannot be decoded is no error', async t => {
  const app = await build(t)
  app.get('/', async request => request.query)

  t.same((await app.inject('/?a=%zz&b=%')).json(), { a: '%zz', b: '%' })
})
