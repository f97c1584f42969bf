/** The counter of events, with the real metrics SDK. */
import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type AddressInfo } from 'node:net'
import { diag, metrics as metricsApi, type Meter, type MeterProvider } from '@opentelemetry/api'
import {
  ATTR_ERROR_TYPE, ATTR_HTTP_REQUEST_METHOD, ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_HTTP_ROUTE, HTTP_REQUEST_METHOD_VALUE_OTHER
} from '@opentelemetry/semantic-conventions'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { serverOptions } from '../../lib/index.js'
import { recordErrors } from '../../lib/opentelemetry.js'
import { build } from '../fixtures/build.js'
import { collectMetrics } from '../fixtures/telemetry.js'

/** Records into a meter provider of its own, until the test ends. */
function record (t: Test) {
  const collected = collectMetrics()
  const stop = recordErrors({ meterProvider: collected.meterProvider })
  t.teardown(stop)
  return { ...collected, stop }
}

t.test('each event is counted with constant, status code, method and route', async t => {
  const { points, metrics } = record(t)
  const app = await build(t)
  app.get('/rooms/:id', (_request, reply) => reply.apiError('resource_not_found', 'Room not found.'))
  app.post('/rooms', async () => { throw new Error('disk full') })

  for (const url of ['/rooms/a', '/rooms/b']) await app.inject(url)
  await app.inject({ method: 'POST', url: '/rooms' })

  t.match(await metrics(), [{ descriptor: { name: 'fastify_api_error.events', unit: '{event}' } }])
  t.strictSame(await points(), [
    {
      [ATTR_ERROR_TYPE]: 'resource_not_found',
      [ATTR_HTTP_RESPONSE_STATUS_CODE]: 404,
      [ATTR_HTTP_REQUEST_METHOD]: 'GET',
      [ATTR_HTTP_ROUTE]: '/rooms/:id',
      value: 2
    },
    {
      [ATTR_ERROR_TYPE]: 'internal_server_error',
      [ATTR_HTTP_RESPONSE_STATUS_CODE]: 500,
      [ATTR_HTTP_REQUEST_METHOD]: 'POST',
      [ATTR_HTTP_ROUTE]: '/rooms',
      value: 1
    }
  ])
})

t.test('answers that are no events are not counted', async t => {
  const { points } = record(t)
  const app = await build(t)
  app.get('/', async (_request, reply) => reply.code(404).send({ own: true }))

  await app.inject('/')

  t.strictSame(await points(), [])
})

t.test('a thousand URLs without a route are one series', async t => {
  const { points } = record(t)
  const app = await build(t)
  await app.register(async nested => { await nested.register(fastifyApiError, { notFound: true }) }, { prefix: '/nested' })

  for (let count = 0; count < 500; count++) {
    await app.inject(`/${count}?${count}`)
    await app.inject(`/nested/${count}`)
  }

  t.strictSame(await points(), [{
    [ATTR_ERROR_TYPE]: 'resource_not_found', [ATTR_HTTP_RESPONSE_STATUS_CODE]: 404, [ATTR_HTTP_REQUEST_METHOD]: 'GET', value: 1000
  }])
})

t.test('methods that a client invents are one series', async t => {
  const { points } = record(t)
  const app = Fastify({ http2: true, ...serverOptions() })
  t.teardown(() => app.close())
  await app.register(fastifyApiError)
  const session = connectHttp2(await app.listen({ port: 0, host: '127.0.0.1' }))
  t.teardown(() => session.destroy())

  for (let count = 0; count < 20; count++) {
    const stream = session.request({ ':method': `INVENTED${count}`, ':path': '/' })
    stream.resume().end()
    await once(stream, 'end')
  }

  t.match(await points(), [{ [ATTR_HTTP_REQUEST_METHOD]: HTTP_REQUEST_METHOD_VALUE_OTHER, value: 20 }])
})

t.test('what fails before the router is counted without a route', async t => {
  const { points } = record(t)
  const app = await build(t)
  app.get('/rooms/:id', async () => 'unreachable')
  await app.listen({ port: 0, host: '127.0.0.1' })

  await app.inject('/%')
  await app.inject(`/rooms/${'x'.repeat(200)}`)
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.end('no HTTP\r\n\r\n').resume()
  await once(socket, 'close')

  t.strictSame((await points()).map(Object.keys), [
    [ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_HTTP_REQUEST_METHOD, 'value'],
    [ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_HTTP_REQUEST_METHOD, 'value'],
    [ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE, 'value']
  ])
})

t.test('a second call takes the place of the first, and nothing is counted twice', async t => {
  const first = record(t)
  const second = record(t)
  const app = await build(t)

  await app.inject('/none')
  first.stop()
  await app.inject('/none')

  t.strictSame(await first.points(), [])
  t.match(await second.points(), [{ value: 2 }])
})

for (const [options, fault] of [
  [{ meterProvider: {} }, /option 'meterProvider' must be a meter provider of OpenTelemetry, got \{\}/],
  [{ meterProvider: null }, /option 'meterProvider' .* got null/],
  [{ meterprovider: collectMetrics().meterProvider }, /unknown option 'meterprovider'; known are meterProvider/],
  [collectMetrics().meterProvider, /unknown option .*; known are meterProvider/]
] as ReadonlyArray<readonly [object, RegExp]>) {
  t.test(`wrong options are refused, and the recording goes on: ${fault}`, async t => {
    const { points } = record(t)
    const app = await build(t)

    t.throws(() => recordErrors(options), { name: 'TypeError', message: fault })
    await app.inject('/none')

    t.match(await points(), [{ value: 1 }])
  })
}

t.test('it stops', async t => {
  const { points, stop } = record(t)
  const app = await build(t)
  await app.inject('/none')

  stop()
  stop()
  await app.inject('/none')

  t.match(await points(), [{ value: 1 }])
})

t.test('the global meter provider counts, also where it is set later', async t => {
  const { meterProvider, points } = collectMetrics()
  t.teardown(recordErrors())
  metricsApi.setGlobalMeterProvider(meterProvider)
  t.teardown(() => metricsApi.disable())
  const app = await build(t)

  await app.inject('/none')

  t.match(await points(), [{ value: 1 }])
})

t.test('a fault while recording reaches the diagnostics of OpenTelemetry, and not the request', async t => {
  const faults: unknown[] = []
  const ignore = () => {}
  diag.setLogger({ error: (...fault) => faults.push(fault), warn: ignore, info: ignore, debug: ignore, verbose: ignore })
  t.teardown(() => diag.disable())
  const broken = new Error('broken')
  const meterProvider: MeterProvider = { getMeter: (): Meter => { throw broken } }
  t.teardown(recordErrors({ meterProvider }))
  const app = await build(t)

  const response = await app.inject('/none')

  t.equal(response.json().constant, 'resource_not_found')
  t.match(faults, [[/could not record/, broken]])
})
