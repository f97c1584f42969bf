/** `error.type` on the request's server span, with the real tracing SDK and the instrumentations that make such spans. */
import { createRequire } from 'node:module'
import { FastifyOtelInstrumentation } from '@fastify/otel'
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { catalog as errors, serverOptions } from '../../lib/index.js'
import { recordErrors } from '../../lib/opentelemetry.js'
import { collectSpans } from '../fixtures/telemetry.js'

const { tracerProvider, takeSpans } = collectSpans()
const tracer = trace.getTracer('test')
t.teardown(recordErrors())
t.teardown(() => {
  for (const api of [trace, context, propagation]) api.disable()
})

const { UNSET, ERROR } = SpanStatusCode

async function build (t: Test, { withFastifyOtel }: { readonly withFastifyOtel: boolean }): Promise<FastifyInstance> {
  const app = Fastify(serverOptions())
  t.teardown(() => app.close())
  if (withFastifyOtel) {
    const instrumentation = new FastifyOtelInstrumentation()
    instrumentation.setTracerProvider(tracerProvider)
    await app.register(instrumentation.plugin())
  }
  await app.register(fastifyApiError)

  app.get('/ok', async () => 'ok')
  app.get('/sent', (_request, reply) => reply.apiError('conflict'))
  app.get('/thrown', async () => { throw errors.error('conflict') })
  app.get('/masked', async () => { throw new Error('disk full') })
  app.get('/down', (_request, reply) => reply.apiError('service_unavailable'))
  app.get('/failed', (_request, reply) => reply.apiError('fetch_error', { cause: new Error('ECONNREFUSED') }))
  app.get('/own-span', (_request, reply) => tracer.startActiveSpan('own', async span => {
    await Promise.resolve()
    reply.apiError('conflict')
    span.end()
    return reply
  }))
  app.post('/body', { schema: { body: { type: 'object', required: ['name'] } } }, async () => 'unreachable')
  app.get('/hook', { onRequest: async (_request, reply) => reply.apiError('invalid_token') }, async () => 'unreachable')
  return app
}

interface Case {
  readonly path: string
  /** Makes it a POST. */
  readonly body?: string
  readonly constant: string | undefined
  /** The attributes of a span that are left to the HTTP semantic conventions. */
  readonly status: SpanStatusCode
}

const cases: readonly Case[] = [
  { path: '/ok', constant: undefined, status: UNSET },
  { path: '/sent', constant: 'conflict', status: UNSET },
  { path: '/thrown', constant: 'conflict', status: UNSET },
  { path: '/masked', constant: 'internal_server_error', status: ERROR },
  { path: '/down', constant: 'service_unavailable', status: ERROR },
  { path: '/failed', constant: 'fetch_error', status: UNSET },
  { path: '/own-span', constant: 'conflict', status: UNSET },
  { path: '/body', body: '{}', constant: 'invalid_params', status: UNSET },
  { path: '/body', body: '{', constant: 'invalid_params', status: UNSET },
  { path: '/hook', constant: 'invalid_token', status: UNSET },
  { path: '/none', constant: 'resource_not_found', status: UNSET },
  { path: '/%', constant: 'invalid_params', status: UNSET }
]

/** Makes the request over a socket: one server span has the constant, and no other span has one. */
async function checkSpans (t: Test, app: FastifyInstance, { path, body, constant, status }: Case): Promise<void> {
  const address = await app.listen({ port: 0, host: '127.0.0.1' })

  const init = body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } }
  await (await fetch(address + path, init)).text()
  await app.close()

  const spans = takeSpans()
  const server = spans.filter(({ kind }) => kind === SpanKind.SERVER)
  t.strictSame(server.map(({ attributes, status: { code } }) => [attributes[ATTR_ERROR_TYPE], code]), [[constant, status]])
  t.strictSame(spans.filter(span => !server.includes(span) && ATTR_ERROR_TYPE in span.attributes), [])
}

/** On its own, @fastify/otel marks the span of a request that threw, and starts none before the router. */
const byFastifyOtel = cases.filter(({ path }) => path !== '/%')
  .map(one => ['/thrown', '/body'].includes(one.path) ? { ...one, status: ERROR } : one)

for (const one of byFastifyOtel) {
  t.test(`under @fastify/otel, the server span of ${one.path} ${one.body ?? ''} has ${one.constant}`, async t => {
    await checkSpans(t, await build(t, { withFastifyOtel: true }), one)
  })
}

t.test('outside any span, an event is sent as ever', async t => {
  const app = await build(t, { withFastifyOtel: false })

  t.equal((await app.inject('/sent')).json().constant, 'conflict')
  t.strictSame(takeSpans(), [])
})

t.test("in a span of the user's own, that one has the constant", async t => {
  const app = await build(t, { withFastifyOtel: false })

  await tracer.startActiveSpan('request', async span => {
    await app.inject('/sent')
    span.end()
  })

  t.match(takeSpans(), [{ name: 'request', attributes: { [ATTR_ERROR_TYPE]: 'conflict' }, status: { code: UNSET } }])
})

t.test('under @opentelemetry/instrumentation-http', async t => {
  const http = new HttpInstrumentation()
  http.setTracerProvider(tracerProvider)
  // It patches the module when that is required, as Fastify does; here, Fastify has done so before.
  createRequire(import.meta.url)('node:http')
  t.teardown(() => http.disable())

  for (const withFastifyOtel of [false, true]) {
    for (const one of cases) {
      await t.test(`${withFastifyOtel ? 'and @fastify/otel, ' : ''}the server span of ${one.path} ${one.body ?? ''} has ${one.constant}`, async t => {
        await checkSpans(t, await build(t, { withFastifyOtel }), one)
      })
    }
  }
})
