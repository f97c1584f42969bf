/** What a validator's findings are held against: the part of the request that failed, and its schema. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { toJsonSchema } from '../json-schema/standard-schema.js'
import { read } from '../untrusted/read.js'
import type { RequestPart } from './failure.js'
import { isObject } from '../json-schema/document.js'
import { SchemaWalker } from '../json-schema/walk.js'

export class RequestData {
  readonly part: RequestPart
  readonly scope: FastifyInstance | undefined
  /** The JSON Schema of the part; anything where the route has none. */
  readonly schema: unknown
  readonly #value: unknown
  readonly #isRequest: boolean
  #walker: SchemaWalker | undefined

  constructor (part: RequestPart, request: FastifyRequest | undefined) {
    this.part = part
    this.scope = request?.server
    this.schema = request === undefined ? undefined : toJsonSchema(partSchema(part, request))
    this.#value = request?.[part === 'querystring' ? 'query' : part]
    this.#isRequest = request !== undefined
  }

  get walker (): SchemaWalker {
    this.#walker ??= new SchemaWalker(this.schema, this.#value, id => this.scope?.getSchema(id), this.part === 'headers')
    return this.#walker
  }

  /** True for a request without a body, where that is what failed. */
  get isBodyAbsent (): boolean {
    return this.part === 'body' && this.#isRequest && this.#value === undefined
  }
}

function partSchema (part: RequestPart, request: FastifyRequest): unknown {
  const schema: unknown = request.routeOptions.schema?.[part]
  const content = part === 'body' && isObject(schema) ? schema.content : undefined
  return content === undefined ? schema : read(read(content, mediaType(request)), 'schema')
}

function mediaType (request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
