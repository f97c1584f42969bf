/** Where a scope keeps its settings: on its Fastify instance, where nested scopes inherit or replace them. */
import type { FastifyInstance } from 'fastify'
import { resolveOptions, type Settings } from './options.js'

const settingsKey = Symbol('fastify-api-error.settings')

/** What holds where the plugin is not registered. */
export const defaultSettings = resolveOptions({})

export function keepSettings (fastify: FastifyInstance, settings: Settings): void {
  if (Object.hasOwn(fastify, settingsKey)) {
    throw new TypeError('fastify-api-error is registered twice in one scope; register it once, or again in a nested scope.')
  }
  fastify.decorate(settingsKey, settings)
}

export function settingsOf (fastify: FastifyInstance): Settings {
  return settingsKey in fastify ? fastify[settingsKey] as Settings : defaultSettings
}
