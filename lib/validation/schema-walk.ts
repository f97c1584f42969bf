/**
 * Finds the subschemas that apply to a value inside a request part, by walking value and schema along a pointer.
 *
 * A validator's own `schemaPath` will not do: not every validator has one, and behind a `$ref` it starts anew.
 */
import { constantsOf } from './constants.js'
import { fits, matches } from './checks.js'
import { isObject, SchemaDocument, type GetSchema, type SchemaObject } from './schema-document.js'

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
  readonly value: unknown
  readonly nodes: readonly SchemaNode[]
  readonly depth: number
}

// Bounds what a pathological schema can cost; real ones stay far below.
const maxNodes = 1000

type Step = readonly [step: string, schema: unknown, isOpen?: boolean]

export class SchemaWalker {
  readonly #ignoreCase: boolean
  readonly #root: Spot
  // Findings share most of their way, so each spot is worked out once.
  readonly #children = new Map<Spot, Map<string, Spot>>()

  /** @param ignoreCase - For headers, whose names have no case. */
  constructor (schema: unknown, value: unknown, getSchema: GetSchema, ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase
    const start = isObject(schema)
      ? [{ schema, document: new SchemaDocument(schema, getSchema), depth: 0, via: undefined, step: '', isOpen: true }]
      : []
    this.#root = { value, depth: 0, nodes: this.#applicable(start, value) }
  }

  /** The part itself and each value along the pointer; the last is the one that it points to. */
  spots (tokens: readonly string[]): Spot[] {
    const spots = [this.#root]
    let spot = this.#root
    for (const token of tokens) {
      spot = this.#child(spot, token)
      spots.push(spot)
    }
    return spots
  }

  at (tokens: readonly string[]): Spot {
    return tokens.reduce((spot, token) => this.#child(spot, token), this.#root)
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

  #child (spot: Spot, token: string): Spot {
    const children = this.#children.get(spot) ?? new Map<string, Spot>()
    this.#children.set(spot, children)
    let child = children.get(token)
    if (child === undefined) {
      const value = typeof spot.value === 'object' && spot.value !== null && Object.hasOwn(spot.value, token)
        ? (spot.value as Record<string, unknown>)[token]
        : undefined
      const nodes = spot.nodes.flatMap(node => this.#stepsTo(token, node.schema).map(([step, schema]) =>
        enter(node, step, schema, true, spot.depth + 1)))
      child = { value, depth: spot.depth + 1, nodes: this.#applicable(nodes, value) }
      children.set(token, child)
    }
    return child
  }

  #applicable (start: ReadonlyArray<SchemaNode | undefined>, value: unknown): SchemaNode[] {
    const found: SchemaNode[] = []
    const seen = new Set<SchemaObject>()
    for (const node of start) this.#collect(node, found, seen, { value })
    return found
  }

  /** With a value, everything that applies in place; without one, only what a branch says by itself. */
  #collect (
    node: SchemaNode | undefined, found: SchemaNode[], seen: Set<SchemaObject>, about: { readonly value: unknown } | undefined
  ): void {
    if (node === undefined || seen.has(node.schema) || found.length >= maxNodes) return
    seen.add(node.schema)
    found.push(node)

    const { schema, document } = node
    const reference = [schema.$ref, schema.$dynamicRef, schema.$recursiveRef].find(ref => typeof ref === 'string')
    const target = typeof reference === 'string' ? document.resolve(reference) : undefined
    if (target !== undefined) this.#collect({ ...node, ...target, via: node, step: '$ref' }, found, seen, about)

    const steps = [...listed('allOf', schema), ...about === undefined ? [] : this.#alternatives(node, about.value)]
    for (const [step, inner, isOpen] of steps) this.#collect(enter(node, step, inner, isOpen), found, seen, about)
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
    const steps: Step[] = [
      ['properties', this.#property(toRecord(schema.properties), token)],
      ...Object.entries(toRecord(schema.patternProperties))
        .filter(([pattern]) => matches(pattern, token))
        .map(([, child]): Step => ['patternProperties', child]),
      ...(/^\d+$/.test(token) ? [itemStep(schema, Number(token))] : [])
    ]
    if (steps.some(([, child]) => child !== undefined)) return steps
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

function itemStep (schema: SchemaObject, index: number): Step {
  const tuple = Array.isArray(schema.prefixItems) ? schema.prefixItems : Array.isArray(schema.items) ? schema.items : []
  if (index < tuple.length) return ['items', tuple[index]]
  return ['items', isObject(schema.items) ? schema.items : schema.additionalItems ?? schema.unevaluatedItems]
}

function listed (keyword: string, schema: SchemaObject): Step[] {
  const value = schema[keyword]
  return Array.isArray(value) ? value.map((inner, index) => [`${keyword}/${index}`, inner]) : []
}

function toRecord (value: unknown): SchemaObject {
  return isObject(value) ? value : {}
}
