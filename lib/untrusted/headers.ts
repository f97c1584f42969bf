/** Response headers of any origin: of a reply, of a thrown error, of a `Headers` object. */
import type { FastifyReply } from 'fastify'
import { maxErrorHeaders } from '../limits.js'

const bodyHeaders = new Set(['etag', 'last-modified', 'accept-ranges', 'transfer-encoding', 'trailer'])

/** True for a header that describes a body. The body of an error event is another one, so such a header would be false. */
export function describesBody (name: string): boolean {
  // Content-Security-Policy has the prefix, but describes the page.
  return bodyHeaders.has(name) || (name.startsWith('content-') && !name.startsWith('content-security-policy'))
}

/** The headers of an error as lower-case entries, from a plain object or from an iterable such as `Headers` or `Map`. */
export function headerEntries (headers: unknown): Array<[name: string, value: unknown]> {
  if (typeof headers !== 'object' || headers === null) return []
  try {
    const iterable: Iterable<unknown> = Symbol.iterator in headers
      ? headers as Iterable<unknown>
      : Object.entries(headers)
    const entries: Array<[string, unknown]> = []
    let count = 0
    for (const entry of iterable) {
      if (++count > maxErrorHeaders) break
      if (Array.isArray(entry) && typeof entry[0] === 'string') entries.push([entry[0].toLowerCase(), entry[1]])
    }
    return entries
  } catch {
    return []
  }
}

/** Adds fields to the header `vary` and keeps those that hooks added, such as `Origin` (CORS). */
export function addVary (reply: FastifyReply, fields: string): void {
  const present = splitFields([reply.getHeader('vary') ?? []].flat().join())
  const isPresent = (field: string) => present.some(other => other === '*' || other.toLowerCase() === field.toLowerCase())
  reply.header('vary', [...present, ...splitFields(fields).filter(field => !isPresent(field))].join(', '))
}

function splitFields (vary: string): string[] {
  return vary.split(',').map(field => field.trim()).filter(Boolean)
}
