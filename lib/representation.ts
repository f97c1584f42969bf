/** How an event is written: as itself, or for a client that prefers it, as problem details (RFC 9457). */
import { Type } from '@sinclair/typebox'
import fastJsonStringify from 'fast-json-stringify'
import type { FastifyReply } from 'fastify'
import Negotiator from 'negotiator'
import { ApiErrorEventSchema, serializeEvent, WrittenIssuesSchema } from './event.js'
import { genericConstantFor, genericEntries } from './generic.js'
import { jsonOnce } from './known-events.js'
import type { Settings } from './options.js'
import type { Outcome } from './outcome.js'
import { addVary } from './response-headers.js'

export interface Representation {
  readonly contentType: string
  readonly body: string
}

const json = 'application/json'
const problemJson = 'application/problem+json'

/** The content type of an event as itself. */
export const eventContentType = `${json}; charset=utf-8`

// With the charset that they have: a client can ask for it.
const problemOffer = `${problemJson}; charset=utf-8`
const offers = [eventContentType, problemOffer]

/** True for a content type that only events have. */
export function isEventContentType (contentType: unknown): boolean {
  return contentType === eventContentType || contentType === problemJson
}

const { constant, data, requestId } = ApiErrorEventSchema.properties

const serializeProblem = fastJsonStringify(Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  constant,
  issues: WrittenIssuesSchema,
  data,
  requestId
}))

/** With the option `problemDetails`, by the request's `Accept`; the event itself where it does not decide. */
export function represent (outcome: Outcome, reply: FastifyReply, { problemDetails }: Settings): Representation {
  if (!problemDetails) return { contentType: eventContentType, body: jsonOnce(outcome.event, serializeEvent) }

  addVary(reply, 'accept')
  const preferred = new Negotiator({ headers: { accept: reply.request.headers.accept } }).mediaType(offers)
  return preferred === problemOffer
    ? { contentType: problemJson, body: serializeProblem(problemOf(outcome)) }
    : { contentType: eventContentType, body: jsonOnce(outcome.event, serializeEvent) }
}

function problemOf ({ event, title }: Outcome): object {
  const { constant, code, message, issues, data, requestId, documentation } = event
  return {
    type: documentation ?? 'about:blank',
    // RFC 9457, section 4.2.1: with about:blank, the title is the status phrase.
    title: documentation === undefined ? genericEntries[genericConstantFor(code)].title : title,
    status: code,
    detail: message,
    constant,
    issues,
    data,
    requestId
  }
}
