/** How a program tells its types which catalog it uses. */
import type { catalog } from './catalog.js'

/**
 * Merge your catalog into this interface to type the whole program by it.
 *
 * @example
 * declare module 'fastify-api-error' { interface Register { catalog: typeof errors } }
 */
export interface Register {}

/** The catalog in {@link Register}; without one, the built-in catalog. */
export type RegisteredCatalog = Register extends { catalog: infer Registered } ? Registered : typeof catalog
