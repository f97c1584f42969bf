/**
 * `npm run soak`: the Rooms API under minutes of mixed load, while its PostgreSQL server is cut off, killed, restarted,
 * stopped and frozen.
 *
 * Every answer is held against the one that is right at that moment. SOAK_SECONDS and SOAK_ANSWERS say how long: until both
 * are reached, in rounds of all faults: three at least, the first of which is the warm-up.
 */
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import fastifyJwt from '@fastify/jwt'
import Fastify from 'fastify'
import { jwtOptions } from '../auth.js'
import { createTokens } from '../tour-cases.js'
import { createPostgres, findPostgres } from '../test/fixtures/postgres.js'
import { ask } from './ask.js'
import { audit } from './audit.js'
import { watchConnections } from './connections.js'
import { createFaults } from './faults.js'
import type { WrittenIds } from './ledger.js'
import type { Command, Reply } from './load.js'
import { printPeriods, printProgress, printTotals } from './report.js'
import { plantSeeds } from './seeds.js'
import { startServer } from './server.js'
import { countAnswers, merge, type Tally } from './tally.js'
import { createTimetable, type Period } from './timetable.js'
import { findViolations } from './verdict.js'

const seconds = Number(process.env.SOAK_SECONDS ?? 180)
const answers = Number(process.env.SOAK_ANSWERS ?? 500_000)
const workers = { asking: 16, refused: 16 }
const seeds = 20_000

const bin = findPostgres()
if (bin === undefined) throw new Error('PostgreSQL must be installed (Debian: the package postgresql)')
const postgres = await createPostgres(bin)
const { url } = postgres
const secret = randomBytes(32).toString('base64url')
const server = await startServer({ DATABASE_URL: url, JWT_SECRET: secret })
await plantSeeds(url, seeds)

const load = fork(fileURLToPath(new URL('load.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
const order = <Answer extends Reply>(command: Command) => ask<Answer>(load, command)
await order({ do: 'begin', api: { address: server.address, tokens: await signTokens() }, seeds, workers })

const connections = watchConnections(url)
const { period, round } = createTimetable({ load, server: server.child, takePeak: connections.takePeak, faults: createFaults(postgres) })
const started = performance.now()
const periods: Period[] = []
let rounds = 0
await order({ do: 'resume' })
while (rounds < 3 || performance.now() - started < seconds * 1000 || countAnswers(total()) < answers) {
  for await (const each of round()) {
    periods.push(each)
    printProgress(started, each)
  }
  rounds++
}
await order({ do: 'pause' })
periods.push(await period('writes read again', 'healthy', async () => { await order({ do: 'readBack' }) }))

const audited = await audit(url, await order<WrittenIds>({ do: 'ids' }))
await connections.stop()
load.disconnect()
const exitCode = await server.close()
await postgres.remove()

/** One per fault and round. */
const rests = periods.flatMap(({ atRest }) => atRest ?? [])
printPeriods(periods)
printTotals(total(), audited.writes, rests)
const violations = findViolations({
  periods,
  rests: rests.slice(rests.length / rounds),
  workers: workers.asking + workers.refused,
  audited,
  exitCode,
  complaints: server.complaints
})
for (const violation of violations) console.log(`VIOLATED: ${violation}`)
if (violations.length > 0) process.exitCode = 1

function total (): Tally {
  return periods.map(({ tally }) => tally).reduce(merge)
}

async function signTokens () {
  const app = Fastify()
  await app.register(fastifyJwt, jwtOptions(secret))
  await app.ready()
  return createTokens(app.jwt)
}
