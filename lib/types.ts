/**
 * Types that only generated declarations name. TypeScript writes them into the `.d.ts` files of programs that export a
 * catalog, its methods or `documentErrors()`. Programs do not import this subpath themselves.
 *
 * @module
 */
export type {
  CallTables, ConstantsWithoutData, DeclaredSet, DetailFor, DetailOf, DetailParts, DetailWithData, DetailWithoutData, MessageLike,
  MessageOrDetail
} from './catalog/call-types.js'
export type { AllEntries, InferredEntries, InferredEntry, KnownMessage, Merged, ResolvedFrom } from './catalog/catalog-entry.js'
export type { GenericEntries } from './catalog/generic-constants.js'
export type { DeclaredErrors, ErrorResponses, NothingElse } from './catalog/declared-responses.js'
export type { ApiErrorReply } from './fastify-types.js'
export type { OwnTransforms, TransformInput, TransformResult } from './openapi/document-errors.js'
