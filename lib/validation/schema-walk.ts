/**
 * Finds the subschemas that apply to a value inside a request part, by walking the schema along the value's pointer.
 *
 * A validator's own `schemaPath` will not do: not every validator has one, and behind a `$ref` it starts anew.
 */
import { read } from '../foreign-error.js'
import { parsePointer } from '../json-pointer.js'

export type SchemaObject = Readonly<Record<string, unknown>>

/** Looks up a schema that was added with `addSchema`. */
export type GetSchema = (id: string) => unknown

/** A subschema with the document that its `$ref`s are resolved in. */
export interface SchemaNode {
  readonly schema: SchemaObject
  readonly document: SchemaObject
}

// Bounds what a pathological schema can cost; real ones stay far below.
const maxNodes = 1000

export class SchemaWalker {
  readonly #root: SchemaObject | undefined
  readonly #getSchema: GetSchema
  readonly #ignoreCase: boolean

  /** @param ignoreCase - For headers, whose names have no case. */
  constructor (root: unknown, getSchema: GetSchema, ignoreCase: boolean) {
    this.#root = isObject(root) ? root : undefined
    this.#getSchema = getSchema
    this.#ignoreCase = ignoreCase
  }

  /** For the part and each step along the pointer, the subschemas that apply there, outer before inner. */
  levels (tokens: readonly string[]): SchemaNode[][] {
    if (this.#root === undefined) return []

    let nodes = this.#applicable([{ schema: this.#root, document: this.#root }])
    const levels = [nodes]
    for (const token of tokens) {
      nodes = this.#applicable(nodes.flatMap(node => this.#childrenOf(node, token)))
      if (nodes.length === 0) break
      levels.push(nodes)
    }
    return levels
  }

  /** The subschemas that apply at the pointer itself; empty where the schema says nothing about it. */
  at (tokens: readonly string[]): SchemaNode[] {
    return this.levels(tokens)[tokens.length] ?? []
  }

  /** The subschemas that apply where this branch of a node does. */
  branch (node: SchemaNode, branch: unknown): SchemaObject[] {
    if (!isObject(branch)) return []
    return this.#applicable([{ schema: branch, document: node.document }]).map(({ schema }) => schema)
  }

  #applicable (start: readonly SchemaNode[]): SchemaNode[] {
    const seen = new Set<SchemaObject>()
    const found: SchemaNode[] = []
    const queue = start.toReversed()
    for (let node = queue.pop(); node !== undefined && found.length < maxNodes; node = queue.pop()) {
      if (seen.has(node.schema)) continue
      seen.add(node.schema)
      found.push(node)
      queue.push(...this.#inPlace(node).reverse())
    }
    return found
  }

  #inPlace ({ schema, document }: SchemaNode): SchemaNode[] {
    const { allOf, anyOf, oneOf, then, dependentSchemas, dependencies } = schema
    const composed = [
      ...listOf(allOf), then, schema.else, ...listOf(anyOf), ...listOf(oneOf),
      ...valuesOf(dependentSchemas), ...valuesOf(dependencies)
    ].filter(isObject).map(schema => ({ schema, document }))

    const reference = [schema.$ref, schema.$dynamicRef, schema.$recursiveRef].find(ref => typeof ref === 'string')
    const target = typeof reference === 'string' ? this.#resolve(reference, document) : undefined
    return target === undefined ? composed : [target, ...composed]
  }

  #childrenOf ({ schema, document }: SchemaNode, token: string): SchemaNode[] {
    const children: unknown[] = [this.#property(schema.properties, token)]
    if (isObject(schema.patternProperties)) {
      for (const [pattern, child] of Object.entries(schema.patternProperties)) {
        if (matches(pattern, token)) children.push(child)
      }
    }
    if (/^\d+$/.test(token)) children.push(itemSchema(schema, Number(token)))
    if (!children.some(child => child !== undefined)) {
      children.push(schema.additionalProperties, schema.unevaluatedProperties)
    }
    return children.filter(isObject).map(schema => ({ schema, document }))
  }

  #property (properties: unknown, token: string): unknown {
    if (!isObject(properties)) return undefined
    if (Object.hasOwn(properties, token)) return properties[token]
    if (!this.#ignoreCase) return undefined
    return Object.entries(properties).find(([name]) => name.toLowerCase() === token.toLowerCase())?.[1]
  }

  #resolve (reference: string, document: SchemaObject): SchemaNode | undefined {
    const [id = '', fragment = ''] = reference.split('#', 2)
    const base = id === '' ? document : findById(document, id) ?? this.#shared(id, document)
    if (!isObject(base)) return undefined

    // A subschema with an $id of its own is still resolved in the document that holds it.
    const home = id === '' || findById(document, id) !== undefined ? document : base
    const target = fragment === '' || fragment.startsWith('/') ? follow(base, fragment) : findById(base, `#${fragment}`)
    return isObject(target) ? { schema: target, document: home } : undefined
  }

  #shared (id: string, document: SchemaObject): unknown {
    return this.#getSchema(id) ?? this.#getSchema(`${id}#`) ?? this.#getSchema(resolveUri(id, document.$id))
  }
}

function itemSchema (schema: SchemaObject, index: number): unknown {
  const tuple = Array.isArray(schema.prefixItems) ? schema.prefixItems : Array.isArray(schema.items) ? schema.items : []
  if (index < tuple.length) return tuple[index]
  return isObject(schema.items) ? schema.items : schema.additionalItems ?? schema.unevaluatedItems
}

function follow (document: SchemaObject, fragment: string): unknown {
  return parsePointer(decode(fragment)).reduce<unknown>((value, token) => read(value, token), document)
}

const idsByDocument = new WeakMap<SchemaObject, ReadonlyMap<string, SchemaObject>>()

/** The subschema of that `$id`, `#anchor` or definition name's `$id` inside a document. */
function findById (document: SchemaObject, id: string): SchemaObject | undefined {
  let ids = idsByDocument.get(document)
  if (ids === undefined) {
    ids = collectIds(document)
    idsByDocument.set(document, ids)
  }
  return ids.get(id)
}

function collectIds (document: SchemaObject): ReadonlyMap<string, SchemaObject> {
  const ids = new Map<string, SchemaObject>()
  const seen = new Set<unknown>()
  const queue: unknown[] = [document]
  while (queue.length > 0 && seen.size < maxNodes * 10) {
    const value = queue.pop()
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    queue.push(...Object.values(value))

    if (!isObject(value)) continue
    if (typeof value.$id === 'string') ids.set(value.$id.replace(/(?<=.)#$/, ''), value)
    for (const anchor of [value.$anchor, value.$dynamicAnchor]) {
      if (typeof anchor === 'string') ids.set(`#${anchor}`, value)
    }
  }
  return ids
}

function resolveUri (id: string, base: unknown): string {
  return typeof base === 'string' && URL.canParse(id, base) ? new URL(id, base).href : id
}

function decode (fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

function matches (pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name)
  } catch {
    return false
  }
}

function isObject (value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf (value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function valuesOf (value: unknown): unknown[] {
  return isObject(value) ? Object.values(value) : []
}
