import type { FastifyInstance } from 'fastify'

/**
 * The root instance of an app, which stands for the app: two of them can share one HTTP server (`serverFactory`). Scopes
 * inherit from their parents by prototype; only the root has none.
 */
export function rootOf (fastify: FastifyInstance): FastifyInstance {
  const parent = Object.getPrototypeOf(fastify) as FastifyInstance
  return parent === Object.prototype ? fastify : rootOf(parent)
}
