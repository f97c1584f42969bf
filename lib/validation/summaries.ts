/**
 * Folds the items of a validator that lists each attempt: the branches of a union and the verdict over them become one
 * item, and a verdict over items that stand by themselves is dropped.
 */
import { read } from '../foreign-error.js'
import { parsePointer } from '../json-pointer.js'
import { constantsOf } from './constants.js'
import { valueAt, type RequestData } from './request-data.js'
import type { SchemaObject } from './schema-walk.js'

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
  for (const item of items) {
    if (verdicts.has(item.keyword)) {
      const attempts: AjvItem[] = []
      const beside = data.walker.at(parsePointer(item.instancePath))
        .map(({ schema }) => schema).filter(schema => schema[item.keyword] !== undefined)
      for (let last = folded.at(-1); last !== undefined && isAttempt(last, item, beside); last = folded.at(-1)) {
        attempts.unshift(last)
        folded.pop()
      }
      folded.push(...chosenBranch(item, attempts, data) ?? [item])
    } else if (!summaries.has(item.keyword) || !folded.some(earlier => isCoveredBy(item, earlier))) {
      folded.push(item)
    }
  }
  return folded
}

/** True for an item of a branch: at or below the value, and not of another keyword beside the verdict's. */
function isAttempt (item: AjvItem, verdict: AjvItem, beside: readonly SchemaObject[]): boolean {
  if (!isWithin(item.instancePath, verdict.instancePath)) return false
  if (item.schemaPath.startsWith(`${verdict.schemaPath}/`)) return true

  const owner = verdict.schemaPath.slice(0, -verdict.keyword.length)
  const [keyword = ''] = item.schemaPath.slice(owner.length).split('/')
  // Behind a $ref, Ajv's path starts anew: a path beside the verdict's is a branch's, unless the keyword stands there.
  return !item.schemaPath.startsWith(owner) || definitions.has(keyword) || !beside.some(schema => holds(schema, keyword, item))
}

const definitions = new Set(['definitions', '$defs'])

function holds (schema: SchemaObject, keyword: string, { params }: AjvItem): boolean {
  const value = schema[keyword]
  return keyword === 'required' && Array.isArray(value) ? value.includes(params.missingProperty) : value !== undefined
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
function chosenBranch (verdict: AjvItem, attempts: readonly AjvItem[], { walker, value }: RequestData): AjvItem[] | undefined {
  const tokens = parsePointer(verdict.instancePath)
  for (const node of walker.at(tokens)) {
    const tag = read(node.schema.discriminator, 'propertyName')
    const branches = node.schema[verdict.keyword]
    if (typeof tag !== 'string' || !Array.isArray(branches)) continue

    const chosen = valueAt(value, [...tokens, tag])
    const index = branches.findIndex(branch => walker.branch(node, branch).some(schema =>
      constantsOf(read(schema.properties, tag))?.includes(chosen)))
    if (index === -1) return [{ ...verdict, keyword: 'discriminator', params: { tag } }]

    const own = attempts.filter(({ schemaPath }) => schemaPath.startsWith(`${verdict.schemaPath}/${index}/`))
    return own.length > 0 ? own : undefined
  }
}
