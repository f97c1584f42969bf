/** Finds out which bodies a route accepts, by Fastify's public API, to say it in the messages of 413 and 415. */
import type { FastifyRequest } from 'fastify'
import { maxListedValues } from '../limits.js'
import { isObject, readOwn, readProperty } from '../untrusted/read.js'

/**
 * Media types that parsers are commonly registered for. Fastify says whether it has a parser for a given type, but does not list
 * its parsers.
 */
const knownTypes = [
  'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain', 'application/xml', 'text/xml',
  'text/csv', 'application/yaml', 'application/x-ndjson', 'application/json-patch+json', 'application/merge-patch+json',
  'application/ld+json', 'application/vnd.api+json', 'application/graphql', 'application/cbor', 'application/msgpack',
  'application/protobuf', 'application/pdf', 'application/zip', 'application/gzip', 'image/png', 'image/jpeg',
  'application/octet-stream'
]

/** The media types that the route can use, as far as they are known. */
export function acceptedTypes (request: FastifyRequest): readonly string[] {
  const { server, routeOptions } = request
  const schema = readOwn(routeOptions.schema, 'body')
  const content = isObject(schema) ? readOwn(schema, 'content') : undefined
  const candidates = isObject(content) ? Object.keys(content) : knownTypes.filter(type => canFit(type, schema))
  return candidates.filter(type => server.hasContentTypeParser(type)).slice(0, maxListedValues)
}

/** False for plain text, which Fastify parses by default, if the route has a schema that does not name strings. */
function canFit (mediaType: string, schema: unknown): boolean {
  return mediaType !== 'text/plain' || schema === undefined || [readOwn(schema, 'type')].flat().includes('string')
}

/** Fastify's own parsers have the limit of the server. */
const ownTypes = /^\s*(?:application\/json|text\/plain)\s*(?:;|$)/i

/**
 * The most bytes that the route accepts in this body; `undefined` if that is not certain. A parser can have a limit of its own,
 * which Fastify does not tell. It applies if the route has none.
 */
export function acceptedBytes (request: FastifyRequest): number | undefined {
  const { server, routeOptions: { bodyLimit }, headers } = request
  if (typeof bodyLimit !== 'number') return undefined
  // A smaller body was refused by the limit of its parser, or has grown when a hook decompressed it.
  if (Number(readProperty(headers, 'content-length')) <= bodyLimit) return undefined
  const isRoutes = bodyLimit !== server.initialConfig.bodyLimit
  return isRoutes || ownTypes.test(headers['content-type'] ?? '') ? bodyLimit : undefined
}
