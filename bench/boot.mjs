/**
 * The cost of declared errors at start-up: CPU time and heap of an app with many routes, with and without them.
 *
 * Each case starts in its own process. The variants take turns, and the ratio is that of their medians.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const variants = ['plain', 'plain again', 'declared']

if (process.argv[2] === 'case') await runCase(process.argv[3], Number(process.argv[4]))
else compare()

async function runCase (variant, routes) {
  const { default: Fastify } = await import('fastify')
  const { default: fastifyApiError, catalog } = await import('fastify-api-error')
  const app = Fastify()
  await app.register(fastifyApiError)
  const ok = () => ({ type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer' } } })

  globalThis.gc()
  const before = { cpu: process.cpuUsage(), heap: process.memoryUsage().heapUsed }
  for (let index = 0; index < routes; index++) {
    const errors = variant === 'declared' ? catalog.responses(...Object.keys(catalog.constants)) : {}
    app.get(`/rooms/${index}/:id`, { schema: { response: { 200: ok(), ...errors } } }, async () => ({ id: 'x', size: 1 }))
  }
  await app.ready()
  const cpu = process.cpuUsage(before.cpu)
  globalThis.gc()
  const heap = (process.memoryUsage().heapUsed - before.heap) / 1_048_576
  console.log(JSON.stringify({ cpu: (cpu.user + cpu.system) / 1000, heap }))
}

function compare () {
  const rounds = 15
  for (const routes of [1000, 2000, 4000]) {
    const results = Object.fromEntries(variants.map(variant => [variant, []]))
    for (let round = 0; round < rounds; round++) {
      for (const variant of variants) {
        const args = ['--expose-gc', fileURLToPath(import.meta.url), 'case', variant, String(routes)]
        results[variant].push(JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout))
      }
    }
    const median = (variant, member) =>
      results[variant].map(result => result[member]).sort((one, other) => one - other)[Math.floor(rounds / 2)]
    console.log(`\n${routes} routes, median of ${rounds} rounds on Node ${process.version}`)
    console.table(Object.fromEntries(variants.map(variant => [variant, {
      'CPU ms': Math.round(median(variant, 'cpu')),
      'CPU ratio': Number((median(variant, 'cpu') / median('plain', 'cpu')).toFixed(2)),
      'heap MB': Number(median(variant, 'heap').toFixed(1)),
      'heap MB more': Number((median(variant, 'heap') - median('plain', 'heap')).toFixed(1))
    }])))
  }
}
