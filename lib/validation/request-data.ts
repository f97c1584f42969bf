/** What a validator's findings are held against: the part of the request that failed, and its schema. */
import type { FastifyRequest } from 'fastify'
import { read } from '../foreign-error.js'
import type { RequestPart } from './failure.js'
import { SchemaWalker, type GetSchema } from './schema-walk.js'

export interface RequestData {
  readonly part: RequestPart
  /** The part's value as the validator left it; `undefined` without a request, and where there is no body. */
  readonly value: unknown
  readonly walker: SchemaWalker
}

export function requestData (part: RequestPart, request: FastifyRequest | undefined): RequestData {
  const schema = request === undefined ? undefined : partSchema(part, request)
  const getSchema: GetSchema = id => request?.server.getSchema(id)
  return {
    part,
    value: request?.[part === 'querystring' ? 'query' : part],
    walker: new SchemaWalker(toJsonSchema(schema), getSchema, part === 'headers')
  }
}

/** The value at the pointer; `undefined` where there is none. */
export function valueAt (value: unknown, tokens: readonly string[]): unknown {
  return tokens.reduce(ownMember, value)
}

function ownMember (value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? read(value, name) : undefined
}

function partSchema (part: RequestPart, request: FastifyRequest): unknown {
  const schema = read(request.routeOptions.schema, part)
  const content = part === 'body' ? read(schema, 'content') : undefined
  return content === undefined ? schema : read(read(content, mediaType(request)), 'schema')
}

function mediaType (request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

const jsonSchemas = new WeakMap<object, unknown>()

/**
 * A schema that is no JSON Schema, but can tell one, by the Standard JSON Schema interface (https://standardschema.dev),
 * as zod's do.
 */
function toJsonSchema (schema: unknown): unknown {
  const convert = read(read(read(schema, '~standard'), 'jsonSchema'), 'input')
  if (typeof convert !== 'function') return schema

  const known = jsonSchemas.get(schema as object)
  if (known !== undefined) return known
  const converted = convertSafely(convert as (options: object) => unknown)
  jsonSchemas.set(schema as object, converted)
  return converted
}

function convertSafely (convert: (options: object) => unknown): unknown {
  try {
    // Types without a JSON form (zod's dates, say) become schemas that say nothing.
    return convert({ target: 'draft-2020-12', libraryOptions: { unrepresentable: 'any' } })
  } catch {
    return {}
  }
}
