/**
 * Finds the subschemas that apply to a value inside a request part, by walking value and schema along a pointer.
 *
 * A validator's own `schemaPath` will not do: not every validator has one, and behind a `$ref` it starts anew.
 */
import { constantsOf } from './checks.js'
import { fits, matches } from './checks.js'
import { isArrayIndex } from './pointer.js'
import { isObject, SchemaDocument, type GetSchema, type SchemaObject } from './document.js'

/** A subschema that applies to a value, and how the walk came to it. */
export interface SchemaNode {
  readonly schema: SchemaObject
  readonly document: SchemaDocument
  /** How many tokens of the pointer lead to the value. */
  readonly depth: number
  readonly via: SchemaNode | undefined
  /** The step from there to here, such as `$ref`, `allOf/0` or `properties`. */
  readonly step: string
  /** False inside a branch that the value cannot be about. */
  readonly isOpen: boolean
}

/** A value inside the part, and what the schema says of it, outer subschemas before inner ones. */
export interface Spot {
  /** Who reads it makes what is said of the spot depend on the request. */
  readonly value: unknown
  readonly nodes: readonly SchemaNode[]
  readonly depth: number
}

class WalkedSpot implements Spot {
  readonly depth: number
  readonly nodes: readonly SchemaNode[]
  /** The value, to walk on: this is no reading. */
  readonly held: unknown
  readonly children = new Map<string, WalkedSpot>()
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

// Bounds what a pathological schema can cost; real ones stay far below.
const maxNodes = 1000

type Step = readonly [step: string, schema: unknown, isOpen?: boolean]

export class SchemaWalker {
  readonly #ignoreCase: boolean
  readonly #root: WalkedSpot
  #hasReadValues = false

  /** @param ignoreCase - For headers, whose names have no case. */
  constructor (schema: unknown, value: unknown, getSchema: GetSchema, ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase
    const start = isObject(schema)
      ? [{ schema, document: new SchemaDocument(schema, getSchema), depth: 0, via: undefined, step: '', isOpen: true }]
      : []
    this.#root = this.#spot(0, start, value)
  }

  /** True as soon as something of the request was looked at, be it to choose between subschemas. */
  get hasReadValues (): boolean {
    return this.#hasReadValues
  }

