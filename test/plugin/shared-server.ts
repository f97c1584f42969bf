/** Two apps can share one HTTP server (`serverFactory`): each has its own misses, routes and errors. */
import { createServer, type RequestListener } from 'node:http'
import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import fastifyApiError, { defineCatalog, serverOptions } from '../../lib/index.js'
import errorReference from '../../lib/reference/index.js'
import type { Closer } from '../fixtures/build.js'

const errors = defineCatalog({ room_full: { code: 409, title: 'Room is full.' } })
const miss = (url: string) => ({ constant: 'not_found', code: 404, message: `Route GET ${url} not found` })

/** Apps behind one server, by the first segment of the path. */
async function buildShared (t: Closer, names: readonly string[]): Promise<readonly FastifyInstance[]> {
  const handlers = new Map<string, RequestListener>()
  const server = createServer((request, response) => handlers.get((request.url ?? '').split('/')[1] ?? '')?.(request, response))
  return Promise.all(names.map(async name => {
    const app = Fastify({
      ...serverOptions(),
      serverFactory (handler) {
        handlers.set(name, handler as RequestListener)
        return server
      }
    })
    t.teardown(() => app.close())
    await app.register(fastifyApiError, { catalog: errors })
    await app.register(errorReference, { prefix: `/${name}/errors` })
    app.get(`/${name}/rooms`, { schema: { response: errors.responses('room_full') } }, (_request, reply) => reply.apiError('room_full'))
    await app.register(async nested => {
      await nested.register(fastifyApiError, { catalog: errors, notFound: true })
    }, { prefix: `/${name}/nested` })
    await app.ready()
    return app
  }))
}

t.test('each app answers its own misses, at its root and in a nested scope', async t => {
  const names = ['one', 'two', 'three']
  for (const [index, app] of (await buildShared(t, names)).entries()) {
    for (const url of [`/${names[index]}/none`, `/${names[index]}/nested/none`]) {
      t.same((await app.inject(url)).json(), miss(url))
    }
  }
})

t.test('the reference of an app lists its own routes', async t => {
  const names = ['one', 'two']
  for (const [index, app] of (await buildShared(t, names)).entries()) {
    const { body } = await app.inject({ url: `/${names[index]}/errors`, headers: { accept: 'text/html' } })
    t.match(body, `/${names[index]}/rooms`)
    t.notMatch(body, `/${names[1 - index]}/rooms`)
  }
})
