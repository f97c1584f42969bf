/** The error events of this process, counted, as a page for Prometheus: a server of its own, since it is for operators. */
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { MeterProvider } from '@opentelemetry/sdk-metrics'
import Fastify, { type FastifyInstance } from 'fastify'
import { recordErrors } from 'fastify-api-error/opentelemetry'

/** Counts from now on, until the server is closed. */
export function createMetricsServer (): FastifyInstance {
  // Its own server takes neither port 0 nor says why it cannot listen.
  const exporter = new PrometheusExporter({ preventServerStart: true })
  const meterProvider = new MeterProvider({ readers: [exporter] })
  const stop = recordErrors({ meterProvider })

  const server = Fastify()
  server.get('/metrics', (request, reply) => {
    reply.hijack()
    exporter.getMetricsRequestHandler(request.raw, reply.raw)
  })
  server.addHook('onClose', async () => {
    stop()
    await meterProvider.shutdown()
  })
  return server
}
