/** The keyword `errorMessage` is taken out of documents, and nothing else of that name. */
import swagger from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import t from 'tap'
import { documentErrors } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { documentOf } from '../fixtures/openapi-document.js'

t.test('what is called errorMessage without being the keyword stays', async t => {
  const legacy = Type.Object({ errorMessage: Type.String() }, { default: { errorMessage: 'x' }, 'x-legacy': { errorMessage: 'x' } })
  const components = { headers: { errorMessage: { schema: { type: 'string' } } }, examples: { legacy: { value: { errorMessage: 'x' } } } } as const
  const { paths, ...document } = await documentOf(t, {
    swaggerOptions: { openapi: { openapi: '3.1.0', info: { title: 'Rooms', version: '1' }, components } },
    declare: app => app.get('/', { schema: { response: { 200: legacy } } }, async () => ({}))
  })

  t.match(paths['/']?.get?.responses['200']?.content['application/json']?.schema, { properties: { errorMessage: {} }, default: { errorMessage: 'x' }, 'x-legacy': { errorMessage: 'x' } })
  t.match(document.components, components)
})

t.test("a user's schemas that a document holds keep their errorMessage", async t => {
  const Room = { type: 'object', required: ['name'], properties: { name: { type: 'string', errorMessage: 'Give the room a name.' } } }
  const webhooks = { created: { post: { requestBody: { content: { 'application/json': { schema: Room } } }, responses: { 200: { description: 'Taken.' } } } } }
  const app = await build(t)
  await app.register(swagger, { openapi: { openapi: '3.1.0', webhooks: webhooks as never }, ...documentErrors() })
  app.post('/', { schema: { body: Room } }, async () => 'x')
  await app.ready()

  t.notMatch(JSON.stringify(app.swagger()), 'errorMessage')
  t.equal((await app.inject({ method: 'POST', url: '/', payload: {} })).json().message, 'Give the room a name.')
})
