/** What the plugin adds to Fastify's types, with the docstrings that users see in their editor. */
import type {
  ContextConfigDefault, FastifyReply, FastifySchema, FastifyTypeProvider, FastifyTypeProviderDefault, RawReplyDefaultExpression,
  RawRequestDefaultExpression, RawServerBase, RawServerDefault, RouteGenericInterface
} from 'fastify'
import type { FastifyReplyType, ResolveFastifyReplyType } from 'fastify/types/type-provider.js'
import type { AloneOf, CallTables, DetailOf, Raisable, RowOf } from './catalog/call-types.js'
import type { EntriesOf } from './catalog/catalog.js'
import type { DeclaredIn } from './catalog/responses.js'
import type { RegisteredCatalog } from './catalog/register.js'

/** What a route can raise: the errors that its response schemas declare, or all of the catalog's where none do. */
type ApiErrorOf<Schema extends FastifySchema> = [DeclaredIn<Schema['response']>] extends [never]
  ? AnyError['apiError']
  : DeclaredError<DeclaredIn<Schema['response']>>['apiError']

type Tables = CallTables<EntriesOf<RegisteredCatalog>>

// Methods, so that the reply of any route can be passed on as a `FastifyReply`; a list of arguments would be an array type of its
// own for each constant. Two interfaces, so that routes that declare nothing share one type: `npm run bench:types` shows both.
interface AnyError {
  apiError<Constant extends keyof Tables['detail']>(constant: Constant, detail: RowOf<Tables['detail'], Constant>): ApiErrorReply
  apiError(constant: Tables['alone'][keyof Tables['alone']]): ApiErrorReply
}

interface DeclaredError<Errors extends Raisable> {
  apiError<Constant extends Errors['constant']>(constant: Constant, detail: DetailOf<Errors, Constant>): ApiErrorReply
  apiError(constant: AloneOf<Errors>): ApiErrorReply
}

/** The reply whose error is sent. An interface, since in a plain `FastifyReply` the compiler infers anew at each call. */
export interface ApiErrorReply extends FastifyReply {}

declare module 'fastify' {
  // Merging needs the very type parameters of Fastify's own declaration.
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
     * Sends `{ constant: string, code: integer, message: string }`, and `issues` and `data` where the detail has them,
     * with `code` as the HTTP status, and stops the request where it is. Your own code runs on: return what it returns.
     *
     * On a route that declares its errors with `errors.responses()`, only those are accepted; elsewhere, and in hooks,
     * all of the registered catalog's.
     *
     * @param constant - One of the catalog's own constants, or the generic one of an HTTP status (`'conflict'`).
     * @param detail - The message, or `{ message, data, headers, cause, issues }`; the entry's title where omitted.
     * @returns The reply.
     * @throws {TypeError} When the constant is not in the catalog or the detail is of the wrong shape; nothing is sent.
     * @example
     * if (room === undefined) return reply.apiError('resource_not_found', 'Room not found.')
     */
    apiError: ApiErrorOf<SchemaCompiler>
  }
}
