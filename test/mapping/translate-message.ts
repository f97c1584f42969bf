import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

t.test('translate words the message per request, and constant and code stay', async t => {
  const app = await build(t, {
    translate: (message, { constant, issue, request }) =>
      request.headers['accept-language'] === 'de' && issue === undefined ? `${constant}: Konflikt` : message
  })
  app.get('/', (_request, reply) => reply.apiError('conflict'))

  t.same(eventOf(await app.inject({ url: '/', headers: { 'accept-language': 'de' } })), { constant: 'conflict', code: 409, message: 'conflict: Konflikt' })
  t.equal(eventOf(await app.inject('/')).message, 'Conflict')
})

t.test('translate gets the numbers and names behind the sentence of an issue', async t => {
  const seen: unknown[] = []
  const app = await build(t, {
    translate: (message, { constant, issue, params }) => {
      seen.push({ message, constant, issue, params })
      return `»${String(params.name)}« darf höchstens ${String(params.limit)} sein.`
    }
  })
  app.get('/', { schema: { querystring: { type: 'object', properties: { size: { type: 'integer', maximum: 25 } } } } }, async () => 'x')

  const event = eventOf(await app.inject('/?size=26'))

  t.equal(event.message, '»size« darf höchstens 25 sein.')
  t.equal(event.issues?.[0]?.message, event.message)
  t.match(seen, [{
    message: '`size` must be ≤ 25.', constant: 'invalid_params', issue: { in: 'query', pointer: '/size', keyword: 'maximum' }, params: { limit: 25, name: 'size' }
  }])
})
