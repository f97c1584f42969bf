/** The plugin. Each statement adds one part to the scope that it is registered in. */
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { eventSchemaOf, eventSchemas } from './event/event.js'
import { keepSettings, resolveOptions, rootOf, type ApiErrorOptions, type Settings } from './options.js'
import { createApiErrorReply } from './response/api-error-reply.js'
import { createErrorHandler } from './response/error-handler.js'
import { claimNotFound } from './response/not-found-handler.js'
import { decorateState, releaseAnswer } from './response/reply-state.js'
import { createRouteErrorsHook } from './routes/declared-errors.js'
import { warnOfEarlyRoutes, watchForEarlyRoutes } from './routes/early-routes.js'
import { refuseTemplates } from './routes/refuse-templates.js'
import { readProperty } from './untrusted/read.js'
import { formatSchemaErrors } from './validation/schema-error-formatter.js'

const plugin: FastifyPluginAsync<ApiErrorOptions> = async (fastify, options) => {
  const settings = resolveOptions(options)
  const isRoot = rootOf(fastify) === fastify

  keepSettings(fastify, settings)
  addEventSchema(fastify, settings)
  decorateState(fastify)
  fastify.decorateReply('apiError', createApiErrorReply(settings))
  fastify.setErrorHandler(createErrorHandler(settings))
  fastify.setSchemaErrorFormatter(formatSchemaErrors)
  claimNotFound(fastify, settings, isRoot)
  fastify.addHook('onRoute', createRouteErrorsHook(settings))
  fastify.addHook('onError', releaseAnswer)
  refuseTemplates(fastify)
  if (isRoot) warnOfEarlyRoutes(fastify)
  else watchForEarlyRoutes(fastify)
}

function addEventSchema (fastify: FastifyInstance, settings: Settings): void {
  const present = fastify.getSchema('ApiErrorEvent')
  if (present === undefined) {
    try {
      fastify.addSchema(eventSchemaOf(settings))
    } catch (error) {
      // Fastify passes the schema on to nested scopes, and one of them already has it from its own registration.
      if (readProperty(error, 'code') !== 'FST_ERR_SCH_ALREADY_PRESENT') throw error
    }
  } else if (!eventSchemas.some(schema => JSON.stringify(schema) === JSON.stringify(present))) {
    throw new TypeError("fastify-api-error: another schema has the $id 'ApiErrorEvent'; give that one another $id.")
  }
}

/**
 * Registers the error layer for the scope: `reply.apiError`, the error handler, the answer to route misses and the
 * schema `ApiErrorEvent`.
 *
 * @throws {TypeError} At registration, if options are wrong: lists each with its value and rule.
 * @example
 * await app.register(fastifyApiError, { catalog: errors })
 */
export const fastifyApiError = fp(plugin, { name: 'fastify-api-error', fastify: '5.x' })
