/** Counts the error events of this process and serves the counts to Prometheus, on a separate server for operators. */
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { MeterProvider } from '@opentelemetry/sdk-metrics'
import Fastify, { type FastifyInstance } from 'fastify'
import { recordErrors } from 'fastify-api-error/opentelemetry'

/** Counts from now on, until the server is closed. */
export function createMetricsServer (): FastifyInstance {
  // The exporter's own server does not accept port 0, and does not report why it cannot listen.
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
