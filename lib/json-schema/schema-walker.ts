/**
 * Finds the subschemas that apply to a value, by walking value and schema along a JSON Pointer.
 *
 * The `schemaPath` of a validator's item does not suffice: not every validator gives one, and behind a `$ref` it starts at
 * the referenced schema.
 */
import { maxSchemaNodes } from '../limits.js'
import { hasOwn, isObject, readOwn } from '../untrusted/read.js'
import { constantsOf, satisfies } from './keyword-checks.js'
import type { SchemaDocument, SchemaObject } from './schema-document.js'
import { stepsInto, stepsToMember, toRecord, type Step } from './schema-steps.js'

/** A subschema that applies to a value, and the way that leads to it. */
export interface SchemaNode {
  readonly schema: SchemaObject
  readonly document: SchemaDocument
  /** The number of tokens that lead to the value. */
  readonly depth: number
  readonly via: SchemaNode | undefined
  /** The step from `via` to here, such as `$ref`, `allOf/0` or `properties`. */
  readonly step: string
  /** False inside a branch that the value cannot mean. */
  readonly isOpen: boolean
}

/** A value, and the subschemas that apply to it, outer ones before inner ones. */
export interface SchemaMatch {
  /** Reading it sets `hasReadValues`: the result then depends on the request and is not cached. */
  readonly value: unknown
  readonly nodes: readonly SchemaNode[]
  readonly depth: number
}

class WalkedMatch implements SchemaMatch {
  readonly depth: number
  readonly nodes: readonly SchemaNode[]
  /** The same value, for the walk itself, which does not count as reading. */
  readonly held: unknown
  readonly children = new Map<string, WalkedMatch>()
  readonly #onRead: () => void

  constructor (depth: number, nodes: readonly SchemaNode[], held: unknown, onRead: () => void) {
    this.depth = depth
    this.nodes = nodes
    this.held = held
    this.#onRead = onRead
  }

  get value (): unknown {
    this.#onRead()
    return this.held
  }
}

export class SchemaWalker {
  readonly #ignoreCase: boolean
  readonly #root: WalkedMatch
  #hasReadValues = false

  /** @param ignoreCase - True for headers, whose names are case-insensitive. */
  constructor (document: SchemaDocument | undefined, value: unknown, ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase
    const start = document === undefined
      ? []
      : [{ schema: document.schema, document, depth: 0, via: undefined, step: '', isOpen: true }]
    this.#root = this.#match(0, start, value)
  }

  /** True once a value of the request was read, be it to choose between subschemas. */
  get hasReadValues (): boolean {
    return this.#hasReadValues
  }

