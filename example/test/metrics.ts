/** The metrics of the Rooms API, and errors over many machines: two instances in a real Prometheus. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { spawnNode } from '../../test/fixtures/node.js'
import { compileExample } from './fixtures/compile.js'
import { checkMetrics, noPrometheus, startPrometheus } from './fixtures/prometheus.js'

const cwd = fileURLToPath(new URL('../..', import.meta.url))
const { main } = await compileExample(t)

/** An instance as a process, since each counts for itself. */
async function start (t: Test, metricsPort = '0') {
  const child = spawnNode([main], {
    cwd, env: { ...process.env, PORT: '0', METRICS_PORT: metricsPort, HOST: '', JWT_SECRET: '', DATABASE_URL: '' }
  })
  t.teardown(() => child.kill('SIGKILL'))
  const closed = once(child, 'close')
  let complaint = ''
  child.stderr.on('data', chunk => { complaint += chunk })
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += chunk
    const [, address, metrics] = /^Rooms API: (\S+) .*\nMetrics: (\S+)\n/.exec(printed) ?? []
    if (address !== undefined && metrics !== undefined) return { child, address, metrics }
  }
  await closed
  throw new Error(complaint)
}

async function get (url: string): Promise<string> {
  return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).text()
}

t.test('the metrics are on a port of their own, until the API ends', async t => {
  const { child, address, metrics } = await start(t)
  await get(`${address}/v2/rooms`)

  t.match(await get(metrics), /^fastify_api_error_events_total\{error_type="invalid_token",.*http_route="\/v2\/rooms".*\} 1$/m)
  t.match(await get(`${address}/metrics`), /"constant":"resource_not_found"/)
  child.kill('SIGTERM')
  t.strictSame(await once(child, 'exit'), [0, null])
})

t.test('a METRICS_PORT that is in use ends the start', async t => {
  const other = createServer().listen(0, '127.0.0.1')
  t.teardown(() => other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo

  await t.rejects(start(t, String(port)), {
    message: `METRICS_PORT must be a free port, got '${port}', which is in use on 127.0.0.1.\n`
  })
})

t.test('the metrics are as Prometheus wants them', { skip: noPrometheus ?? false }, async t => {
  const { address, metrics } = await start(t)
  await get(`${address}/v2/rooms`)

  const text = await get(metrics)

  t.match(text, /^# TYPE fastify_api_error_events_total counter$/m)
  t.strictSame(checkMetrics(text), { status: 0, output: '' })
})

t.test('one query sums up the errors of two instances', { skip: noPrometheus ?? false }, async t => {
  const [one, two] = await Promise.all([start(t), start(t)])
  for (const { address, calls } of [{ ...one, calls: 2 }, { ...two, calls: 3 }]) {
    for (let call = 0; call < calls; call++) await get(`${address}/v2/rooms`)
  }
  await get(`${two.address}/none`)

  const { query } = await startPrometheus(t, [one, two].map(({ metrics }) => new URL(metrics).host))

  const byConstant = await query('sum by (error_type) (fastify_api_error_events_total)')
  t.strictSame(Object.fromEntries(byConstant.map(({ metric, value }) => [metric.error_type, value[1]])), {
    invalid_token: '5', resource_not_found: '1'
  })
  const byInstance = await query('sum by (instance) (fastify_api_error_events_total{http_route="/v2/rooms"})')
  t.strictSame(byInstance.map(({ value }) => value[1]).sort(), ['2', '3'])
})
