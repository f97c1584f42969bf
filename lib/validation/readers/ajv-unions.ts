/**
 * Folds the items of a validator that lists each attempt: the branches of a union and the verdict over them become one
 * item, and a verdict over items that stand by themselves is dropped.
 */
import { read } from '../../untrusted/read.js'
import { parsePointer, pointerTo } from '../../json-schema/pointer.js'
import { isScalar } from '../../json-schema/checks.js'
import { constantsOf } from '../../json-schema/checks.js'
import type { RequestData } from '../failed-part.js'
import { isObject } from '../../json-schema/document.js'
import type { SchemaNode, Spot } from '../../json-schema/walk.js'

export interface AjvItem {
  readonly instancePath: string
  /** With the keyword at its end. */
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Verdicts that stand for the items before them. */
const verdicts = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames'])

/** Verdicts that add nothing to the items before them. */
const summaries = new Set(['if', 'additionalProperties', 'unevaluatedProperties', 'patternProperties', 'items'])

export function foldSummaries (items: readonly AjvItem[], data: RequestData): AjvItem[] {
  const folded: AjvItem[] = []
  for (const item of [...items, ...missingVerdict(items.at(-1), data)]) {
    if (verdicts.has(item.keyword)) {
      const spot = data.walker.at(parsePointer(item.instancePath))
      const attempts: AjvItem[] = []
      for (let last = folded.at(-1); last !== undefined && isAttempt(last, item, spot, data); last = folded.at(-1)) {
        attempts.unshift(last)
        folded.pop()
      }
      folded.push(...chosenBranch(item, attempts, spot, data) ?? [item])
    } else if (!summaries.has(item.keyword) || !folded.some(earlier => isCoveredBy(item, earlier))) {
      folded.push(item)
    }
  }
  return folded
}

/** True for an item of a branch: at or below the value, and not of another keyword beside the verdict's. */
function isAttempt (item: AjvItem, verdict: AjvItem, spot: Spot, data: RequestData): boolean {
  if (!isWithin(item.instancePath, verdict.instancePath)) return false
  if (item.schemaPath.startsWith(`${verdict.schemaPath}/`)) return true
  // A union that recurses into itself.
  if (item.schemaPath === verdict.schemaPath && item.instancePath !== verdict.instancePath) return true

  // Behind a $ref, Ajv's path starts anew: then the schema tells whether the keyword stands in a branch or beside it.
  const holders = data.walker.at(parsePointer(item.instancePath)).nodes.filter(node => holdsKeyword(node, item))
  const unions = new Set(spot.nodes.filter(node => node.schema[verdict.keyword] !== undefined).map(({ schema }) => schema))
  const isBeside = holders.some(node => !passes(node, step => step.startsWith(verdict.keyword), unions))
  return !isBeside
}

/** True where the way to the node leads through such a step out of one of the schemas. */
function passes (node: SchemaNode, isStep: (step: string) => boolean, schemas: ReadonlySet<object>): boolean {
  for (let current: SchemaNode | undefined = node; current?.via !== undefined; current = current.via) {
    if (schemas.has(current.via.schema) && isStep(current.step)) return true
  }
  return false
}

/** True for a subschema that the item can be about: it has the keyword, with the rule that the item tells. */
function holdsKeyword ({ schema }: SchemaNode, { keyword, params }: AjvItem): boolean {
  const rule = schema[keyword]
  if (keyword === 'required' && Array.isArray(rule)) {
    return [params.missingProperty, params.requiredProperties].flat().some(name => rule.includes(name))
  }
  const told = [params.limit, params.pattern, params.format, params.type, params.multipleOf, params.allowedValue]
    .find(value => value !== undefined)
  return rule !== undefined && (told === undefined || !isScalar(rule) || rule === told)
}

function isCoveredBy (summary: AjvItem, item: AjvItem): boolean {
  if (summary.keyword === 'if') return isWithin(item.instancePath, summary.instancePath)
  return item.instancePath !== summary.instancePath && item.schemaPath.startsWith(`${summary.schemaPath}/`) &&
    isWithin(item.instancePath, summary.instancePath)
}

function isWithin (path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`)
}

/** With OpenAPI's `discriminator`, the items of the branch that the value's tag names; `undefined` without one. */
function chosenBranch (
  verdict: AjvItem, attempts: readonly AjvItem[], { value, nodes }: Spot, { walker }: RequestData
): AjvItem[] | undefined {
  if (!isObject(value)) return undefined

  for (const node of nodes) {
    const tag = read(node.schema.discriminator, 'propertyName')
    if (typeof tag !== 'string') continue

    const branches = walker.branches(node, verdict.keyword)
    const index = branches.findIndex(branch => branch.some(({ schema }) =>
      constantsOf(read(schema.properties, tag))?.includes(value[tag])))
    if (branches.length > 0 && index === -1) return [{ ...verdict, keyword: 'discriminator', params: { tag } }]

    const branch = `${verdict.keyword}/${index}`
    const own = attempts.filter(item => item.schemaPath.startsWith(`${verdict.schemaPath}/`)
      ? item.schemaPath.startsWith(`${verdict.schemaPath}/${index}/`)
      : walker.at(parsePointer(item.instancePath)).nodes.some(holder =>
        holder.isOpen && holdsKeyword(holder, item) && passes(holder, step => step === branch, new Set([node.schema]))))
    return own.length > 0 ? own : undefined
  }
  return undefined
}

/**
 * The verdict that a list ends without: TypeBox 6 stops after eight items, and this package after a thousand. Ajv's own
 * `discriminator` has none, since it tries one branch only.
 */
function missingVerdict (last: AjvItem | undefined, { walker }: RequestData): AjvItem[] {
  const [, path, keyword] = /^(.*?)\/(anyOf|oneOf)\/\d+\//.exec(last?.schemaPath ?? '') ?? []
  if (last === undefined || path === undefined || keyword === undefined) return []

  const tokens = parsePointer(last.instancePath).slice(0, depthOf(path))
  const unions = walker.at(tokens).nodes.filter(({ schema }) => Array.isArray(schema[keyword]))
  if (unions.length === 0 || unions.some(({ schema }) => schema.discriminator !== undefined)) return []
  return [{ instancePath: pointerTo(tokens), schemaPath: `${path}/${keyword}`, keyword, params: {} }]
}

/** How many values down a schema's path leads. */
function depthOf (schemaPath: string): number {
  const steps = schemaPath.replace(/\/(?:allOf|anyOf|oneOf)\/\d+/g, '')
    .matchAll(/\/(?:(?:properties|patternProperties)\/[^/]*|(?:prefixItems|items)(?:\/\d+)?|additional\w+|unevaluated\w+)/g)
  return [...steps].length
}
