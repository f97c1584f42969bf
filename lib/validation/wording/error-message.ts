/**
 * Finds the schema author's own sentence: the keyword `errorMessage`, in the syntax of ajv-errors
 * (https://ajv.js.org/packages/ajv-errors.html).
 *
 * The sentence is found by walking the route's schema along the pointer. So it works without `allErrors` and with every
 * validator that takes JSON Schema. It can stand in the subschema that failed or in one around it; the innermost one wins.
 * The templates of ajv-errors are not evaluated, since they quote values that the client sent.
 */
import { violates } from '../../json-schema/keyword-checks.js'
import type { SchemaObject } from '../../json-schema/schema-document.js'
import type { SchemaMatch, SchemaNode } from '../../json-schema/schema-walker.js'
import { isObject, readOwn } from '../../untrusted/read.js'
import type { FailedPart } from '../failed-part.js'
import { parentKeywords, type Finding } from '../finding.js'

export function errorMessageOf (finding: Finding, part: FailedPart): string | undefined {
  if (!part.mentions('errorMessage')) return undefined
  const { walker } = part
  const matches = walker.matchesAlong(finding.tokens)
  const match = matches.at(-1)
  const holder = matches[holderDepth(finding)]
  const hasMessages = matches.some(({ nodes }) => nodes.some(({ schema }) => schema.errorMessage !== undefined))
  if (match === undefined || holder === undefined || !hasMessages) return undefined

  const failed = failedNodes(finding, holder)
  // The parent's text for missing members comes before the text of a missing member for any fault, which comes before all others.
  // The branches of a union can word its failure if the union does not.
  const isMissing = holder !== match && finding.keyword === 'required'
  const inner = isMissing || isUnion(finding) ? match.nodes.filter(({ isOpen }) => isOpen) : []
  const known = matches.findLast(({ nodes }) => nodes.length > 0)?.nodes ?? []
  const nearest = failed.length > 0 ? failed : known.filter(({ isOpen }) => isOpen).toReversed()

  const own = isMissing ? nearest.flatMap(selfAndAncestors).filter(({ depth }) => depth === holder.depth) : []
  return own.flatMap(({ schema, depth }) => keywordTexts(finding, schema.errorMessage, depth))[0] ??
    firstText(isMissing ? inner : [], finding) ??
    firstText(isUnion(finding) ? failed : [], finding) ??
    firstText(isUnion(finding) ? inner : [], finding) ??
    firstText(nearest.flatMap(selfAndAncestors), finding)
}

function isUnion ({ keyword, source }: Finding): boolean {
  const name = source?.keyword ?? keyword
  return name === 'anyOf' || name === 'oneOf'
}

/** The depth of the value whose schema holds the keyword that failed. */
function holderDepth ({ keyword = '', source, tokens }: Finding): number {
  if (source !== undefined) return source.tokens.length
  return parentKeywords.has(keyword) ? tokens.length - 1 : tokens.length
}

/** The subschemas that hold the keyword; if there are several, those that the value violates. */
function failedNodes (finding: Finding, match: SchemaMatch): SchemaNode[] {
  const { nodes, depth } = match
  const known = nodes.filter(({ schema }) => schema === finding.schema)
  if (known.length > 0) return known.some(({ isOpen }) => isOpen) ? known.filter(({ isOpen }) => isOpen) : known
  const { keyword = '', source, tokens } = finding
  const name = source?.keyword ?? keyword
  const [member = ''] = tokens.slice(depth)
  const holdsKeyword = (schema: SchemaObject) => name === 'required' && Array.isArray(schema.required)
    ? schema.required.includes(member)
    : readOwn(schema, name) !== undefined
  const holders = nodes.filter(({ schema, isOpen }) => isOpen && holdsKeyword(schema))
  if (holders.length < 2) return holders
  const violated = holders.filter(({ schema }) => violates(schema, name, match.value))
  return violated.length > 0 ? violated : holders
}

/** A node and those around it, from the inside out. */
function selfAndAncestors (node: SchemaNode): SchemaNode[] {
  const nodes: SchemaNode[] = []
  for (let current: SchemaNode | undefined = node; current !== undefined; current = current.via) nodes.push(current)
  return nodes
}

function firstText (nodes: readonly SchemaNode[], finding: Finding): string | undefined {
  for (const { schema, depth } of nodes) {
    const text = textFor(finding, schema.errorMessage, depth)
    if (text !== undefined) return text
  }
  return undefined
}

/** The text in an `errorMessage` that applies to the finding: by keyword, by member, or `_` for any fault. */
function textFor (finding: Finding, errorMessage: unknown, depth: number): string | undefined {
  if (isText(errorMessage)) return errorMessage
  if (!isObject(errorMessage)) return undefined

  const member = finding.tokens[depth]
  const ofMember = member === undefined ? [] : [readOwn(errorMessage.properties, member), readOwn(errorMessage.items, member)]
  return [...keywordTexts(finding, errorMessage, depth), ...[...ofMember, readOwn(errorMessage, '_')].filter(isText)][0]
}

/** The texts of the keyword that failed: by member, then for all members. */
function keywordTexts (finding: Finding, errorMessage: unknown, depth: number): string[] {
  const { tokens, keyword, source } = finding
  const member = tokens[depth]
  const keywords = holderDepth(finding) === depth ? [source?.keyword, keyword].filter(name => name !== undefined) : []
  const texts = keywords.map(name => readOwn(errorMessage, name))
  return [...(member === undefined ? [] : texts.map(text => readOwn(text, member))), ...texts].filter(isText)
}

function isText (text: unknown): text is string {
  return typeof text === 'string'
}
