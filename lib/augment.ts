/** What the plugin adds to Fastify's types, with the docstrings that users see in their editor. */
import type {
  ContextConfigDefault, FastifySchema, FastifyTypeProvider, FastifyTypeProviderDefault, RawReplyDefaultExpression,
  RawRequestDefaultExpression, RawServerBase, RawServerDefault, RouteGenericInterface
} from 'fastify'
import type { FastifyReplyType, ResolveFastifyReplyType } from 'fastify/types/type-provider.js'
import type { ConstantOf, DetailArguments, EntryOf } from './catalog-entry.js'
import type { EntriesOf } from './catalog.js'
import type { DeclaredIn } from './error-responses.js'
import type { RegisteredCatalog } from './register.js'

type RegisteredEntries = EntriesOf<RegisteredCatalog>
type AllEntries = { readonly [Constant in ConstantOf<RegisteredEntries>]: EntryOf<RegisteredEntries, Constant> }

/** What a route can raise: the errors that its response schemas declare, or all of the catalog's where none do. */
type RouteEntries<Schema extends FastifySchema> =
  [DeclaredIn<Schema['response']>] extends [never] ? AllEntries : Merged<DeclaredIn<Schema['response']>>

/** One record of the records of a union. */
type Merged<Union> = { readonly [Key in KeysOf<Union>]: Union extends { readonly [K in Key]: infer Value } ? Value : never }
type KeysOf<Union> = Union extends unknown ? keyof Union & string : never

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
     * with `code` as the HTTP status. Return what it returns: in an async handler or hook the chain goes on otherwise.
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
    apiError<Constant extends keyof RouteEntries<SchemaCompiler>>(
      constant: Constant, ...detail: DetailArguments<RouteEntries<SchemaCompiler>[Constant]>
    ): this
  }
}
