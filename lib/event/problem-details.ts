/** The event as problem details (RFC 9457). */
import { Type, type Static } from '@sinclair/typebox'
import fastJsonStringify from 'fast-json-stringify'
import { ApiErrorEventSchema, eventSchemaOf, SerializedIssuesSchema, type ApiErrorEvent } from './event.js'

const { constant, data, requestId } = ApiErrorEventSchema.properties

export const problemContentType = 'application/problem+json'

/** The schema of the problem details of a scope. */
export const problemSchemaOf = (settings: { readonly issueParams: boolean }) => Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  constant,
  issues: eventSchemaOf(settings).properties.issues,
  data,
  requestId
}, { description: 'An error as problem details (RFC 9457).' })

type ProblemDetails = Static<ReturnType<typeof problemSchemaOf>>

export const serializeProblem: (problem: ProblemDetails) => string = fastJsonStringify(
  Type.Object({ ...problemSchemaOf({ issueParams: true }).properties, issues: SerializedIssuesSchema })
)

/**
 * @param titles - The entry's title, and the reason phrase of the status, which RFC 9457 (section 4.2.1) asks for if the
 * type is `about:blank`.
 */
export function toProblem (
  { code, message, documentation, ...members }: ApiErrorEvent, titles: { readonly title: string, readonly phrase: string }
): ProblemDetails {
  const described = documentation === undefined
    ? { type: 'about:blank', title: titles.phrase }
    : { type: documentation, title: titles.title }
  return { ...described, status: code, detail: message, ...members }
}
