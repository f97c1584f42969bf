/** A finished document, which is not sent again to a client that has it (ETag). */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface ReferenceDocument {
  readonly body: string
  readonly headers: Readonly<Record<string, string>> & { readonly etag: string }
}

export function createDocument (
  mediaType: string, body: string, headers: Readonly<Record<string, string>> = {}
): ReferenceDocument {
  return {
    body,
    headers: {
      ...headers,
      'content-type': `${mediaType}; charset=utf-8`,
      etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
      // Clients revalidate each time, since a deployment can change it. Not `public`, since a guard hook can protect it.
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer'
    }
  }
}

export function sendDocument ({ body, headers }: ReferenceDocument, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers(headers)
  if (!isKnown(request.headers['if-none-match'], headers.etag)) return reply.send(body)
  return reply.removeHeader('content-type').code(304).send()
}

/** True if the client has the document: RFC 9110, section 13.1.2, compares any of its tags weakly. */
function isKnown (ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch?.split(',').some(tag => [etag, `W/${etag}`, '*'].includes(tag.trim())) ?? false
}
