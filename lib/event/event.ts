/** The wire format of an error: the event's schema, its type, and its serializer. */
import { Type, type Static, type TSchema } from '@sinclair/typebox'
import fastJsonStringify from 'fast-json-stringify'
import { maxIssues, maxTextLength } from '../limits.js'

/** Valid names of constants. */
export const constantPattern = /^[a-z][a-z0-9_]*$/

/** The parts of a request, as OpenAPI's `in` names them, with `body` for the request body. */
export const issueLocations = ['path', 'query', 'header', 'body'] as const

const Text = (description: string) => Type.String({ minLength: 1, maxLength: maxTextLength, description })

const issueProperties = {
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
  keyword: Type.Optional(Type.String({ description: 'The JSON Schema keyword that failed.' }))
}

/** The number, name or text of a schema, or the list of them, that an issue is about. */
export type IssueParam = string | number | boolean | null | ReadonlyArray<string | number | boolean | null>

const paramsProperty = {
  params: Type.Optional(Type.Unsafe<Readonly<Record<string, IssueParam>>>(Type.Object({}, {
    additionalProperties: true,
    description: 'The numbers and names behind the message, such as { "limit": 25 }.'
  })))
}

const messageProperty = { message: Text('What is wrong, in one sentence.') }

const closed = { additionalProperties: false }

/** JSON Schema (TypeBox) of one failed validation inside an {@link ApiErrorEvent}. */
export const ApiErrorIssueSchema = Type.Object({ ...issueProperties, ...messageProperty }, closed)

/** The same with the option `issueParams`. The members stand in the order in which they are written. */
const IssueWithParamsSchema = Type.Object({ ...issueProperties, ...paramsProperty, ...messageProperty }, closed)

const Issues = <Issue extends TSchema>(issue: Issue) => Type.Optional(Type.Array(issue, {
  minItems: 1,
  maxItems: maxIssues,
  uniqueItems: true,
  description: 'The failed validations.'
}))

/**
 * JSON Schema (TypeBox) of every error body. The plugin registers it as `ApiErrorEvent`. With the option `issueParams`, the
 * registered schema also describes the `params` of issues.
 *
 * @example
 * schema: { response: { 200: Type.Object({ lastError: Type.Ref('ApiErrorEvent') }) } }
 */
export const ApiErrorEventSchema = Type.Object({
  constant: Type.String({ pattern: constantPattern.source, description: 'What went wrong; match on this.' }),
  code: Type.Integer({ minimum: 400, maximum: 599, description: 'The HTTP status code.' }),
  message: Text('What went wrong and what to fix, in one sentence.'),
  issues: Issues(ApiErrorIssueSchema),
  data: Type.Optional(Type.Unknown({ description: 'What the constant says beside its message.' })),
  requestId: Type.Optional(Type.String({ maxLength: maxTextLength, description: "The request's id in the server's log." })),
  documentation: Type.Optional(Type.String({ description: 'URI reference of the constant in the error reference.' }))
}, { $id: 'ApiErrorEvent', ...closed, description: 'An error, as every endpoint answers it.' })

const EventWithParamsSchema = Type.Object({
  ...ApiErrorEventSchema.properties, issues: Issues(IssueWithParamsSchema)
}, { $id: 'ApiErrorEvent', ...closed, description: ApiErrorEventSchema.description ?? '' })

/** The schemas that a scope can register as `ApiErrorEvent`. */
export const eventSchemas = [ApiErrorEventSchema, EventWithParamsSchema] as const

/** The schema of the events of a scope. */
export function eventSchemaOf ({ issueParams }: { readonly issueParams: boolean }): typeof eventSchemas[number] {
  return issueParams ? EventWithParamsSchema : ApiErrorEventSchema
}

/** One failed validation: the place in the request, the keyword, and a sentence that says how to fix it. */
export type ApiErrorIssue = Static<typeof IssueWithParamsSchema>

/** The part of a request that an issue is in. */
export type IssueLocation = typeof issueLocations[number]

/** The body of every error: `{ constant, code, message }`, and the other members if they apply. */
export type ApiErrorEvent = Static<typeof EventWithParamsSchema>

/** The content type of an event that is not sent as problem details. */
export const eventContentType = 'application/json; charset=utf-8'

/**
 * `issues` for serializers. fast-json-stringify writes required members before optional ones, which would put `keyword`
 * after `message`; so none is required here. The issues of an event have been checked.
 */
export const SerializedIssuesSchema = Type.Optional(Type.Array(Type.Partial(IssueWithParamsSchema)))

/** Writes an event as JSON and leaves out members that the schema does not name. */
export const serializeEvent: (event: ApiErrorEvent) => string = fastJsonStringify(
  Type.Object({ ...ApiErrorEventSchema.properties, issues: SerializedIssuesSchema }, { additionalProperties: false })
)
