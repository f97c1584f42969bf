/**
 * The exports of the package. Types that only generated declarations name are in `fastify-api-error/types`; the empty import
 * below lets TypeScript refer to that subpath.
 */
import type {} from './types.js'
import './fastify-types.js'

export { fastifyApiError, fastifyApiError as default } from './plugin.js'
export { serverOptions } from './server-options.js'
export { catalog, defineCatalog } from './catalog/catalog.js'
export { ApiError, isApiError } from './catalog/api-error.js'
export { ApiErrorEventSchema } from './event/event.js'
export { toApiErrorEvent } from './mapping/to-api-error-event.js'
export { documentErrors } from './openapi/document-errors.js'

export type { ApiErrorOptions, TranslateContext } from './options.js'
export type { ApiErrorServerOptions } from './server-options.js'
export type { AnyCatalog, Catalog, EntriesOf } from './catalog/catalog.js'
export type { CatalogEntries, CatalogEntry, DataSchema, ResolvedEntry } from './catalog/catalog-entry.js'
export type { ErrorDetail, ErrorHeaders } from './catalog/call-types.js'
export type { GenericConstant } from './catalog/generic-constants.js'
export type { Register, RegisteredCatalog } from './catalog/register.js'
export type { ApiErrorEvent, ApiErrorIssue, IssueLocation, IssueParam } from './event/event.js'
export type { ToApiErrorEventOptions } from './mapping/to-api-error-event.js'
export type { DocumentErrorsOptions, DocumentInput } from './openapi/document-errors.js'
