/** Content negotiation: the event as plain JSON or, for a client that prefers it, as problem details (RFC 9457). */
import type { FastifyReply } from 'fastify'
import Negotiator from 'negotiator'
import { genericConstantFor, genericEntries } from '../catalog/generic-constants.js'
import { eventContentType } from '../event/event.js'
import { problemContentType, serializeProblem, toProblem } from '../event/problem-details.js'
import type { OutgoingEvent } from '../mapping/outgoing-event.js'
import { addVary } from '../untrusted/headers.js'

export interface Representation {
  readonly contentType: string
  readonly body: string
}

// With a charset, because a client's Accept can name one.
const problemOffer = `${problemContentType}; charset=utf-8`
const offers = [eventContentType, problemOffer]

/** True for a content type that an event can have. */
export function isEventContentType (contentType: unknown): boolean {
  return contentType === eventContentType || contentType === problemContentType
}

export function represent ({ body, problemDetails, title }: OutgoingEvent, reply: FastifyReply): Representation {
  if (problemDetails) {
    addVary(reply, 'accept')
    const preferred = new Negotiator({ headers: { accept: reply.request.headers.accept } }).mediaType(offers)
    if (preferred === problemOffer) {
      const phrase = genericEntries[genericConstantFor(body.event.code)].title
      return { contentType: problemContentType, body: serializeProblem(toProblem(body.event, { title, phrase })) }
    }
  }
  return { contentType: eventContentType, body: body.json }
}
