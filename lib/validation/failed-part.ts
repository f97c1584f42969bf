/** The part of a request that failed its validation: its schema and its value. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { evaluate } from '../json-schema/evaluation/evaluator.js'
import type { ReportedItem, Violation } from '../json-schema/evaluation/violation.js'
import { toPointer } from '../json-schema/json-pointer.js'
import { mentions } from '../json-schema/mentions.js'
import { describesContainer, toDocument, type SchemaDocument } from '../json-schema/schema-document.js'
import { SchemaWalker } from '../json-schema/schema-walker.js'
import { toJsonSchema } from '../json-schema/standard-schema.js'
import { isObject, readOwn, readProperty } from '../untrusted/read.js'
import { NamedMembers } from './named-members.js'
import { NearNames } from './near-names.js'
import { mediaTypeOf, requestParts, type RequestPart } from './request-parts.js'

export class FailedPart {
  readonly part: RequestPart
  readonly scope: FastifyInstance | undefined
  /** The JSON Schema of the part. Any value if the route has none. */
  readonly schema: unknown
  readonly nearNames: NearNames
  readonly #value: unknown
  readonly #headers: FastifyRequest['headers'] | undefined
  readonly #unnamed = new Map<string, readonly string[]>()
  #walker: SchemaWalker | undefined
  #isEvaluated = false

  /** @param nearNames - That of another part of the same failure: their work is bounded together. */
  constructor (part: RequestPart, request: FastifyRequest | undefined, nearNames = new NearNames()) {
    this.part = part
    this.nearNames = nearNames
    this.scope = request?.server
    this.schema = request === undefined ? undefined : toJsonSchema(partSchema(part, request))
    this.#value = request?.[requestParts[part].member]
    this.#headers = request?.headers
  }

  /** True once the description depends on values of the request. */
  get hasReadValues (): boolean {
    return this.#isEvaluated || this.walker.hasReadValues
  }

  get walker (): SchemaWalker {
    this.#walker ??= new SchemaWalker(documentOf(this.schema, this.scope), this.#value, this.part === 'headers')
    return this.#walker
  }

  /**
   * Every rule of the schema that the value breaks.
   *
   * @param changesValues - True if the validator may coerce types and remove unexpected members.
   */
  evaluate (reported: readonly ReportedItem[], changesValues: boolean): readonly Violation[] {
    this.#isEvaluated = true
    const document = documentOf(this.schema, this.scope)
    return document === undefined ? [] : evaluate(document, this.#value, reported, this.part === 'headers', changesValues)
  }

  /** True if a top-level member is an object or array in any branch of the schema. */
  isContainer (name: string): boolean {
    const document = documentOf(this.schema, this.scope)
    if (document === undefined) return false
    let byName = containersByDocument.get(document)
    if (byName === undefined) containersByDocument.set(document, byName = new Map())
    let isContainer = byName.get(name)
    if (isContainer === undefined) {
      const { nodes } = this.walker.matchAt([name])
      isContainer = nodes.some(({ schema }) => describesContainer(schema))
      // Other names are the client's, who can choose endlessly many.
      if (nodes.some(({ step }) => step === 'properties')) byName.set(name, isContainer)
    }
    return isContainer
  }

  /** True if the schema of the part can have the keyword somewhere. */
  mentions (keyword: string): boolean {
    const document = documentOf(this.schema, this.scope)
    return document !== undefined && mentions(document, keyword)
  }

  /** The value at a place. In contrast to the walker's values, reading it does not keep the description from the cache. */
  valueAt (tokens: readonly string[]): unknown {
    return tokens.reduce<unknown>((value, token) => readOwn(value, token), this.#value)
  }

  namedMembersAt (tokens: readonly string[]): NamedMembers {
    return new NamedMembers(this.walker.matchAt(tokens).nodes.map(({ schema }) => schema))
  }

  /** True once members were found that no subschema names. */
  get hasUnnamed (): boolean {
    return [...this.#unnamed.values()].some(names => names.length > 0)
  }

  /** The members of the object at a place that no subschema names. */
  unnamedMembersAt (tokens: readonly string[]): readonly string[] {
    const pointer = toPointer(tokens)
    const known = this.#unnamed.get(pointer) ?? this.namedMembersAt(tokens).othersIn(this.valueAt(tokens))
    this.#unnamed.set(pointer, known)
    return known
  }

  /** True if this part is the body and the request has none. */
  get isBodyAbsent (): boolean {
    if (this.part !== 'body' || this.#headers === undefined) return false
    return this.#value === undefined || (isOfNull(this.#value) && hasNoBody(this.#headers))
  }
}

// A reference in the same schema can lead elsewhere in another scope.
const documentsByScope = new WeakMap<object, WeakMap<object, SchemaDocument | undefined>>()
const noScope = {}

const containersByDocument = new WeakMap<SchemaDocument, Map<string, boolean>>()

/** The document of a schema. It is kept, with the references that it resolves. */
function documentOf (schema: unknown, scope: FastifyInstance | undefined): SchemaDocument | undefined {
  if (!isObject(schema)) return undefined
  let documents = documentsByScope.get(scope ?? noScope)
  if (documents === undefined) documentsByScope.set(scope ?? noScope, documents = new WeakMap())
  let document = documents.get(schema)
  if (document === undefined) documents.set(schema, document = toDocument(schema, id => scope?.getSchema(id)))
  return document
}

/** True for what a validator that coerces types can make of the null that Fastify passes for a body that is absent. */
function isOfNull (value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 1 && isOfNull(value[0])
  return value === null || value === '' || value === 0 || value === false
}

/** Fastify parses no body of such a request. */
function hasNoBody (headers: FastifyRequest['headers']): boolean {
  const length = headers['content-length']
  const isDeclared = headers['content-type'] !== undefined || headers['transfer-encoding'] !== undefined
  return !isDeclared && (length === undefined || length === '0')
}

function partSchema (part: RequestPart, request: FastifyRequest): unknown {
  const schema: unknown = request.routeOptions.schema?.[part]
  const content = part === 'body' && isObject(schema) ? schema.content : undefined
  return content === undefined ? schema : readProperty(readOwn(content, mediaTypeOf(request)), 'schema')
}
