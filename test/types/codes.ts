/** Declarations of errors whose codes the compiler knows by other names, or not at all. */
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import { catalog, type CatalogEntries } from 'fastify-api-error'

const app = Fastify()
const Room = Type.Object({ id: Type.String() })

const entries = { seat_taken: { code: 409, title: 'Seat is taken.' } }
const plain = catalog.extend(entries)
app.get('/plain', { schema: { response: { 200: Room, ...plain.responses('seat_taken', 'gone') } } }, async (_request, reply) => {
  reply.apiError('seat_taken', 'Taken.')
  reply.apiError('gone')
  // @ts-expect-error -- not declared
  return reply.apiError('not_found')
})

const satisfying = catalog.extend({ seat_taken: { code: 409, title: 'Seat is taken.' } } satisfies CatalogEntries)
app.get('/satisfying', { schema: { response: { 200: Room, ...satisfying.responses('seat_taken') } } }, async (_request, reply) => {
  reply.apiError('seat_taken')
  // @ts-expect-error -- not declared
  return reply.apiError('gone')
})

const dynamic: CatalogEntries = entries
app.get('/dynamic', { schema: { response: { 200: Room, ...catalog.extend(dynamic).responses('seat_taken') } } }, async (_request, reply) => {
  reply.apiError('seat_taken')
  // @ts-expect-error -- not declared
  return reply.apiError('gone')
})

declare enum Status { Conflict = 409, Gone = 410 }
const numbered = catalog.extend({ seat_taken: { code: Status.Conflict, title: 'Seat is taken.' }, seat_lost: { code: Status.Gone, title: 'Seat is lost.' } })
const response = { 200: Room, ...numbered.responses('seat_taken', 'conflict', 'seat_lost') }
app.get('/enum', { schema: { response } }, async (_request, reply) => {
  reply.apiError('seat_taken')
  reply.apiError('seat_lost')
  reply.apiError('conflict')
  // @ts-expect-error -- no code of the route
  reply.code(201)
  // @ts-expect-error -- not declared
  return reply.apiError('gone')
})

/** A helper that adds errors of its own names them in the type argument. */
const guarded = <Constant extends keyof typeof plain.constants & string>(...own: Constant[]) =>
  plain.responses<Constant | 'invalid_token' | 'unauthorized_token'>('invalid_token', 'unauthorized_token', ...own)
app.get('/guarded', { schema: { response: { 200: Room, ...guarded('gone', 'conflict') } } }, async (_request, reply) => {
  reply.apiError('unauthorized_token')
  reply.apiError('conflict')
  // @ts-expect-error -- not declared
  return reply.apiError('not_found')
})
