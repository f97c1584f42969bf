/** In the client, an event narrows by its constant. */
import { Type } from '@sinclair/typebox'
import { catalog } from 'fastify-api-error'
import { isApiErrorEvent, readApiErrorEvent, type ApiErrorEvent } from 'fastify-api-error/client'

export const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer() }) }
})

export async function read (response: Response): Promise<number | undefined> {
  const event = await readApiErrorEvent<typeof errors>(response)
  if (event === undefined) return undefined
  switch (event.constant) {
    case 'room_full': {
      const code: 409 = event.code
      return code + (event.data?.capacity ?? 0)
    }
    case 'resource_not_found': {
      // @ts-expect-error -- it declares no data
      const data: object = event.data
      const code: 404 = event.code
      return code + Object.keys(data).length
    }
    // @ts-expect-error -- no such constant
    case 'room_empty': return 0
    default: {
      const code: number = event.code
      return code
    }
  }
}

type Own = ApiErrorEvent<typeof errors>

/** Exhaustive: a constant that is added to the catalog and not handled does not compile. */
export function word (event: Extract<Own, { constant: 'room_full' | 'invalid_token' }>): string {
  switch (event.constant) {
    case 'room_full': return 'full'
    case 'invalid_token': return 'sign in'
    default: return event satisfies never
  }
}

export function guard (value: unknown): string | undefined {
  if (isApiErrorEvent(value) && value.constant === 'invalid_token') {
    const limit = value.issues?.[0]?.params?.limit
    if (typeof limit === 'number') return limit.toFixed()
    const code: 401 = value.code
    return `${value.message} ${code}`
  }
  return undefined
}
