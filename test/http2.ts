import { connect, constants } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { catalog, serverOptions } from '../lib/index.js'
import { eventOf } from './fixtures/event.js'

async function build (t: Test) {
  const app = Fastify({ http2: true, ...serverOptions() })
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  return app
}

/** What a real HTTP/2 client gets, and the code that the stream was closed with. */
async function get (t: Test, app: Awaited<ReturnType<typeof build>>, path: string) {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const client = connect(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
  t.teardown(() => client.close())
  const stream = client.request({ ':path': path })
  let headers: Record<string, unknown> = {}
  let body = ''
  stream.setEncoding('utf8')
  stream.on('response', received => { headers = received }).on('data', (data: string) => { body += data }).on('error', () => {})
  await new Promise(resolve => { stream.on('close', resolve) })
  return { statusCode: Number(headers[':status']), headers, body, rstCode: stream.rstCode }
}

t.test('an event goes out over HTTP/2', async t => {
  const app = await build(t)
  app.get('/', async () => { throw catalog.error('conflict') })

  t.same(eventOf(await get(t, app, '/')), { constant: 'conflict', code: 409, message: 'Conflict' })
})

t.test('headers that HTTP/2 does not allow are left out', async t => {
  const app = await build(t)
  app.addHook('onRequest', async (_request, reply) => { reply.header('keep-alive', 'timeout=5') })
  app.get('/', async (_request, reply) => reply.apiError('upgrade_required', { headers: { upgrade: 'TLS/1.3', 'retry-after': '5' } }))

  const answer = await get(t, app, '/')

  t.equal(eventOf(answer).constant, 'upgrade_required')
  t.equal(answer.headers['retry-after'], '5')
})

t.test('a response that has begun ends with an error code', async t => {
  const app = await build(t)
  app.get('/', async (_request, reply) => {
    reply.raw.writeHead(200)
    reply.raw.write('begun')
    await sleep(20)
    throw new Error('half way')
  })

  t.equal((await get(t, app, '/')).rstCode, constants.NGHTTP2_INTERNAL_ERROR)
})