  /** The root value and each value along the pointer; the last one is the value that the tokens point to. */
  matchesAlong (tokens: readonly string[]): SchemaMatch[] {
    let match = this.#root
    return [match, ...tokens.map(token => (match = this.#child(match, token)))]
  }

  matchAt (tokens: readonly string[]): SchemaMatch {
    return tokens.reduce((match, token) => this.#child(match, token), this.#root)
  }

  /** The subschemas for members of the root value, whatever their names. */
  members (): readonly SchemaNode[] {
    const start = this.#root.nodes.flatMap(node => {
      const { properties, patternProperties, additionalProperties, unevaluatedProperties } = node.schema
      const named = [properties, patternProperties].flatMap(schemas => Object.values(toRecord(schemas)))
      return [...named, additionalProperties, unevaluatedProperties].map(schema => enter(node, 'properties', schema, true, 1))
    })
    return this.#match(1, start, undefined).nodes
  }

  /** The subschemas of each branch of a union: through `$ref` and `allOf`, but not into nested unions. */
  branches (node: SchemaNode, keyword: string): SchemaNode[][] {
    const union = node.schema[keyword]
    if (!Array.isArray(union)) return []
    return union.map((schema, index) => {
      const found: SchemaNode[] = []
      this.#collect(enter(node, `${keyword}/${index}`, schema), found, new Map(), undefined)
      return found
    })
  }

  // Findings share most of their way, so each match is computed once.
  #child (match: WalkedMatch, token: string): WalkedMatch {
    let child = match.children.get(token)
    if (child === undefined) {
      const depth = match.depth + 1
      const start = match.nodes.flatMap(node =>
        stepsToMember(token, node.schema, this.#ignoreCase).map(([step, schema]) => enter(node, step, schema, true, depth)))
      child = this.#match(depth, start, readOwn(match.held, token))
      match.children.set(token, child)
    }
    return child
  }

  #match (depth: number, start: ReadonlyArray<SchemaNode | undefined>, held: unknown): WalkedMatch {
    const nodes: SchemaNode[] = []
    const match = new WalkedMatch(depth, nodes, held, () => { this.#hasReadValues = true })
    const seen = new Map<SchemaObject, boolean>()
    for (const node of start) this.#collect(node, nodes, seen, match)
    return match
  }

  /** Collects all subschemas that apply to the value of a match; without a match, those of a branch alone. */
  #collect (
    node: SchemaNode | undefined, found: SchemaNode[], seen: Map<SchemaObject, boolean>, match: SchemaMatch | undefined
  ): void {
    if (node === undefined || found.length >= maxSchemaNodes) return
    // Branches can share a subschema: a closed one does not hide it from an open one.
    const wasOpen = seen.get(node.schema)
    if (wasOpen === true || wasOpen === node.isOpen) return
    seen.set(node.schema, node.isOpen)
    found.push(node)

    const { schema, document } = node
    const reference = schema.$ref ?? schema.$dynamicRef ?? schema.$recursiveRef
    const target = typeof reference === 'string' ? document.resolve(reference) : undefined
    if (target !== undefined) this.#collect({ ...node, ...target, via: node, step: '$ref' }, found, seen, match)

    const steps = stepsInto('allOf', schema)
    if (match !== undefined && hasAlternatives(schema)) steps.push(...this.#alternatives(node, match.value))
    for (const [step, inner, isOpen] of steps) this.#collect(enter(node, step, inner, isOpen), found, seen, match)
  }

  #alternatives (node: SchemaNode, value: unknown): Step[] {
    const { schema } = node
    const condition = schema.if === undefined ? undefined : satisfies(schema.if, value)
    const others = { ...toRecord(schema.dependencies), ...toRecord(schema.dependentSchemas) }
    return [
      ['then', schema.then, condition !== false],
      ['else', schema.else, condition !== true],
      ...this.#union(node, 'anyOf', value),
      ...this.#union(node, 'oneOf', value),
      ...Object.entries(others).map(([name, inner]): Step => ['dependentSchemas', inner, hasOwn(value, name)])
    ]
  }

  /** If a tag tells the branches apart, only those that the value's tag names are open. */
  #union (node: SchemaNode, keyword: string, value: unknown): Step[] {
    const steps = stepsInto(keyword, node.schema)
    if (steps.length === 0 || !isObject(value)) return steps

    const contradicts = this.branches(node, keyword).map(branch => branch.some(({ schema }) =>
      Object.entries(toRecord(schema.properties)).some(([name, member]) =>
        Object.hasOwn(value, name) && constantsOf(member)?.includes(value[name]) === false)))
    const isDecided = contradicts.includes(false)
    return steps.map(([step, schema], index) => [step, schema, !(isDecided && contradicts[index] === true)])
  }
}

/** The node that a step leads to; `undefined` if there is no subschema. */
function enter (via: SchemaNode, step: string, schema: unknown, isOpen = true, depth = via.depth): SchemaNode | undefined {
  if (!isObject(schema)) return undefined
  return { schema, document: via.document.containing(schema), depth, via, step, isOpen: via.isOpen && isOpen }
}

const alternatives = ['if', 'anyOf', 'oneOf', 'dependencies', 'dependentSchemas']

function hasAlternatives (schema: SchemaObject): boolean {
  return alternatives.some(keyword => schema[keyword] !== undefined)
}
