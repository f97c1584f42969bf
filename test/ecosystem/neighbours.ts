import Fastify from 'fastify'
import t, { type Test } from 'tap'
import fastifyApiError, { serverOptions } from '../../lib/index.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'
import { answers } from './fixtures/neighbours/answers.js'
import { bodies } from './fixtures/neighbours/bodies.js'
import { guards } from './fixtures/neighbours/guards.js'
import { headers } from './fixtures/neighbours/headers.js'
import { limits } from './fixtures/neighbours/limits.js'
import type { Case, Neighbour } from './fixtures/neighbours/neighbour.js'

async function build (t: Test, { options = {}, register, declare }: Neighbour, isNeighbourFirst: boolean) {
  const logs = collectLogs()
  const app = Fastify({ logger: logs.logger, ...serverOptions() })
  t.teardown(() => app.close())
  if (isNeighbourFirst) await register(app, t)
  await app.register(fastifyApiError, options)
  if (!isNeighbourFirst) await register(app, t)
  await declare?.(app)
  return { app, logs }
}

async function check (t: Test, neighbour: Neighbour, { ask, event, headers = {} }: Case, isNeighbourFirst: boolean): Promise<void> {
  const { app } = await build(t, neighbour, isNeighbourFirst)

  const answer = typeof ask === 'function' ? await ask(app) : await app.inject(ask)

  t.same(eventOf(answer), event)
  for (const [name, value] of Object.entries(headers)) {
    if (value instanceof RegExp) t.match(String(answer.headers[name]), value, name)
    else t.same(answer.headers[name], value, name)
  }
}

for (const neighbour of [...guards, ...limits, ...bodies, ...headers, ...answers]) {
  t.test(`the errors of ${neighbour.name} become events, in either load order`, async t => {
    for (const one of neighbour.cases) {
      await t.test(`${one.name}, loaded after the plugin`, async t => check(t, neighbour, one, false))
      if (one.isOfOwnRoute === undefined) await t.test(`${one.name}, loaded before the plugin`, async t => check(t, neighbour, one, true))
    }
  })

  if (neighbour.cases.some(({ isOfOwnRoute }) => isOfOwnRoute)) {
    t.test(`the plugin warns of the routes of ${neighbour.name} where that was loaded before`, async t => {
      const { logs } = await build(t, neighbour, true)

      t.match(logs.errorLines(), [{ level: 40, msg: 'fastify-api-error was loaded after these routes, and may not handle their errors.' }])
    })
  }
}
