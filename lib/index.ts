/** What the package exports; the plugin itself is in plugin.ts. */
import './fastify.js'

export { fastifyApiError, fastifyApiError as default } from './plugin.js'
export { ApiError, isApiError } from './catalog/api-error.js'
export type { ApiErrorReply } from './fastify.js'
export { catalog, defineCatalog, type AnyCatalog, type Catalog, type EntriesOf } from './catalog/catalog.js'
// Those that nobody writes out are exported too: the declarations of what users export name them.
export type {
  AloneOf, CallTables, DetailOf, DetailParts, DetailWithData, DetailWithoutData, ErrorDetail, ErrorHeaders, MessageLike,
  MessageOrDetail, Raisable, RowOf
} from './catalog/call-types.js'
export type {
  AllEntries, CatalogEntries, CatalogEntry, DataSchema, InferredEntries, InferredEntry, KnownMessage, Merged, ResolvedEntry,
  ResolvedFrom
} from './catalog/entry.js'
export { ApiErrorEventSchema, type ApiErrorEvent, type ApiErrorIssue, type IssueLocation } from './event/event.js'
export type { DeclaredErrors, ErrorResponses, NothingElse } from './catalog/responses.js'
export type { GenericConstant, GenericEntries } from './catalog/generic.js'
export {
  documentErrors, type DocumentErrorsOptions, type DocumentInput, type OwnTransforms, type TransformInput, type TransformResult
} from './openapi/document-errors.js'
export type { ApiErrorOptions, TranslateContext } from './options.js'
export type { Register, RegisteredCatalog } from './catalog/register.js'
export { serverOptions, type ApiErrorServerOptions } from './server-options.js'
export { toApiErrorEvent, type ToApiErrorEventOptions } from './mapping/to-api-error-event.js'
