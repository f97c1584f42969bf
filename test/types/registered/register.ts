/** `Register` switches the whole program to the user's catalog. */
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { catalog } from 'fastify-api-error'
// This program has the declarations of every entry checked by the older compiler.
import type {} from 'fastify-api-error/client'
import type {} from 'fastify-api-error/opentelemetry'
import type {} from 'fastify-api-error/reference'
import type {} from 'fastify-api-error/types'

export const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', messages: ['Room is full.'], data: Type.Object({ capacity: Type.Integer() }) }
})

declare module 'fastify-api-error' {
  interface Register { catalog: typeof errors }
}

export function replyTakesTheRegisteredCatalog (reply: FastifyReply): void {
  reply.apiError('room_full', { data: { capacity: 4 } })
  reply.apiError('resource_not_found', 'Room not found.')
  reply.apiError('conflict')
  // @ts-expect-error -- data is missing
  reply.apiError('room_full')
  // @ts-expect-error -- of another type
  reply.apiError('room_full', { data: { capacity: '4' } })
  // @ts-expect-error -- a misspelt constant
  reply.apiError('room_ful')
}
