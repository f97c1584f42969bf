/**
 * Collapses the items of unions. Ajv reports a failed union as one item per branch and then one for the union; these become
 * one item. Items that only summarize others are dropped.
 */
import { parsePointer, toPointer } from '../../json-schema/json-pointer.js'
import { constantsOf, isScalar } from '../../json-schema/keyword-checks.js'
import type { SchemaMatch, SchemaNode } from '../../json-schema/schema-walker.js'
import { isObject, readOwn, readProperty } from '../../untrusted/read.js'
import type { FailedPart } from '../failed-part.js'

export interface AjvItem {
  readonly instancePath: string
  /** Ends with the keyword. */
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Keywords whose item replaces the items of their branches, which come before it. */
const unionKeywords = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames'])

/** Keywords whose item only summarizes the items before it. */
const summaryKeywords = new Set(['if', 'additionalProperties', 'unevaluatedProperties', 'patternProperties', 'items'])

export function collapseUnions (items: readonly AjvItem[], part: FailedPart): AjvItem[] {
  const collapsed: AjvItem[] = []
  for (const item of [...items, ...unfinishedUnion(items.at(-1), part)]) {
    if (unionKeywords.has(item.keyword)) {
      const match = part.walker.matchAt(parsePointer(item.instancePath))
      const branchItems: AjvItem[] = []
      for (let last = collapsed.at(-1); last !== undefined && isBranchItem(last, item, match, part); last = collapsed.at(-1)) {
        branchItems.unshift(last)
        collapsed.pop()
      }
      collapsed.push(...chosenBranch(item, branchItems, match, part) ?? [item])
    } else if (!summaryKeywords.has(item.keyword) || !collapsed.some(earlier => isCoveredBy(item, earlier))) {
      collapsed.push(item)
    }
  }
  return collapsed
}

/** True if the item belongs to a branch of the union: it is at or below the value, and not of a keyword beside the union. */
function isBranchItem (item: AjvItem, union: AjvItem, match: SchemaMatch, part: FailedPart): boolean {
  if (!isPathWithin(item.instancePath, union.instancePath)) return false
  if (item.schemaPath.startsWith(`${union.schemaPath}/`)) return true
  // The union contains itself.
  if (item.schemaPath === union.schemaPath && item.instancePath !== union.instancePath) return true

  // Behind a $ref, Ajv's path starts at the referenced schema. The walk then shows if the keyword is in a branch or beside it.
  const holders = part.walker.matchAt(parsePointer(item.instancePath)).nodes.filter(node => mayHaveReported(node, item))
  const unions = new Set(match.nodes.filter(node => node.schema[union.keyword] !== undefined).map(({ schema }) => schema))
  const isBeside = holders.some(node => !passes(node, step => step.startsWith(union.keyword), unions))
  return !isBeside
}

/** True if the way to the node takes such a step out of one of the schemas. */
function passes (node: SchemaNode, isStep: (step: string) => boolean, schemas: ReadonlySet<object>): boolean {
  for (let current: SchemaNode | undefined = node; current?.via !== undefined; current = current.via) {
    if (schemas.has(current.via.schema) && isStep(current.step)) return true
  }
  return false
}

/** True if the subschema can have reported the item: it has the keyword, with the rule that the item names. */
function mayHaveReported ({ schema }: SchemaNode, { keyword, params }: AjvItem): boolean {
  const rule = readOwn(schema, keyword)
  if (keyword === 'required' && Array.isArray(rule)) {
    return [params.missingProperty, params.requiredProperties].flat().some(name => rule.includes(name))
  }
  const reported = [params.limit, params.pattern, params.format, params.type, params.multipleOf, params.allowedValue]
    .find(value => value !== undefined)
  return rule !== undefined && (reported === undefined || !isScalar(rule) || rule === reported)
}

function isCoveredBy (summary: AjvItem, item: AjvItem): boolean {
  if (summary.keyword === 'if') return isPathWithin(item.instancePath, summary.instancePath)
  return item.instancePath !== summary.instancePath && item.schemaPath.startsWith(`${summary.schemaPath}/`) &&
    isPathWithin(item.instancePath, summary.instancePath)
}

function isPathWithin (path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`)
}

/** With OpenAPI's `discriminator`: the items of the branch that the value's tag names. */
function chosenBranch (
  union: AjvItem, branchItems: readonly AjvItem[], { value, nodes }: SchemaMatch, { walker }: FailedPart
): AjvItem[] | undefined {
  if (!isObject(value)) return undefined

  for (const node of nodes) {
    const tag = readProperty(node.schema.discriminator, 'propertyName')
    if (typeof tag !== 'string') continue

    const branches = walker.branches(node, union.keyword)
    const index = branches.findIndex(branch => branch.some(({ schema }) =>
      constantsOf(readOwn(schema.properties, tag))?.includes(readOwn(value, tag))))
    if (branches.length > 0 && index === -1) return [{ ...union, keyword: 'discriminator', params: { tag } }]

    const branch = `${union.keyword}/${index}`
    const own = branchItems.filter(item => item.schemaPath.startsWith(`${union.schemaPath}/`)
      ? item.schemaPath.startsWith(`${union.schemaPath}/${index}/`)
      : walker.matchAt(parsePointer(item.instancePath)).nodes.some(holder =>
        holder.isOpen && mayHaveReported(holder, item) && passes(holder, step => step === branch, new Set([node.schema]))))
    return own.length > 0 ? own : undefined
  }
  return undefined
}

/**
 * The item of the union that a cut list lacks: TypeBox 6 stops after eight items, and this package after a thousand. Ajv's
 * own `discriminator` reports no such item, since it tries one branch only.
 */
function unfinishedUnion (last: AjvItem | undefined, { walker }: FailedPart): AjvItem[] {
  const [, path, keyword] = /^(.*?)\/(anyOf|oneOf)\/\d+\//.exec(last?.schemaPath ?? '') ?? []
  if (last === undefined || path === undefined || keyword === undefined) return []

  const tokens = parsePointer(last.instancePath).slice(0, depthOf(path))
  const unions = walker.matchAt(tokens).nodes.filter(({ schema }) => Array.isArray(schema[keyword]))
  if (unions.length === 0 || unions.some(({ schema }) => schema.discriminator !== undefined)) return []
  return [{ instancePath: toPointer(tokens), schemaPath: `${path}/${keyword}`, keyword, params: {} }]
}

/** The number of values that a schema path descends. */
function depthOf (schemaPath: string): number {
  const steps = schemaPath.replace(/\/(?:allOf|anyOf|oneOf)\/\d+/g, '')
    .matchAll(/\/(?:(?:properties|patternProperties)\/[^/]*|(?:prefixItems|items)(?:\/\d+)?|additional\w+|unevaluated\w+)/g)
  return [...steps].length
}
