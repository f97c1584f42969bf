/** The wire format of an error: the event's schema, its type, and its serializer. */
import { Type, type Static } from '@sinclair/typebox'
import fastJsonStringify from 'fast-json-stringify'
import { maxIssues, maxTextLength } from '../limits.js'

/** Valid names of constants. */
export const constantPattern = /^[a-z][a-z0-9_]*$/

/** The parts of a request, as OpenAPI's `in` names them, with `body` for the request body. */
export const issueLocations = ['path', 'query', 'header', 'body'] as const

const Text = (description: string) => Type.String({ minLength: 1, maxLength: maxTextLength, description })

/** JSON Schema (TypeBox) of one failed validation inside an {@link ApiErrorEvent}. */
export const ApiErrorIssueSchema = Type.Object({
  // Not a union, which Swagger 2.0 lacks. TypeBox checks the pattern; documents show the enum.
  in: Type.Unsafe<typeof issueLocations[number]>(Type.String({
    enum: [...issueLocations],
    pattern: `^(?:${issueLocations.join('|')})$`,
    description: 'The part of the request.'
  })),
  pointer: Type.String({
    maxLength: maxTextLength,
    pattern: '^(?:/(?:[^~/]|~[01])*)*$',
    description: 'RFC 6901 JSON Pointer to the offending value, also where it is missing.'
  }),
  keyword: Type.Optional(Type.String({ description: 'The JSON Schema keyword that failed.' })),
  message: Text('What is wrong, in one sentence.')
}, { additionalProperties: false })

/**
 * JSON Schema (TypeBox) of every error body. The plugin registers it as `ApiErrorEvent`.
 *
 * @example
 * schema: { response: { 200: Type.Object({ lastError: Type.Ref('ApiErrorEvent') }) } }
 */
export const ApiErrorEventSchema = Type.Object({
  constant: Type.String({ pattern: constantPattern.source, description: 'What went wrong; match on this.' }),
  code: Type.Integer({ minimum: 400, maximum: 599, description: 'The HTTP status code.' }),
  message: Text('What went wrong and what to fix, in one sentence.'),
  issues: Type.Optional(Type.Array(ApiErrorIssueSchema, {
    minItems: 1,
    maxItems: maxIssues,
    uniqueItems: true,
    description: 'The failed validations.'
  })),
  data: Type.Optional(Type.Unknown({ description: 'What the constant says beside its message.' })),
  requestId: Type.Optional(Type.String({ maxLength: maxTextLength, description: "The request's id in the server's log." })),
  documentation: Type.Optional(Type.String({ description: 'URI reference of the constant in the error reference.' }))
}, { $id: 'ApiErrorEvent', additionalProperties: false, description: 'An error, as every endpoint answers it.' })

/** One failed validation: the place in the request, the keyword, and a sentence that says how to fix it. */
export type ApiErrorIssue = Static<typeof ApiErrorIssueSchema>

/** The part of a request that an issue is in. */
export type IssueLocation = typeof issueLocations[number]

/** The body of every error: `{ constant, code, message }`, and the other members if they apply. */
export type ApiErrorEvent = Static<typeof ApiErrorEventSchema>

/** The content type of an event that is not sent as problem details. */
export const eventContentType = 'application/json; charset=utf-8'

/**
 * `issues` for serializers. fast-json-stringify writes required members before optional ones, which would put `keyword`
 * after `message`; so none is required here. The issues of an event have been checked.
 */
export const SerializedIssuesSchema = Type.Optional(Type.Array(Type.Partial(ApiErrorIssueSchema)))

/** Writes an event as JSON and leaves out members that the schema does not name. */
export const serializeEvent: (event: ApiErrorEvent) => string = fastJsonStringify(
  Type.Object({ ...ApiErrorEventSchema.properties, issues: SerializedIssuesSchema }, { additionalProperties: false })
)
