import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import t from 'tap'
import { build } from '../fixtures/build.js'

t.test('every event that is sent is published, with its error, request and reply', async t => {
  const published: unknown[] = []
  const listener = (message: unknown) => published.push(message)
  subscribe('fastify-api-error:event', listener)
  t.teardown(() => unsubscribe('fastify-api-error:event', listener))
  const app = await build(t)
  const error = new Error('x')
  app.get('/sent', (_request, reply) => reply.apiError('conflict'))
  app.get('/thrown', async () => { throw error })

  for (const url of ['/sent', '/thrown', '/none']) await app.inject(url)

  t.match(published, [
    { event: { constant: 'conflict' }, error: undefined, request: { url: '/sent' }, reply: { statusCode: 409 } },
    { event: { constant: 'internal_server_error' }, error, request: { url: '/thrown' } },
    { event: { constant: 'resource_not_found' }, error: undefined, request: { url: '/none' } }
  ])
})
