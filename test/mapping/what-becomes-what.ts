import t from 'tap'
import { genericConstantFor, genericEntries } from '../../lib/catalog/generic-constants.js'
import { catalog, defineCatalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { lacks } from '../fixtures/needs.js'
import { stages } from '../fixtures/stages.js'
import { secret, thrownValues, withBadHeaders } from '../fixtures/thrown-values.js'

const values = [...thrownValues, ...withBadHeaders].filter(({ needs }) => lacks(needs) === false)

for (const { name, takes, becomes, needs, declare } of stages) {
  t.test(`what ${name} throws becomes a valid event`, { skip: lacks(needs) }, async t => {
    const app = await build(t)
    let thrown: unknown
    declare(app, () => thrown)

    for (const { name, create, event } of values) {
      thrown = create()
      if (takes?.(thrown) === false) continue

      const response = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, payload: 'x' })

      t.same(eventOf(response), becomes ?? event, name)
      t.notMatch(JSON.stringify([response.headers, response.body]), secret, name)
      t.notOk('content-encoding' in response.headers, name)
      t.notOk('set-cookie' in response.headers, name)
    }
  })
}

const documented = new Map([[400, 'invalid_params'], [401, 'invalid_token'], [403, 'unauthorized_token'], [404, 'resource_not_found'], [422, 'invalid_object']])

t.test('a foreign error of every status from 400 to 599 has its constant, and from 500 on no message of its own', async t => {
  const app = await build(t)
  app.get('/:status', async request => {
    throw Object.assign(new Error('Own message.'), { statusCode: Number((request.params as { status: string }).status) })
  })

  for (let status = 400; status <= 599; status++) {
    const constant = documented.get(status) ?? genericConstantFor(status)
    const message = status < 500 ? 'Own message.' : genericEntries[genericConstantFor(status)].title

    t.same(eventOf(await app.inject(`/${status}`)), { constant, code: status, message })
  }
})

t.test('an error without a status takes the one that the reply has', async t => {
  const app = await build(t)
  app.get('/own', async (_request, reply) => { reply.code(404); throw new Error('Own.') })
  app.get('/json', async (_request, reply) => { reply.code(400); JSON.parse('hunter2') })
  app.get('/file', async (_request, reply) => { reply.code(404); throw Object.assign(new Error('/srv/hunter2'), { syscall: 'open' }) })
  const response = { 404: { type: 'object', properties: { n: { type: 'integer' } } } }
  app.get('/schema', { schema: { response } }, async (_request, reply) => reply.code(404).send({ n: 'hunter2' }))

  t.same(eventOf(await app.inject('/own')), { constant: 'resource_not_found', code: 404, message: 'Own.' })
  t.same(eventOf(await app.inject('/json')), { constant: 'invalid_params', code: 400, message: 'Request body is not valid JSON.' })
  t.same(eventOf(await app.inject('/file')), { constant: 'resource_not_found', code: 404, message: 'Not Found' })
  t.same(eventOf(await app.inject('/schema')), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
})

const schema = {
  body: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, config: { type: 'object', required: ['layout'] } } }
}

t.test('where the catalog lacks a constant that the mapping names, the generic one stands in', async t => {
  const app = await build(t, { catalog: defineCatalog({}) })
  app.post('/', { schema }, async () => 'unreachable')
  app.get('/:status', async request => { throw Object.assign(new Error('x'), { statusCode: Number((request.params as { status: string }).status) }) })
  const post = async (payload: object) => eventOf(await app.inject({ method: 'POST', url: '/', payload }))

  t.match(await post({}), { constant: 'bad_request', code: 400 })
  t.match(await post({ name: 'x', config: {} }), { constant: 'unprocessable_content', code: 422 })
  for (const [status, constant] of [[400, 'bad_request'], [401, 'unauthorized'], [403, 'forbidden'], [404, 'not_found'], [422, 'unprocessable_content']] as const) {
    t.match(eventOf(await app.inject(`/${status}`)), { constant, code: status })
  }
  t.match(eventOf(await app.inject('/no/route')), { constant: 'not_found', code: 404 })
})

t.test('a documented constant under a code of its own does not change the status of a foreign error', async t => {
  const errors = catalog.extend({ resource_not_found: { code: 410, title: 'Gone.' } })
  const app = await build(t, { catalog: errors })
  app.get('/', async () => { throw Object.assign(new Error('x'), { statusCode: 404 }) })

  t.match(eventOf(await app.inject('/')), { constant: 'not_found', code: 404 })
})

t.test('a foreign 429 is too_many_requests, also where the catalog has its own 429', async t => {
  const app = await build(t, { catalog: catalog.extend({ quota_used: { code: 429, title: 'Quota used.' } }) })
  app.get('/', async () => { throw Object.assign(new Error('x'), { statusCode: 429 }) })

  t.match(eventOf(await app.inject('/')), { constant: 'too_many_requests', code: 429 })
})
