/** A reply that is used in a way that Fastify refuses: the mistake is the server's, and the client gets an event. */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

const secret = 'hunter2'

const misuses: ReadonlyArray<readonly [name: string, misuse: (reply: FastifyReply) => unknown]> = [
  ['a status that is none', reply => reply.code(secret as unknown as number).send('x')],
  ['a status out of range', reply => reply.code(1234).send('x')],
  ['a header without a name', reply => (reply.header as (name: unknown, value: string) => FastifyReply)(undefined, secret).send('x')],
  ['a header that is read without a name', reply => reply.getHeader(undefined as unknown as string)],
  ['a header with a line break', reply => reply.header('x-split', `a\r\n${secret}: b`).send('x')],
  ['a header with a name that is none', reply => reply.header(`a ${secret}`, 'x').send('x')],
  ['a redirect with a line break', reply => reply.header('location', `/\r\n${secret}`).code(302).send()],
  ['a trailer that is forbidden', reply => reply.trailer('content-length', async () => secret).send('x')],
  ['a serializer that is no function', reply => reply.serializer(secret as never).send({})],
  ['a body that refers to itself', reply => { const body = { secret }; return reply.send(Object.assign(body, { body })) }],
  ['a body with a bigint', reply => reply.send({ secret, n: 1n })],
  ['a body of another content type that is no text', reply => reply.type('text/html').send({ secret })],
  ['a number as a body of another content type', reply => reply.type('text/html').send(7)],
  ['a Response that was read', async reply => { const read = new Response(secret); await read.text(); return reply.send(read) }],
  ['a web stream that is locked', async reply => { const stream = new Blob([secret]).stream(); stream.getReader(); return reply.send(stream) }],
  ['a stream that was destroyed with an error', reply => { const stream = new Readable(); stream.on('error', () => {}).destroy(new Error(secret)); return reply.send(stream) }],
  ['an unknown constant', reply => (reply.apiError as (constant: string) => unknown)(secret)]
]

for (const [name, misuse] of misuses) {
  t.test(`${name} is answered with a 500 event, and nothing of it`, async t => {
    const app = await build(t)
    app.get('/', async (_request, reply) => misuse(reply))
    app.get('/sync', (_request, reply) => { misuse(reply) })

    for (const url of ['/', '/sync']) {
      if (url === '/sync' && misuse.constructor.name === 'AsyncFunction') continue
      const response = await app.inject(url)

      t.same(eventOf(response), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' }, url)
      t.notMatch(JSON.stringify([response.headers, response.body]), secret, url)
    }
  })
}
