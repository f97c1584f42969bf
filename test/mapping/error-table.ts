import t from 'tap'
import { genericConstantFor, genericEntries } from '../../lib/generic.js'
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
