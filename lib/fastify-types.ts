/** The plugin's additions to Fastify's types, with the docstrings that users see in their editor. */
import type {
  ContextConfigDefault, FastifyReply, FastifySchema, FastifyTypeProvider, FastifyTypeProviderDefault, RawReplyDefaultExpression,
  RawRequestDefaultExpression, RawServerBase, RawServerDefault, RouteGenericInterface
} from 'fastify'
import type { FastifyReplyType, ResolveFastifyReplyType } from 'fastify/types/type-provider.js'
import type { CallTables, ConstantsWithoutData, DeclaredSet, DetailFor, DetailOf } from './catalog/call-types.js'
import type { EntriesOf } from './catalog/catalog.js'
import type { DeclaredIn } from './catalog/declared-responses.js'
import type { RegisteredCatalog } from './catalog/register.js'

/** The errors that a route can raise: those that its response schemas declare; without declarations, all of the catalog. */
type ApiErrorOf<Schema extends FastifySchema> = [DeclaredIn<Schema['response']>] extends [never]
  ? AnyError['apiError']
  : DeclaredError<DeclaredIn<Schema['response']>>['apiError']

type Tables = CallTables<EntriesOf<RegisteredCatalog>>

// Methods, so that the reply of any route is assignable to `FastifyReply`. Overloads, because a rest parameter would create an
// array type for every constant. Two interfaces, so that routes without declarations share one type. `npm run bench:types`
// measures both.
interface AnyError {
  apiError<Constant extends keyof Tables['detail']>(
    constant: Constant, detail: DetailFor<Tables['detail'], Constant>
  ): ApiErrorReply
  apiError(constant: Tables['alone'][keyof Tables['alone']]): ApiErrorReply
}

interface DeclaredError<Errors extends DeclaredSet> {
  apiError<Constant extends Errors['constant']>(constant: Constant, detail: DetailOf<Errors, Constant>): ApiErrorReply
  apiError(constant: ConstantsWithoutData<Errors>): ApiErrorReply
}

/** The reply that `reply.apiError` returns. An interface, because TypeScript would infer a plain `FastifyReply` at each call. */
export interface ApiErrorReply extends FastifyReply {}

declare module 'fastify' {
  // Merging requires the same type parameters as Fastify's own declaration.
  interface FastifyReply<
    RouteGeneric extends RouteGenericInterface = RouteGenericInterface,
    RawServer extends RawServerBase = RawServerDefault,
    RawRequest extends RawRequestDefaultExpression<RawServer> = RawRequestDefaultExpression<RawServer>,
    RawReply extends RawReplyDefaultExpression<RawServer> = RawReplyDefaultExpression<RawServer>,
    ContextConfig = ContextConfigDefault,
    SchemaCompiler extends FastifySchema = FastifySchema,
    TypeProvider extends FastifyTypeProvider = FastifyTypeProviderDefault,
    ReplyType extends FastifyReplyType = ResolveFastifyReplyType<TypeProvider, SchemaCompiler, RouteGeneric>
  > {
    /**
     * Ends the request with an error of the catalog.
     *
     * Sends `{ constant: string, code: integer, message: string }`, with `issues` and `data` if the detail has them, and
     * `code` as the HTTP status. Later hooks and the handler do not run. Your own code runs on: return the result.
     *
     * A route that declares its errors with `errors.responses()` accepts only those. Other routes and shared hooks accept
     * all constants of the registered catalog.
     *
     * @param constant - One of the catalog's own constants, or the generic one of an HTTP status (`'conflict'`).
     * @param detail - The message, or `{ message, data, headers, cause, issues }`; by default the entry's title.
     * @returns The reply.
     * @throws {TypeError} If the catalog lacks the constant or the detail has the wrong shape; nothing is sent.
     * @example
     * if (room === undefined) return reply.apiError('resource_not_found', 'Room not found.')
     */
    apiError: ApiErrorOf<SchemaCompiler>
  }
}
