/** How an event is written: as itself, or for a client that prefers it, as problem details (RFC 9457). */
import type { FastifyReply } from 'fastify'
import Negotiator from 'negotiator'
import { genericConstantFor, genericEntries } from '../catalog/generic.js'
import { eventContentType } from '../event/event.js'
import { problemContentType, problemOf, serializeProblem } from '../event/problem-details.js'
import type { OutgoingEvent } from '../mapping/outgoing-event.js'
import type { Settings } from '../options.js'
import { addVary } from '../untrusted/headers.js'

export interface Representation {
  readonly contentType: string
  readonly body: string
}

// With the charset that they have: a client can ask for it.
const problemOffer = `${problemContentType}; charset=utf-8`
const offers = [eventContentType, problemOffer]

/** True for a content type that only events have. */
export function isEventContentType (contentType: unknown): boolean {
  return contentType === eventContentType || contentType === problemContentType
}

/** With the option `problemDetails`, by the request's `Accept`; the event itself where it does not decide. */
export function represent ({ body, title }: OutgoingEvent, reply: FastifyReply, { problemDetails }: Settings): Representation {
  if (problemDetails) {
    addVary(reply, 'accept')
    const preferred = new Negotiator({ headers: { accept: reply.request.headers.accept } }).mediaType(offers)
    if (preferred === problemOffer) {
      const { code } = body.event
      const problem = problemOf(body.event, { title, phrase: genericEntries[genericConstantFor(code)].title })
      return { contentType: problemContentType, body: serializeProblem(problem) }
    }
  }
  return { contentType: eventContentType, body: body.json }
}