  /** The part itself and each value along the pointer; the last is the one that it points to. */
  spots (tokens: readonly string[]): Spot[] {
    let spot = this.#root
    return [spot, ...tokens.map(token => (spot = this.#child(spot, token)))]
  }

  at (tokens: readonly string[]): Spot {
    return tokens.reduce((spot, token) => this.#child(spot, token), this.#root)
  }

  /** What the schema says of the members of the part itself, whatever their names. */
  members (): readonly SchemaNode[] {
    const start = this.#root.nodes.flatMap(node => {
      const { properties, patternProperties, additionalProperties, unevaluatedProperties } = node.schema
      const named = [properties, patternProperties].flatMap(schemas => Object.values(toRecord(schemas)))
      return [...named, additionalProperties, unevaluatedProperties].map(schema => enter(node, 'properties', schema, true, 1))
    })
    return this.#spot(1, start, undefined).nodes
  }

  /** For each branch of a node's union, what it says by itself: through `$ref` and `allOf`, not into further unions. */
  branches (node: SchemaNode, keyword: string): SchemaNode[][] {
    const union = node.schema[keyword]
    if (!Array.isArray(union)) return []
    return union.map((schema, index) => {
      const found: SchemaNode[] = []
      this.#collect(enter(node, `${keyword}/${index}`, schema), found, new Set(), undefined)
      return found
    })
  }

  // Findings share most of their way, so each spot is worked out once.
  #child (spot: WalkedSpot, token: string): WalkedSpot {
    let child = spot.children.get(token)
    if (child === undefined) {
      const depth = spot.depth + 1
      const start = spot.nodes.flatMap(node =>
        this.#stepsTo(token, node.schema).map(([step, schema]) => enter(node, step, schema, true, depth)))
      child = this.#spot(depth, start, memberOf(spot.held, token))
      spot.children.set(token, child)
    }
    return child
  }

  #spot (depth: number, start: ReadonlyArray<SchemaNode | undefined>, held: unknown): WalkedSpot {
    const nodes: SchemaNode[] = []
    const spot = new WalkedSpot(depth, nodes, held, () => { this.#hasReadValues = true })
    const seen = new Set<SchemaObject>()
    for (const node of start) this.#collect(node, nodes, seen, spot)
    return spot
  }

  /** At a spot, everything that applies to its value; without one, only what a branch says by itself. */
  #collect (
    node: SchemaNode | undefined, found: SchemaNode[], seen: Set<SchemaObject>, spot: Spot | undefined
  ): void {
    if (node === undefined || seen.has(node.schema) || found.length >= maxNodes) return
    seen.add(node.schema)
    found.push(node)

    const { schema, document } = node
    const reference = schema.$ref ?? schema.$dynamicRef ?? schema.$recursiveRef
    const target = typeof reference === 'string' ? document.resolve(reference) : undefined
    if (target !== undefined) this.#collect({ ...node, ...target, via: node, step: '$ref' }, found, seen, spot)

    const steps = listed('allOf', schema)
    if (spot !== undefined && hasAlternatives(schema)) steps.push(...this.#alternatives(node, spot.value))
    for (const [step, inner, isOpen] of steps) this.#collect(enter(node, step, inner, isOpen), found, seen, spot)
  }

  #alternatives (node: SchemaNode, value: unknown): Step[] {
    const { schema } = node
    const condition = schema.if === undefined ? undefined : fits(schema.if, value)
    const others = { ...toRecord(schema.dependencies), ...toRecord(schema.dependentSchemas) }
    return [
      ['then', schema.then, condition !== false],
      ['else', schema.else, condition !== true],
      ...this.#union(node, 'anyOf', value),
      ...this.#union(node, 'oneOf', value),
      ...Object.entries(others).map(([name, inner]): Step => ['dependentSchemas', inner, isObject(value) && name in value])
    ]
  }

  /** Where a tag tells the branches apart, only those that the value's tag names are open. */
  #union (node: SchemaNode, keyword: string, value: unknown): Step[] {
    const steps = listed(keyword, node.schema)
    if (steps.length === 0 || !isObject(value)) return steps

    const contradicts = this.branches(node, keyword).map(branch => branch.some(({ schema }) =>
      Object.entries(toRecord(schema.properties)).some(([name, member]) =>
        Object.hasOwn(value, name) && constantsOf(member)?.includes(value[name]) === false)))
    const isDecided = contradicts.includes(false)
    return steps.map(([step, schema], index) => [step, schema, !(isDecided && contradicts[index] === true)])
  }

  #stepsTo (token: string, schema: SchemaObject): Step[] {
    const steps: Step[] = []
    const own = this.#property(toRecord(schema.properties), token)
    if (own !== undefined) steps.push(['properties', own])
    for (const [pattern, inner] of Object.entries(toRecord(schema.patternProperties))) {
      if (matches(pattern, token) === true) steps.push(['patternProperties', inner])
    }
    const item = isArrayIndex(token) ? itemAt(Number(token), schema) : undefined
    if (item !== undefined) steps.push(['items', item])
    if (steps.length > 0) return steps
    return [['additionalProperties', schema.additionalProperties], ['unevaluatedProperties', schema.unevaluatedProperties]]
  }

  #property (properties: SchemaObject, token: string): unknown {
    if (Object.hasOwn(properties, token)) return properties[token]
    if (!this.#ignoreCase) return undefined
    return Object.entries(properties).find(([name]) => name.toLowerCase() === token.toLowerCase())?.[1]
  }
}

/** The node that a step leads to; `undefined` where no subschema is there. */
function enter (via: SchemaNode, step: string, schema: unknown, isOpen = true, depth = via.depth): SchemaNode | undefined {
  if (!isObject(schema)) return undefined
  return { schema, document: via.document.holding(schema), depth, via, step, isOpen: via.isOpen && isOpen }
}

function itemAt (index: number, schema: SchemaObject): unknown {
  const tuple = Array.isArray(schema.prefixItems) ? schema.prefixItems : Array.isArray(schema.items) ? schema.items : []
  if (index < tuple.length) return tuple[index]
  return isObject(schema.items) ? schema.items : schema.additionalItems ?? schema.unevaluatedItems
}

const alternatives = ['if', 'anyOf', 'oneOf', 'dependencies', 'dependentSchemas']

function hasAlternatives (schema: SchemaObject): boolean {
  return alternatives.some(keyword => schema[keyword] !== undefined)
}

function memberOf (holder: unknown, token: string): unknown {
  const isMember = typeof holder === 'object' && holder !== null && Object.hasOwn(holder, token)
  return isMember ? (holder as Record<string, unknown>)[token] : undefined
}

function listed (keyword: string, schema: SchemaObject): Step[] {
  const value = schema[keyword]
  return Array.isArray(value) ? value.map((inner, index) => [`${keyword}/${index}`, inner]) : []
}

function toRecord (value: unknown): SchemaObject {
  return isObject(value) ? value : {}
}
