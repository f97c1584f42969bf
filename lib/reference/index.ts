/**
 * The reference plugin: a catalog as a page for people, as Markdown for docs sites and as JSON for programs.
 */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import fp from 'fastify-plugin'
import Negotiator from 'negotiator'
import type { AnyCatalog } from '../catalog/catalog.js'
import { checkOptions, fastifysOwn } from '../untrusted/check-options.js'
import { catalogRule } from '../options.js'
import { addVary } from '../untrusted/headers.js'
import { settingsOf } from '../options.js'
import { createDocument, sendDocument } from './document.js'
import { contentSecurityPolicy, toHtml } from './html.js'
import { toJson } from './json.js'
import { toMarkdown } from './markdown.js'
import { describeCatalog } from './reference.js'

export { toMarkdown, type MarkdownOptions } from './markdown.js'

export interface ErrorReferenceOptions {
  /** Where the reference is; `.md` and `.json` behind it are its other forms. @default '/errors' */
  readonly prefix?: string
  /** The constants to show. @default the catalog of the scope that the reference is registered in */
  readonly catalog?: AnyCatalog | undefined
}

const rules = {
  prefix: { expected: 'a path that ends in a plain name, such as /errors', holds: isPrefix },
  catalog: catalogRule
}

const mediaTypes = ['text/html', 'text/markdown', 'application/json'] as const

// An OpenAPI document is about the API.
const hidden: FastifySchema & { readonly hide: true } = { hide: true }

const plugin: FastifyPluginAsync<ErrorReferenceOptions> = async (fastify, options) => {
  checkOptions('fastify-api-error/reference', rules, options, fastifysOwn)
  const { prefix = '/errors' } = options
  // A prefix that was passed is already in front of the routes of this scope.
  const path = options.prefix === undefined ? prefix : ''

  function createDocuments () {
    const settings = settingsOf(fastify)
    const { catalog = settings.catalog } = options
    const reference = describeCatalog(catalog, settings.documentation, fastify)
    // The links to the other forms are relative, so that they hold behind a proxy with a path of its own.
    const name = prefix.slice(prefix.lastIndexOf('/') + 1)
    return {
      'text/html': createDocument('text/html', toHtml(reference, name), { 'content-security-policy': contentSecurityPolicy }),
      'text/markdown': createDocument('text/markdown', toMarkdown(catalog)),
      'application/json': createDocument('application/json', toJson(reference))
    }
  }

  // Not before the first request: by then, the error layer is registered and every route is declared.
  let documents: ReturnType<typeof createDocuments> | undefined
  const send = (mediaType: typeof mediaTypes[number], request: FastifyRequest, reply: FastifyReply) => {
    documents ??= createDocuments()
    return sendDocument(documents[mediaType], request, reply)
  }

  const route = { exposeHeadRoute: true, schema: hidden }
  fastify.get(path, route, async function sendPreferred (request, reply) {
    addVary(reply, 'accept')
    return send(preferredOf(request.headers.accept), request, reply)
  })
  fastify.get(`${path}.md`, route, async (request, reply) => send('text/markdown', request, reply))
  fastify.get(`${path}.json`, route, async (request, reply) => send('application/json', request, reply))
}

/** The page, also for a client that wants something else. */
function preferredOf (accept: string | undefined) {
  // With the charset that they have: a client can ask for it.
  const offered = mediaTypes.map(mediaType => `${mediaType}; charset=utf-8`)
  const preferred = new Negotiator({ headers: { accept } }).mediaType(offered)
  return mediaTypes.find(mediaType => preferred?.startsWith(mediaType)) ?? 'text/html'
}

function isPrefix (value: unknown): boolean {
  return typeof value === 'string' && /(?:^|\/)[\w.~-]+$/.test(value)
}

/**
 * Serves a catalog as a reference: by `Accept` at its prefix, and as Markdown and JSON with `.md` and `.json` behind it.
 *
 * Each constant has an anchor of its name, where the `documentation` of events leads.
 *
 * @throws {TypeError} At registration, that lists every wrong option with its value and rule.
 * @example
 * await app.register(fastifyApiError, { catalog: errors, documentation: '/errors' })
 * await app.register(errorReference, { prefix: '/errors', catalog: errors })
 */
export const errorReference = fp(plugin, { name: 'fastify-api-error/reference', fastify: '5.x', encapsulate: true })
export default errorReference
