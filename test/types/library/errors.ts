/** Declarations that TypeScript writes (`declaration: true`) for exports of users name only types that this package exports. */
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import { catalog, defineCatalog, documentErrors, type Catalog, type EntriesOf } from 'fastify-api-error'

export const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', messages: ['Room is full.'], data: Type.Object({ capacity: Type.Integer() }) }
})
export const further = errors.extend({ room_locked: { code: 423, title: 'Room is locked.' } })
export const own = defineCatalog({ room_full: { code: 409, title: 'Room is full.' } })

export const { constants, error, ensure, extend } = errors
export const notFound = errors.responses('resource_not_found', 'room_full')
export const options = { schema: { response: { 200: Type.String(), ...errors.responses('conflict') } } }
export const app = Fastify().get('/', options, async (_request, reply) => reply.apiError('conflict'))
export const documented = documentErrors()
export const full = () => errors.error('room_full', { data: { capacity: 4 } })

/** Entries with a name: declarations refer to it, and do not repeat the catalog. */
export interface NamedEntries extends EntriesOf<typeof further> {}
export const named: Catalog<NamedEntries> = further
export const extended = named.extend({ room_gone: { code: 410, title: 'Room is gone.' } })
export const namedOptions = { schema: { response: { 200: Type.String(), ...named.responses('conflict', 'room_full') } } }
export const namedApp = Fastify().get('/', namedOptions, async (_request, reply) => {
  // @ts-expect-error -- not declared
  if (reply.sent) return reply.apiError('room_locked')
  // @ts-expect-error -- data is missing
  if (reply.sent) return reply.apiError('room_full')
  return reply.apiError('room_full', { data: { capacity: 4 } })
})
