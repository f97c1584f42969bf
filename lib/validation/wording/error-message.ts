/**
 * The schema author's own sentence: the `errorMessage` that a schema holds, in the syntax of ajv-errors.
 *
 * It is found by walking the schema along the pointer, so it works with every validator that leaves JSON Schema in the
 * route, and without `allErrors`. It belongs to the subschema that failed and to those around it; the innermost text
 * wins. ajv-errors' templates are not evaluated: they echo values.
 */
import { read } from '../../untrusted/read.js'
import { breaks } from '../../json-schema/checks.js'
import { parentKeywords, type Finding } from '../finding.js'
import type { RequestData } from '../failed-part.js'
import { isObject } from '../../json-schema/document.js'
import type { SchemaNode, Spot } from '../../json-schema/walk.js'

export function errorMessageOf (finding: Finding, { walker }: RequestData): string | undefined {
  const spots = walker.spots(finding.tokens)
  const spot = spots.at(-1)
  const holder = spots[holderDepth(finding)]
  const isWorded = spots.some(({ nodes }) => nodes.some(({ schema }) => schema.errorMessage !== undefined))
  if (spot === undefined || holder === undefined || !isWorded) return undefined

  const failed = failedNodes(finding, holder)
  // A missing member's own schema can word its absence; a union's branches speak where the union itself is silent.
  const isMissing = holder !== spot && finding.keyword === 'required'
  const inner = isMissing || isUnion(finding) ? spot.nodes.filter(({ isOpen }) => isOpen) : []
  const known = spots.findLast(({ nodes }) => nodes.length > 0)?.nodes ?? []
  const nearest = failed.length > 0 ? failed : known.filter(({ isOpen }) => isOpen).toReversed()

  return firstText(isMissing ? inner : [], finding) ??
    firstText(isUnion(finding) ? failed : [], finding) ??
    firstText(isUnion(finding) ? inner : [], finding) ??
    firstText(nearest.flatMap(wayOut), finding)
}

function isUnion ({ keyword, source }: Finding): boolean {
  const name = source?.keyword ?? keyword
  return name === 'anyOf' || name === 'oneOf'
}

/** How far down the keyword that failed stands. */
function holderDepth ({ keyword = '', source, tokens }: Finding): number {
  if (source !== undefined) return source.tokens.length
  return parentKeywords.has(keyword) ? tokens.length - 1 : tokens.length
}

/** The subschemas that hold the keyword; of several, those whose rule the value breaks. */
function failedNodes (finding: Finding, spot: Spot): SchemaNode[] {
  const { nodes, depth } = spot
  const { keyword = '', source, tokens } = finding
  const name = source?.keyword ?? keyword
  const [member = ''] = tokens.slice(depth)
  const holders = nodes.filter(({ schema, isOpen }) => isOpen && (
    name === 'required' && Array.isArray(schema.required) ? schema.required.includes(member) : schema[name] !== undefined))
  if (holders.length < 2) return holders
  const broken = holders.filter(({ schema }) => breaks(schema, name, spot.value))
  return broken.length > 0 ? broken : holders
}

/** A node and those around it, from the inside out. */
function wayOut (node: SchemaNode): SchemaNode[] {
  const way: SchemaNode[] = []
  for (let current: SchemaNode | undefined = node; current !== undefined; current = current.via) way.push(current)
  return way
}

function firstText (nodes: readonly SchemaNode[], finding: Finding): string | undefined {
  for (const { schema, depth } of nodes) {
    const text = textOf(schema.errorMessage, finding, depth)
    if (text !== undefined) return text
  }
  return undefined
}

function textOf (errorMessage: unknown, finding: Finding, depth: number): string | undefined {
  if (typeof errorMessage === 'string') return errorMessage
  if (!isObject(errorMessage)) return undefined

  const { tokens, keyword, source } = finding
  const member = tokens[depth]
  const keywords = holderDepth(finding) === depth ? [source?.keyword, keyword].filter(name => name !== undefined) : []
  const texts = keywords.map(name => own(errorMessage, name))
  const candidates = [
    ...(member === undefined ? [] : texts.map(text => own(text, member))),
    ...texts,
    ...(member === undefined ? [] : [own(errorMessage.properties, member), own(errorMessage.items, member)]),
    own(errorMessage, '_')
  ]
  return candidates.find(text => typeof text === 'string')
}

function own (texts: unknown, name: string): unknown {
  return typeof texts === 'object' && texts !== null && Object.hasOwn(texts, name) ? read(texts, name) : undefined
}
