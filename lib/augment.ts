/** What the plugin adds to Fastify's types, with the docstrings that users see in their editor. */
import type { catalog, Catalog, CatalogEntries, ConstantOf, DetailArguments, EntryOf } from './catalog.js'

/**
 * Merge your catalog into it, and the whole program is typed by it.
 *
 * @example
 * declare module 'fastify-api-error' { interface Register { catalog: typeof errors } }
 */
export interface Register {}

/** The catalog of {@link Register}, else the built-in one. */
export type RegisteredCatalog = Register extends { catalog: infer Registered } ? Registered : typeof catalog

type RegisteredEntries = RegisteredCatalog extends Catalog<infer Entries> ? Entries : CatalogEntries

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Ends the request with an error of the catalog.
     *
     * Sends `{ constant: string, code: integer, message: string }`, and `issues` and `data` where the detail has them,
     * with `code` as the HTTP status. Return what it returns: in an async handler or hook the chain goes on otherwise.
     *
     * @param constant - One of the catalog's own constants, or the generic one of an HTTP status (`'conflict'`).
     * @param detail - The message, or `{ message, data, headers, cause, issues }`; the entry's title where omitted.
     * @returns The reply.
     * @throws {TypeError} When the constant is not in the catalog or the detail is of the wrong shape; nothing is sent.
     * @example
     * if (room === undefined) return reply.apiError('resource_not_found', 'Room not found.')
     */
    apiError<Constant extends ConstantOf<RegisteredEntries>>(
      constant: Constant, ...detail: DetailArguments<EntryOf<RegisteredEntries, Constant>>
    ): this
  }
}
