/**
 * The schema author's own sentence: the `errorMessage` that a schema holds, in the syntax of ajv-errors.
 *
 * It is found by walking the schema along the pointer, so it works with every validator that leaves JSON Schema in the
 * route, and without `allErrors`. The innermost text wins. ajv-errors' templates are not evaluated: they echo values.
 */
import { read } from '../foreign-error.js'
import type { Finding } from './finding.js'
import type { RequestData } from './request-data.js'
import type { SchemaNode, SchemaObject } from './schema-walk.js'

/** Keywords that stand at the parent of the value that they are about. */
const parentKeywords = new Set([
  'required', 'dependentRequired', 'dependencies', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'
])

export function errorMessageOf (finding: Finding, { walker }: RequestData): string | undefined {
  const { tokens } = finding
  const levels = walker.levels(tokens)
  for (const [depth, nodes] of [...levels.entries()].reverse()) {
    const below = tokens.slice(depth)
    for (const { schema } of byRelevance(nodes, finding, below)) {
      const text = textOf(schema.errorMessage, finding, below)
      if (text !== undefined) return text
    }
  }
}

/** First the subschemas that hold the keyword that failed; then the inner before the outer. */
function byRelevance (nodes: readonly SchemaNode[], finding: Finding, below: readonly string[]): SchemaNode[] {
  const isUnion = finding.keyword === 'anyOf' || finding.keyword === 'oneOf' || finding.keyword === 'enum'
  const ordered = isUnion ? nodes : nodes.toReversed()
  const holds = ({ schema }: SchemaNode) => below.length === distance(finding) && holdsKeyword(schema, finding, below)
  return [...ordered.filter(holds), ...ordered.filter(node => !holds(node))]
}

/** How far above the value its keyword stands. */
function distance ({ keyword = '' }: Finding): number {
  return parentKeywords.has(keyword) ? 1 : 0
}

function holdsKeyword (schema: SchemaObject, { keyword = '' }: Finding, below: readonly string[]): boolean {
  const value = schema[keyword]
  return keyword === 'required' && Array.isArray(value) ? value.includes(below[0]) : value !== undefined
}

function textOf (errorMessage: unknown, finding: Finding, below: readonly string[]): string | undefined {
  if (typeof errorMessage === 'string') return errorMessage

  const { keyword = '' } = finding
  const [member] = below
  const ofKeyword = read(errorMessage, keyword)
  const candidates = [
    ...(below.length === distance(finding) ? [member === undefined ? undefined : own(ofKeyword, member), ofKeyword] : []),
    ...(member === undefined ? [] : [own(read(errorMessage, 'properties'), member), own(read(errorMessage, 'items'), member)]),
    read(errorMessage, '_')
  ]
  return candidates.find(text => typeof text === 'string')
}

function own (texts: unknown, name: string): unknown {
  return typeof texts === 'object' && texts !== null && Object.hasOwn(texts, name) ? read(texts, name) : undefined
}
