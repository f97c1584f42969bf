/** Resolves `$ref`s: within the document that contains them, in the documents around it, and among the shared schemas. */
import { maxSubschemas } from '../limits.js'
import { isObject, readOwn } from '../untrusted/read.js'
import { parsePointer } from './json-pointer.js'

export type SchemaObject = Readonly<Record<string, unknown>>

/** Looks up a schema that was added with `addSchema`. */
export type GetSchema = (id: string) => unknown

export interface ReferenceTarget {
  readonly schema: SchemaObject
  readonly document: SchemaDocument
}

/** It keeps what it resolves, and the schemas that it contains must not change. */
export class SchemaDocument {
  readonly schema: SchemaObject
  readonly #parent: SchemaDocument | undefined
  readonly #getSchema: GetSchema
  readonly #targets = new Map<string, ReferenceTarget | undefined>()
  readonly #embedded = new Map<SchemaObject, SchemaDocument>()

  constructor (schema: SchemaObject, getSchema: GetSchema, parent?: SchemaDocument) {
    this.schema = schema
    this.#parent = parent
    this.#getSchema = getSchema
  }

  /** The document that resolves the references of a subschema. A subschema with an `$id` starts a new document. */
  containing (schema: SchemaObject): SchemaDocument {
    const begins = schema !== this.schema && typeof schema.$id === 'string' && !schema.$id.startsWith('#')
    if (!begins) return this
    let document = this.#embedded.get(schema)
    if (document === undefined) this.#embedded.set(schema, document = new SchemaDocument(schema, this.#getSchema, this))
    return document
  }

  resolve (reference: string): ReferenceTarget | undefined {
    if (!this.#targets.has(reference)) this.#targets.set(reference, this.#target(reference))
    return this.#targets.get(reference)
  }

  #target (reference: string): ReferenceTarget | undefined {
    const [id = '', fragment = ''] = reference.split('#', 2)
    const document = id === '' ? this : this.#named(id)
    if (document === undefined) return undefined

    const target = fragment === '' || fragment.startsWith('/')
      ? parsePointer(decode(fragment)).reduce<unknown>((schema, token) => readOwn(schema, token), document.schema)
      : document.#find(`#${fragment}`)
    return isObject(target) ? { schema: target, document: document.containing(target) } : undefined
  }

  #named (id: string): SchemaDocument | undefined {
    const found = this.#find(id)
    if (found !== undefined) return this.containing(found)
    if (this.#parent !== undefined) return this.#parent.#named(id)

    const shared = this.#getSchema(id) ?? this.#getSchema(`${id}#`) ?? this.#getSchema(absolute(id, this.schema.$id))
    return isObject(shared) ? new SchemaDocument(shared, this.#getSchema) : undefined
  }

  #find (id: string): SchemaObject | undefined {
    const known = schemasById.get(this.schema) ?? collectIds(this.schema)
    schemasById.set(this.schema, known)
    return known.get(id) ?? known.get(absolute(id, this.schema.$id))
  }
}

/** The document of a schema; `undefined` for anything else. */
export function toDocument (schema: unknown, getSchema: GetSchema): SchemaDocument | undefined {
  return isObject(schema) ? new SchemaDocument(schema, getSchema) : undefined
}

const schemasById = new WeakMap<SchemaObject, ReadonlyMap<string, SchemaObject>>()

/** Keywords whose value is data, which can have a member `$id` too. */
export const dataKeywords: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'examples', 'example'])

/** Keywords whose members are names and not keywords. */
export const nameKeywords: ReadonlySet<string> = new Set([
  'properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'
])

/** The subschemas by `$id`, both as written and as an absolute URI, and by `#anchor`. */
function collectIds (document: SchemaObject): ReadonlyMap<string, SchemaObject> {
  const byId = new Map<string, SchemaObject>()
  const seen = new Set<unknown>()
  // A subschema with an `$id` starts a document, which changes the base and has its own anchors.
  const queue: Array<readonly [value: unknown, base: unknown, isEmbedded: boolean, hasNames: boolean]> =
    [[document, undefined, false, false]]
  for (let next = queue.pop(); next !== undefined && seen.size < maxSubschemas; next = queue.pop()) {
    const [value, outer, isOuterEmbedded, hasNames] = next
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)

    let base = outer
    let isEmbedded = isOuterEmbedded
    if (isObject(value) && !hasNames) {
      if (typeof value.$id === 'string' && value.$id.startsWith('#')) byId.set(value.$id, value)
      else if (typeof value.$id === 'string') {
        const id = value.$id.replace(/(?<=.)#$/, '')
        base = absolute(id, outer)
        isEmbedded ||= value !== document
        byId.set(id, value).set(String(base), value)
      }
      for (const anchor of isEmbedded ? [] : [value.$anchor, value.$dynamicAnchor]) {
        if (typeof anchor === 'string') byId.set(`#${anchor}`, value)
      }
    }
    for (const [keyword, inner] of Object.entries(value)) {
      if (hasNames || !dataKeywords.has(keyword)) queue.push([inner, base, isEmbedded, !hasNames && nameKeywords.has(keyword)])
    }
  }
  return byId
}

function absolute (id: string, base: unknown): string {
  return typeof base === 'string' && URL.canParse(id, base) ? new URL(id, base).href : id
}

function decode (fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** True for a schema whose values have members or elements. */
export function describesContainer ({ type, properties, items, prefixItems }: SchemaObject): boolean {
  const types = [type].flat()
  return types.includes('object') || types.includes('array') ||
    properties !== undefined || items !== undefined || prefixItems !== undefined
}
