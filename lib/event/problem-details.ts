/** The event as problem details (RFC 9457): its schema, and the one function that makes them. */
import { Type, type Static } from '@sinclair/typebox'
import fastJsonStringify from 'fast-json-stringify'
import { ApiErrorEventSchema, WrittenIssuesSchema, type ApiErrorEvent } from './event.js'

const { constant, issues, data, requestId } = ApiErrorEventSchema.properties

export const problemContentType = 'application/problem+json'

export const ProblemDetailsSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  constant,
  issues,
  data,
  requestId
}, { description: 'An error as problem details (RFC 9457).' })

type ProblemDetails = Static<typeof ProblemDetailsSchema>

export const serializeProblem: (problem: ProblemDetails) => string = fastJsonStringify(
  Type.Object({ ...ProblemDetailsSchema.properties, issues: WrittenIssuesSchema })
)

/** @param titles - The entry's title, and the reason phrase, which is the title beside `about:blank` (section 4.2.1). */
export function problemOf (
  { code, message, documentation, ...members }: ApiErrorEvent, { title, phrase }: { title: string, phrase: string }
): ProblemDetails {
  const described = documentation === undefined ? { type: 'about:blank', title: phrase } : { type: documentation, title }
  return { ...described, status: code, detail: message, ...members }
}
