/** Headers of a response, wherever they come from. */
import type { FastifyReply } from 'fastify'

const bodyHeaders = new Set(['etag', 'last-modified', 'accept-ranges', 'transfer-encoding', 'trailer'])

/** True for a header that describes a body, and so says nothing true about an error's. */
export function describesBody (name: string): boolean {
  // Content-Security-Policy has the prefix, but is about the page.
  return bodyHeaders.has(name) || (name.startsWith('content-') && !name.startsWith('content-security-policy'))
}

/** Headers of an error as lower-case entries, from a plain object or anything that iterates like `Headers` and `Map`. */
export function headerEntries (headers: unknown): Array<[name: string, value: unknown]> {
  if (typeof headers !== 'object' || headers === null) return []
  try {
    const entries: Iterable<unknown> = Symbol.iterator in headers
      ? headers as Iterable<unknown>
      : Object.entries(headers)
    return [...entries].flatMap(entry =>
      Array.isArray(entry) && typeof entry[0] === 'string' ? [[entry[0].toLowerCase(), entry[1]]] : [])
  } catch {
    return []
  }
}

/** Adds fields to the header `vary`; those that hooks vary by (CORS: `Origin`) stay. */
export function addVary (reply: FastifyReply, fields: string): void {
  const present = fieldsOf([reply.getHeader('vary') ?? []].flat().join())
  const isPresent = (field: string) => present.some(other => other === '*' || other.toLowerCase() === field.toLowerCase())
  reply.header('vary', [...present, ...fieldsOf(fields).filter(field => !isPresent(field))].join(', '))
}

function fieldsOf (vary: string): string[] {
  return vary.split(',').map(field => field.trim()).filter(Boolean)
}
