/** The part of a request that failed its validation: its schema and its value. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { evaluate } from '../json-schema/evaluation/evaluator.js'
import type { ReportedItem, Violation } from '../json-schema/evaluation/violation.js'
import { SchemaWalker } from '../json-schema/schema-walker.js'
import { toJsonSchema } from '../json-schema/standard-schema.js'
import { isObject, readOwn, readProperty } from '../untrusted/read.js'
import { requestParts, type RequestPart } from './request-parts.js'

export class FailedPart {
  readonly part: RequestPart
  readonly scope: FastifyInstance | undefined
  /** The JSON Schema of the part. Any value if the route has none. */
  readonly schema: unknown
  readonly #value: unknown
  readonly #hasRequest: boolean
  #walker: SchemaWalker | undefined

  constructor (part: RequestPart, request: FastifyRequest | undefined) {
    this.part = part
    this.scope = request?.server
    this.schema = request === undefined ? undefined : toJsonSchema(partSchema(part, request))
    this.#value = request?.[requestParts[part].member]
    this.#hasRequest = request !== undefined
  }

  get walker (): SchemaWalker {
    this.#walker ??= new SchemaWalker(this.schema, this.#value, id => this.scope?.getSchema(id), this.part === 'headers')
    return this.#walker
  }

  /**
   * Every rule of the schema that the value breaks.
   *
   * @param changesValues - True if the validator may coerce types and remove unexpected members.
   */
  evaluate (reported: readonly ReportedItem[], changesValues: boolean): readonly Violation[] {
    const getSchema = (id: string) => this.scope?.getSchema(id)
    return evaluate(this.schema, this.#value, getSchema, reported, this.part === 'headers', changesValues)
  }

  /** True if this part is the body and the request has none. */
  get isBodyAbsent (): boolean {
    return this.part === 'body' && this.#hasRequest && this.#value === undefined
  }
}

function partSchema (part: RequestPart, request: FastifyRequest): unknown {
  const schema: unknown = request.routeOptions.schema?.[part]
  const content = part === 'body' && isObject(schema) ? schema.content : undefined
  return content === undefined ? schema : readProperty(readOwn(content, mediaType(request)), 'schema')
}

function mediaType (request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
