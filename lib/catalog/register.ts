import type { catalog } from './catalog.js'

/**
 * Merge your catalog into it, and the whole program is typed by it.
 *
 * @example
 * declare module 'fastify-api-error' { interface Register { catalog: typeof errors } }
 */
export interface Register {}

/** The catalog of {@link Register}, else the built-in one. */
export type RegisteredCatalog = Register extends { catalog: infer Registered } ? Registered : typeof catalog
