import { execFile, type ExecFileException } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { catalog } from 'fastify-api-error'
import { buildApp } from '../app.js'
import { createToken } from '../auth.js'
import { openStore } from '../store/store.js'
import { runNode } from '../../test/fixtures/node.js'
import { compileGenerated } from '../../test/fixtures/openapi-types.js'
import { compileExample } from './fixtures/compile.js'

const run = promisify(execFile)
const bin = (name: string) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url))

const app = await buildApp({ store: openStore({ engine: 'sqlite', path: ':memory:' }, { withDemo: true }), jwtSecret: 'x'.repeat(32) })
t.teardown(() => app.close())
await app.ready()
const document = app.swagger()
const folder = t.testdir({ 'openapi.json': JSON.stringify(document) })

t.test("the Rooms API's document passes a linter's recommended rules", async t => {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

  const { stdout, stderr } = await run(bin('redocly'), ['lint', '--extends', 'recommended', '--format', 'stylish', 'openapi.json'], { cwd: folder, env })
    .catch((error: ExecFileException & { stdout: string, stderr: string }) => error)

  t.notMatch(stdout + stderr, /^\s+\d+:\d+\s+(error|warning)/m)
  t.match(stdout + stderr, /valid/)
})

t.test('generated types know the event', async t => {
  const faults = await compileGenerated(t, document, `import type { components, paths } from './types.js'
    type Event = components['schemas']['ApiErrorEvent']
    type Missing = paths['/v2/rooms/{roomId}']['get']['responses'][404]['content']['application/json']
    export const event: Missing = { constant: 'resource_not_found', code: 404, message: 'Room not found.' } satisfies Event
    // @ts-expect-error -- the message is missing
    export const wrong: Event = { constant: 'resource_not_found', code: 404 }`)

  t.equal(faults, '')
})

t.test('each route documents its errors, with the known messages as examples', async t => {
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    for (const operation of Object.values(operations as Record<string, { responses: Record<string, unknown> }>)) {
      t.hasStrict(Object.keys(operation.responses).filter(code => ['401', '403', '406'].includes(code)), ['401', '403', '406'], path)
    }
  }
  t.match(JSON.stringify(document), 'Please provide layout under config object.')
})

t.test('/docs is served', async t => {
  const response = await app.inject('/docs')

  t.equal(response.statusCode, 200)
  t.match(response.headers['content-type'], /text\/html/)
})

t.test('/errors has each documented constant with the routes that answer it, and is not a part of the API', async t => {
  const { constants } = (await app.inject('/errors.json')).json()

  for (const constant of Object.keys(catalog.constants)) t.ok(constants[constant].routes.length > 0, constant)
  t.same(constants.invalid_object.routes.map(({ url }: { url: string }) => url), ['/v2/recordings/start', '/v2/hls/start', '/v2/livestreams/start'])
  t.same(Object.keys(document.paths ?? {}).filter(path => path.startsWith('/errors')), [])
})

t.test('the client advises what to do', async t => {
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const { client } = await compileExample(t)
  const ask = async (...args: string[]) => (await runNode([client, address, ...args])).stdout.trim()
  const token = createToken(app.jwt)

  t.equal(await ask(token), 'demo-room-abcd is a room.')
  t.equal(await ask(token, 'aaaa-bbbb-cccc'), 'There is no room aaaa-bbbb-cccc.')
  t.equal(await ask(token, '42'), 'Correct the request: `RoomId` is invalid.')
  t.equal(await ask('forged'), 'Create a new token, and pass it as the second argument.')
})
