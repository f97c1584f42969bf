/** The reference plugin: serves a catalog as a page for people, as Markdown for docs sites and as JSON for programs. */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import fp from 'fastify-plugin'
import Negotiator from 'negotiator'
import type { AnyCatalog } from '../catalog/catalog.js'
import { eventSchemaOf } from '../event/event.js'
import { catalogRule, settingsOf } from '../options.js'
import { checkOptions, fastifyOptions } from '../untrusted/check-options.js'
import { addVary } from '../untrusted/headers.js'
import { contentSecurityPolicy, toHtml } from './html.js'
import { createDocument, sendDocument } from './http-document.js'
import { toJson } from './json.js'
import { toMarkdown } from './markdown.js'
import { describeCatalog } from './reference-content.js'

export { toMarkdown, type MarkdownOptions } from './markdown.js'

export interface ErrorReferenceOptions {
  /** The path of the reference. With `.md` or `.json` after it, it has the other formats. @default '/errors' */
  readonly prefix?: string
  /** The catalog to show. @default the catalog of the scope in which the reference is registered */
  readonly catalog?: AnyCatalog | undefined
}

const rules = {
  prefix: { expected: 'a path that ends in a plain name, such as /errors', holds: isPrefix },
  catalog: catalogRule
}

const mediaTypes = ['text/html', 'text/markdown', 'application/json'] as const

// The reference is not part of the API that an OpenAPI document describes.
const hidden: FastifySchema & { readonly hide: true } = { hide: true }

const plugin: FastifyPluginAsync<ErrorReferenceOptions> = async (fastify, options) => {
  checkOptions('fastify-api-error/reference', rules, options, fastifyOptions)
  const { prefix = '/errors' } = options
  // Fastify has added a prefix that was passed to the routes of this scope.
  const path = options.prefix === undefined ? prefix : ''

  function createDocuments () {
    const settings = settingsOf(fastify)
    const { catalog = settings.catalog } = options
    const reference = describeCatalog(catalog, settings.documentation, fastify)
    // Links to the other formats are relative, so that they work behind a proxy that adds a path.
    const name = prefix.slice(prefix.lastIndexOf('/') + 1)
    return {
      'text/html': createDocument('text/html', toHtml(reference, name), { 'content-security-policy': contentSecurityPolicy }),
      'text/markdown': createDocument('text/markdown', toMarkdown(catalog)),
      'application/json': createDocument('application/json', toJson(reference, eventSchemaOf(settings)))
    }
  }

  // Created at the first request, when the plugin is registered and all routes are declared.
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

/** The preferred media type; the page if the client accepts none of them. */
function preferredOf (accept: string | undefined) {
  // With a charset, because a client's Accept can name one.
  const offered = mediaTypes.map(mediaType => `${mediaType}; charset=utf-8`)
  const preferred = new Negotiator({ headers: { accept } }).mediaType(offered)
  return mediaTypes.find(mediaType => preferred?.startsWith(mediaType)) ?? 'text/html'
}

function isPrefix (value: unknown): boolean {
  return typeof value === 'string' && /(?:^|\/)[\w.~-]+$/.test(value)
}

/**
 * Serves a catalog as a reference: at its prefix by `Accept`, and with `.md` and `.json` after it as Markdown and JSON.
 *
 * Each constant has an anchor of its name, to which the `documentation` of events links.
 *
 * @throws {TypeError} At registration, if options are wrong: lists each with its value and rule.
 * @example
 * await app.register(fastifyApiError, { catalog: errors, documentation: '/errors' })
 * await app.register(errorReference, { prefix: '/errors', catalog: errors })
 */
export const errorReference = fp(plugin, { name: 'fastify-api-error/reference', fastify: '5.x', encapsulate: true })
export default errorReference
