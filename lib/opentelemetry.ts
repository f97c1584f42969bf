/** OpenTelemetry, from the diagnostics channel: `error.type` on the request's server span, and a counter of events. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import {
  context, createContextKey, diag, metrics, trace, type Attributes, type Counter, type MeterProvider, type Span
} from '@opentelemetry/api'
import type { FastifyRequest } from 'fastify'
import { checkOptions } from './untrusted/check-options.js'
import { eventChannel, type PublishedEvent } from './event/channel.js'
import { read } from './untrusted/read.js'

export interface RecordErrorsOptions {
  /** Makes the counter. @default the global meter provider, as it is when the first event is sent */
  readonly meterProvider?: MeterProvider | undefined
}

const rules = {
  meterProvider: {
    expected: 'a meter provider of OpenTelemetry',
    holds: (value: unknown) => typeof read(value, 'getMeter') === 'function'
  }
}

let stopRecording = () => {}

/**
 * Records every event that this process sends, of all its servers.
 *
 * Sets `error.type` on the request's server span to the constant, and adds one to the counter `fastify_api_error.events`
 * with `error.type`, `http.response.status_code`, `http.request.method` and `http.route`. A second call takes the place of
 * the first, so that nothing is counted twice.
 *
 * @returns A function that stops it.
 * @throws {TypeError} That lists every wrong option with its value and rule.
 * @example
 * recordErrors() // where the OpenTelemetry SDK is started
 */
export function recordErrors (options: RecordErrorsOptions = {}): () => void {
  checkOptions('recordErrors', rules, options)
  const { meterProvider } = options
  let counter: Counter | undefined

  function recordEvent (published: unknown): void {
    try {
      const { event: { constant, code }, request } = published as PublishedEvent
      if (request !== undefined) serverSpanOf(request)?.setAttribute('error.type', constant)
      // Not earlier: until an SDK is started, the global provider's counters count nothing.
      counter ??= createCounter(meterProvider ?? metrics.getMeterProvider())
      counter.add(1, { 'error.type': constant, 'http.response.status_code': code, ...(request && routeAttributesOf(request)) })
    } catch (error) {
      // A subscriber that throws would end the process.
      diag.error('fastify-api-error could not record an event', error)
    }
  }

  stopRecording()
  subscribe(eventChannel.name, recordEvent)
  stopRecording = () => unsubscribe(eventChannel.name, recordEvent)
  return stopRecording
}

function createCounter (meterProvider: MeterProvider): Counter {
  return meterProvider.getMeter('fastify-api-error').createCounter('fastify_api_error.events', {
    description: 'Error events that were sent.', unit: '{event}'
  })
}

// What `getRPCMetadata` of @opentelemetry/core reads; keys of one description are one key, so that versions can differ.
const rpcMetadataKey = createContextKey('OpenTelemetry SDK Context Key RPC_METADATA')

/**
 * The active span is often that of a hook, a handler or something that the handler calls. The server span is where
 * @opentelemetry/instrumentation-http keeps it, else what @fastify/otel began in its place.
 */
function serverSpanOf (request: FastifyRequest & { opentelemetry?: () => { span: Span | null } }): Span | undefined {
  const active = context.active()
  const rpcMetadata = active.getValue(rpcMetadataKey) as { readonly span?: Span } | undefined
  return rpcMetadata?.span ?? request.opentelemetry?.().span ?? trace.getSpan(active)
}

/** Those that the semantic conventions know. */
const knownMethods = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE'])

/** Few values, whatever clients send: the pattern of the route, never the URL, and no route for a miss. */
function routeAttributesOf ({ method, routeOptions: { url } }: FastifyRequest): Attributes {
  const attributes = { 'http.request.method': knownMethods.has(method) ? method : '_OTHER' }
  return url === undefined ? attributes : { ...attributes, 'http.route': url }
}
