/** Answers route misses with the constant for 404 and a message that names method and path. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { maxPathLength } from '../limits.js'
import { toOutgoing } from '../mapping/build-event.js'
import { resolveStatus } from '../mapping/rows/row.js'
import { rootOf, type Settings } from '../options.js'
import { readProperty } from '../untrusted/read.js'
import { cleanText } from '../untrusted/text.js'
import { contextOf } from './reply-state.js'
import { respond } from './respond.js'

export function createNotFoundHandler (settings: Settings, server: FastifyInstance) {
  const pathEnd = usesSemicolonDelimiter(server) ? /[?#;]/ : /[?#]/
  return function handleNotFound (request: FastifyRequest, reply: FastifyReply): void {
    const { method, url } = request
    const end = url.search(pathEnd)
    const path = end === -1 ? url : url.slice(0, end)
    const message = `Route ${method} ${cleanText(path, maxPathLength)} not found`
    respond(toOutgoing(resolveStatus(404, settings.catalog, message), contextOf(reply, settings)), reply)
  }
}

/** True if a semicolon starts the query string, which the message must not contain. */
function usesSemicolonDelimiter ({ initialConfig }: FastifyInstance): boolean {
  return [initialConfig, readProperty(initialConfig, 'routerOptions')]
    .some(options => readProperty(options, 'useSemicolonDelimiter') === true)
}

// Fastify refuses a second handler for a prefix by an error that no caller can catch. So each app's prefixes are recorded.
const claimedPrefixesByRoot = new WeakMap<FastifyInstance, Set<string>>()

/** Sets the handler for the scope's prefix. The first scope with a prefix keeps it. */
export function claimNotFound (fastify: FastifyInstance, settings: Settings, isRoot: boolean): void {
  if (!(settings.notFound ?? isRoot)) return

  const prefix = fastify.prefix.replace(/(?<!\/)\/+$/, '') || '/'
  const root = rootOf(fastify)
  const claimed = claimedPrefixesByRoot.get(root) ?? new Set()
  claimedPrefixesByRoot.set(root, claimed)
  if (claimed.has(prefix)) return
  claimed.add(prefix)

  try {
    fastify.setNotFoundHandler(createNotFoundHandler(settings, fastify))
  } catch (error) {
    // The app has set its own handler before.
    fastify.log.debug({ err: error }, `fastify-api-error leaves the route misses under ${prefix} to the handler that is set`)
  }
}
