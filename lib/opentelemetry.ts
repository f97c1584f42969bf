/** Records events with OpenTelemetry: sets `error.type` on the request's server span and counts events. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import {
  context, createContextKey, diag, metrics, trace, type Attributes, type Counter, type MeterProvider, type Span
} from '@opentelemetry/api'
import type { FastifyRequest } from 'fastify'
import { eventChannel, type PublishedEvent } from './event/channel.js'
import { checkOptions } from './untrusted/check-options.js'
import { readProperty } from './untrusted/read.js'

export interface RecordErrorsOptions {
  /** Creates the counter. @default the global meter provider at the time of the first event */
  readonly meterProvider?: MeterProvider | undefined
}

const rules = {
  meterProvider: {
    expected: 'a meter provider of OpenTelemetry',
    holds: (value: unknown) => typeof readProperty(value, 'getMeter') === 'function'
  }
}

let stopRecording = () => {}

/**
 * Records every event that this process sends, from all of its servers.
 *
 * Sets `error.type` on the request's server span to the constant, and adds one to the counter `fastify_api_error.events`
 * with `error.type`, `http.response.status_code`, `http.request.method` and `http.route`. A second call replaces the first
 * one, so that nothing is counted twice.
 *
 * @returns A function that stops the recording.
 * @throws {TypeError} Lists every wrong option with its value and rule.
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
      // Created late, because counters of the global provider count nothing until an SDK is started.
      counter ??= createCounter(meterProvider ?? metrics.getMeterProvider())
      counter.add(1, { 'error.type': constant, 'http.response.status_code': code, ...(request && routeAttributesOf(request)) })
    } catch (error) {
      // Node makes an error of a subscriber an uncaught exception.
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

// The key that `getRPCMetadata` of @opentelemetry/core reads. Keys with the same description are equal across versions.
const rpcMetadataKey = createContextKey('OpenTelemetry SDK Context Key RPC_METADATA')

/**
 * The active span is often that of a hook, of a handler or of a call in the handler. The server span is the one that
 * @opentelemetry/instrumentation-http stores in the context, else the one of @fastify/otel.
 */
function serverSpanOf (request: FastifyRequest & { opentelemetry?: () => { span: Span | null } }): Span | undefined {
  const active = context.active()
  const rpcMetadata = active.getValue(rpcMetadataKey) as { readonly span?: Span } | undefined
  return rpcMetadata?.span ?? request.opentelemetry?.().span ?? trace.getSpan(active)
}

/** The methods that the semantic conventions define. */
const knownMethods = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE'])

/** Few distinct values, whatever clients send: the pattern of the route and never the URL; no route for a route miss. */
function routeAttributesOf ({ method, routeOptions: { url } }: FastifyRequest): Attributes {
  const attributes = { 'http.request.method': knownMethods.has(method) ? method : '_OTHER' }
  return url === undefined ? attributes : { ...attributes, 'http.route': url }
}
