/**
 * The plugin: errors as a typed, documented, schema-validated part of an API.
 */
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import './augment.js'
import { decorateAnswered } from './circumstances.js'
import { createRememberDeclared } from './declared.js'
import { warnOfEarlyRoutes, watchForEarlyRoutes } from './early-routes.js'
import { createErrorHandler } from './error-handler.js'
import { ApiErrorEventSchema } from './event.js'
import { read } from './foreign-error.js'
import { claimNotFound } from './not-found-handler.js'
import { resolveOptions, type ApiErrorOptions } from './options.js'
import { releasePendingAnswer } from './pending-answer.js'
import { createApiErrorReply } from './reply.js'
import { rootOf } from './root-instance.js'
import { formatSchemaErrors } from './schema-error-formatter.js'
import { keepSettings } from './settings.js'

export { ApiError, isApiError } from './api-error.js'
export type { ApiErrorReply } from './augment.js'
export { catalog, defineCatalog, type AnyCatalog, type Catalog, type EntriesOf } from './catalog.js'
// Those that nobody writes out are exported too: the declarations of what users export name them.
export type {
  AloneOf, CallTables, DetailOf, DetailParts, DetailWithData, DetailWithoutData, ErrorDetail, ErrorHeaders, MessageLike,
  MessageOrDetail, Raisable, RowOf
} from './call-types.js'
export type {
  AllEntries, CatalogEntries, CatalogEntry, DataSchema, InferredEntries, InferredEntry, KnownMessage, Merged, ResolvedEntry,
  ResolvedFrom
} from './catalog-entry.js'
export { ApiErrorEventSchema, type ApiErrorEvent, type ApiErrorIssue, type IssueLocation } from './event.js'
export type { DeclaredErrors, ErrorResponses, NothingElse } from './error-responses.js'
export type { GenericConstant, GenericEntries } from './generic.js'
export {
  documentErrors, type DocumentErrorsOptions, type DocumentInput, type OwnTransforms, type TransformInput, type TransformResult
} from './openapi/document-errors.js'
export type { ApiErrorOptions, TranslateContext } from './options.js'
export type { Register, RegisteredCatalog } from './register.js'
export { serverOptions, type ApiErrorServerOptions } from './server-options.js'
export { toApiErrorEvent, type ToApiErrorEventOptions } from './to-api-error-event.js'

const plugin: FastifyPluginAsync<ApiErrorOptions> = async (fastify, options) => {
  const settings = resolveOptions(options)
  const isRoot = rootOf(fastify) === fastify

  keepSettings(fastify, settings)
  addEventSchema(fastify)
  decorateAnswered(fastify)
  fastify.decorateReply('apiError', createApiErrorReply(settings))
  fastify.setErrorHandler(createErrorHandler(settings))
  fastify.setSchemaErrorFormatter(formatSchemaErrors)
  claimNotFound(fastify, settings, isRoot)
  fastify.addHook('onRoute', createRememberDeclared(settings))
  fastify.addHook('onError', releasePendingAnswer)
  if (isRoot) warnOfEarlyRoutes(fastify)
  else watchForEarlyRoutes(fastify)
}

function addEventSchema (fastify: FastifyInstance): void {
  const present = fastify.getSchema('ApiErrorEvent')
  if (present === undefined) {
    try {
      fastify.addSchema(ApiErrorEventSchema)
    } catch (error) {
      // Fastify hands the schema on to nested scopes, one of which has it from a registration of its own.
      if (read(error, 'code') !== 'FST_ERR_SCH_ALREADY_PRESENT') throw error
    }
  } else if (JSON.stringify(present) !== JSON.stringify(ApiErrorEventSchema)) {
    throw new TypeError("fastify-api-error: another schema has the $id 'ApiErrorEvent'; give that one another $id.")
  }
}

/**
 * Registers the error layer for the scope: `reply.apiError`, the error handler, the answer to route misses and the
 * schema `ApiErrorEvent`.
 *
 * @throws {TypeError} At registration, that lists every wrong option with its value and rule.
 * @example
 * await app.register(fastifyApiError, { catalog: errors })
 */
export const fastifyApiError = fp(plugin, { name: 'fastify-api-error', fastify: '5.x' })
export default fastifyApiError
