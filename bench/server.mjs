/**
 * A process that serves one variant of one case on loopback, and answers its parent's questions about itself.
 *
 * Its argument is `{ name, variant, size?, constants?, routes? }` as JSON. `routes` is a number of further routes, each of which
 * declares its errors.
 */
import { PerformanceObserver } from 'node:perf_hooks'
import Fastify from 'fastify'
import { cases } from './cases.mjs'
import { variants } from './variants.mjs'

const { name, variant, size, constants, routes = 0 } = JSON.parse(process.argv[2])
const { ajv, logger = false, register } = cases[name](size)
const used = await variants[variant]({ constants })

// Connections stay open until their turn, however long that takes.
const app = Fastify({ ...used.options(ajv?.(variant.split(' ', 1)[0])), logger, keepAliveTimeout: 0 })
await used.install(app)
register(app, used)
for (let index = 0; index < routes; index++) {
  app.get(`/more/${index}/:id`, { schema: { response: used.declare?.() ?? {} } }, async () => 'more')
}
await app.listen({ host: '127.0.0.1', port: 0 })

let collections = 0
new PerformanceObserver(list => { collections += list.getEntries().length }).observe({ entryTypes: ['gc'] })

const answers = {
  cpu () {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  heap: () => process.memoryUsage().heapUsed,
  collect () {
    globalThis.gc()
    return true
  },
  collections: () => collections
}

process.on('message', question => process.send({ answer: answers[question]() }))
// The parent has ended or has finished with this server.
process.on('disconnect', () => process.exit())
process.send({ answer: app.server.address().port })
