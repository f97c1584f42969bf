/**
 * The error event: its schema, its type, and the one serializer that writes it.
 */
import { Type, type Static } from '@sinclair/typebox'
import fastJsonStringify from 'fast-json-stringify'
import { maxTextLength } from '../untrusted/text.js'

/** The most issues that one event carries. */
export const maxIssues = 100

/** The names that a constant can have. */
export const constantPattern = /^[a-z][a-z0-9_]*$/

const Text = (description: string) => Type.String({ minLength: 1, maxLength: maxTextLength, description })

/** JSON Schema (TypeBox) of one failed validation inside an {@link ApiErrorEvent}. */
export const ApiErrorIssueSchema = Type.Object({
  // Not a union: Swagger 2.0 has none. TypeBox checks the pattern, what documents show is the enum.
  in: Type.Unsafe<'path' | 'query' | 'header' | 'body'>(Type.String({
    enum: ['path', 'query', 'header', 'body'],
    pattern: '^(?:path|query|header|body)$',
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
 * JSON Schema (TypeBox) of every error body, registered by the plugin as `ApiErrorEvent`.
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

/** One failed validation: where in the request, which keyword, and a sentence that says what to fix. */
export type ApiErrorIssue = Static<typeof ApiErrorIssueSchema>

/** Where in the request an issue is; OpenAPI's `in`, with `body` for the request body. */
export type IssueLocation = ApiErrorIssue['in']

/** The body of every error: `{ constant, code, message }`, and the other members where they apply. */
export type ApiErrorEvent = Static<typeof ApiErrorEventSchema>

/** The content type of an event as itself. */
export const eventContentType = 'application/json; charset=utf-8'

/**
 * `issues` for serializers: fast-json-stringify writes required members before optional ones, which would put `keyword` behind
 * `message`. The issues of an event are checked already, so nothing has to be required.
 */
export const WrittenIssuesSchema = Type.Optional(Type.Array(Type.Partial(ApiErrorIssueSchema)))

/** Writes an event as JSON; members that the schema does not name are left out. */
export const serializeEvent: (event: ApiErrorEvent) => string = fastJsonStringify(
  Type.Object({ ...ApiErrorEventSchema.properties, issues: WrittenIssuesSchema }, { additionalProperties: false })
)
