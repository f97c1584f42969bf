/** The parts of a request that Fastify validates, by the names that Fastify gives them. */
import type { FastifyRequest } from 'fastify'
import type { IssueLocation } from '../event/event.js'

export type RequestPart = 'params' | 'querystring' | 'headers' | 'body'

interface PartNames {
  /** The part in an issue. */
  readonly location: IssueLocation
  /** The part in a sentence. */
  readonly name: string
  /** The member of Fastify's request that holds the part. */
  readonly member: 'params' | 'query' | 'headers' | 'body'
}

export const requestParts = {
  params: { location: 'path', name: 'request path', member: 'params' },
  querystring: { location: 'query', name: 'query string', member: 'query' },
  headers: { location: 'header', name: 'request headers', member: 'headers' },
  body: { location: 'body', name: 'request body', member: 'body' }
} as const satisfies Record<RequestPart, PartNames>

export function isRequestPart (value: unknown): value is RequestPart {
  return typeof value === 'string' && Object.hasOwn(requestParts, value)
}

/** The media type of the body, by which a route can have several body schemas; `''` without one. */
export function mediaTypeOf ({ headers }: FastifyRequest): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
