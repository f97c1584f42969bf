/** What the plugin adds to Fastify's types, with the docstrings that users see in their editor. */
import type { ConstantOf, EntryOf, ErrorDetail, MessageOrDetail } from './catalog-entry.js'
import type { catalog, EntriesOf } from './catalog.js'

/**
 * Merge your catalog into it, and the whole program is typed by it.
 *
 * @example
 * declare module 'fastify-api-error' { interface Register { catalog: typeof errors } }
 */
export interface Register {}

/** The catalog of {@link Register}, else the built-in one. */
export type RegisteredCatalog = Register extends { catalog: infer Registered } ? Registered : typeof catalog

type RegisteredEntries = EntriesOf<RegisteredCatalog>

type ConstantWithData = {
  [Constant in keyof RegisteredEntries]: RegisteredEntries[Constant] extends { readonly data: object } ? Constant : never
}[keyof RegisteredEntries]

type PlainConstant = Exclude<ConstantOf<RegisteredEntries>, ConstantWithData>

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
    apiError<Constant extends PlainConstant>(
      constant: Constant, detail?: MessageOrDetail<EntryOf<RegisteredEntries, Constant>>
    ): this
    /** The same for a constant that declares `data`, which the detail then needs. */
    apiError<Constant extends ConstantWithData>(
      constant: Constant, detail: ErrorDetail<EntryOf<RegisteredEntries, Constant>>
    ): this
  }
}
