/** Route misses: answered with the constant for 404, naming method and path. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toOutgoing } from '../mapping/build-event.js'
import { resolveStatus } from '../mapping/error-table.js'
import { rootOf, type Settings } from '../options.js'
import { read } from '../untrusted/read.js'
import { cleanText } from '../untrusted/text.js'
import { contextOf } from './reply-state.js'
import { respond } from './respond.js'

const maxPathLength = 512

export function createNotFoundHandler (settings: Settings, server: FastifyInstance) {
  const pathEnd = isSemicolonDelimiter(server) ? /[?#;]/ : /[?#]/
  return function handleNotFound (request: FastifyRequest, reply: FastifyReply): void {
    const { method, url } = request
    const end = url.search(pathEnd)
    const path = end === -1 ? url : url.slice(0, end)
    const message = `Route ${method} ${cleanText(path, maxPathLength)} not found`
    respond(toOutgoing(resolveStatus(404, settings.catalog, message), contextOf(settings, reply)), reply, settings)
  }
}

/** True where the query string can begin with a semicolon. */
function isSemicolonDelimiter ({ initialConfig }: FastifyInstance): boolean {
  return [initialConfig, read(initialConfig, 'routerOptions')].some(options => read(options, 'useSemicolonDelimiter') === true)
}

// Fastify refuses a second handler for a prefix in a callback that nobody can catch, so the claims are kept for each app.
const claimsByRoot = new WeakMap<FastifyInstance, Set<string>>()

/** Claims the route misses of the scope's prefix; the first scope that does keeps them. */
export function claimNotFound (fastify: FastifyInstance, settings: Settings, isRoot: boolean): void {
  if (!(settings.notFound ?? isRoot)) return

  const prefix = fastify.prefix.replace(/(?<!\/)\/+$/, '') || '/'
  const root = rootOf(fastify)
  const claims = claimsByRoot.get(root) ?? new Set()
  claimsByRoot.set(root, claims)
  if (claims.has(prefix)) return
  claims.add(prefix)

  try {
    fastify.setNotFoundHandler(createNotFoundHandler(settings, fastify))
  } catch (error) {
    // A handler of the user's own was there first.
    fastify.log.debug({ err: error }, `fastify-api-error leaves the route misses under ${prefix} to the handler that is set`)
  }
}
