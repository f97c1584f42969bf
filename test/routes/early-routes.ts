/** Routes that exist before the plugin is loaded. */
import Fastify from 'fastify'
import t from 'tap'
import fastifyApiError from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { collectLogs } from '../fixtures/logs.js'

t.test('loaded at the root after routes, the plugin warns once and names them', async t => {
  const { logger, errorLines } = collectLogs()
  const app = Fastify({ logger })
  t.teardown(() => app.close())
  app.get('/early', async () => { throw new Error('x') })
  await app.register(fastifyApiError)
  app.get('/late', async () => { throw new Error('x') })

  await app.inject('/late')

  t.equal(errorLines().filter(({ level }) => level === 40).length, 1)
  t.match(errorLines().filter(({ level }) => level === 40), [{ msg: /loaded after these routes.*await app\.register/, routes: /early/ }])
})

t.test('loaded at the root before routes, the plugin does not warn', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/late', async () => { throw new Error('x') })

  await app.inject('/late')

  t.same(errorLines().filter(({ level }) => level === 40), [])
})

t.test('loaded in a nested scope after routes, the plugin warns once, when one of them fails first', async t => {
  const { logger, errorLines } = collectLogs()
  const app = Fastify({ logger })
  t.teardown(() => app.close())
  await app.register(async nested => {
    nested.get('/early', async () => { throw new Error('x') })
    await nested.register(fastifyApiError)
    nested.get('/late', async () => { throw new Error('x') })
  })

  for (const url of ['/late', '/early', '/early']) await app.inject(url)

  t.equal(errorLines().filter(({ level }) => level === 40).length, 1)
  t.match(errorLines().filter(({ level }) => level === 40), [{ msg: /loaded after this route/, route: 'GET /early' }])
})
