/** Selects, of all rules that a value breaks, those that the validator reported, in its order, and explains them. */
import type { ReportedItem, Violation } from '../../json-schema/evaluation/violation.js'
import { isWithin, parsePointer, toPointer } from '../../json-schema/json-pointer.js'
import type { FailedPart } from '../failed-part.js'
import type { Finding } from '../finding.js'
import { conditionMembers } from './condition.js'
import { explain } from './explain.js'
import { isSaid } from './not.js'
import { toFinding } from './to-finding.js'

export interface ReportedFinding extends ReportedItem {
  /** Returns the findings of the item by itself; none if it only makes sense beside others, as an item of a branch. */
  alone (): readonly Finding[]
}

/** Explains the union at a value, for a validator that reports it without saying what would fit. */
export function explainUnionAt (tokens: readonly string[], part: FailedPart): Finding[] {
  const violations = part.evaluate([], false)
  return explain(violations.filter(({ branches, tokens: at }) => branches !== undefined && isSame(at, tokens)), part.nearNames)
}

/** @param isLoose - True if the keywords of the items are guesses, so that their places decide alone. */
export function explainReported (items: readonly ReportedFinding[], part: FailedPart, isLoose = false): Finding[] {
  // Items without keywords are those of a validator that does not change values.
  const explained = explainThose(items, part, isLoose, !isLoose)
  return explained.length > 0 || isLoose ? explained : explainThose(items, part, isLoose, false)
}

function explainThose (
  items: readonly ReportedFinding[], part: FailedPart, isLoose: boolean, changesValues: boolean
): Finding[] {
  const violations = part.evaluate(items, changesValues)
  const positionByKey = new Map<string, number>()
  for (const [index, { pointer, keyword }] of items.entries()) {
    for (const key of isLoose ? [pointer] : [`${pointer} ${keyword}`]) if (!positionByKey.has(key)) positionByKey.set(key, index)
  }
  const explained = violations.flatMap(violation => {
    const position = keysOf(violation, isLoose).map(key => positionByKey.get(key)).find(index => index !== undefined)
    return position === undefined ? [] : [{ position, findings: explain(causesOf(violation, violations), part.nearNames) }]
  })
  if (explained.length === 0) return explainLast(items, violations, part)

  const isKnown = createIsKnown(violations, isLoose)
  const others = items.flatMap((item, position) => isKnown(item) ? [] : [{ position, findings: item.alone() }])
  return [...explained, ...others].sort((one, other) => one.position - other.position).flatMap(({ findings }) => findings)
}

/**
 * The rules to explain in place of one that was reported: those that the member of its condition breaks, because the condition
 * holds by accident; and another one about the same value, if a `not` is not simple enough to be said.
 */
function causesOf (violation: Violation, violations: readonly Violation[]): readonly Violation[] {
  const members = conditionMembers(violation.params.when)
  const causes = violations.filter(({ params, tokens }) =>
    params.when === undefined && members.some(member => isSame(tokens, member)))
  if (causes.length > 0) return causes
  if (violation.keyword !== 'not' || isSaid(toFinding(violation))) return [violation]
  const others = violations.filter(other => other.keyword !== 'not' && isSame(other.tokens, violation.tokens))
  return others.length > 0 ? others : [violation]
}

function isSame (one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && isWithin(one, other)
}

/** A cut list ends inside a union, and Ajv's own `discriminator` reports the items of one branch alone. */
function explainLast (items: readonly ReportedItem[], violations: readonly Violation[], { nearNames }: FailedPart): Finding[] {
  const last = parsePointer(items.at(-1)?.pointer ?? '')
  return explain(violations.filter(({ holder, branches }) => branches !== undefined && isWithin(last, holder)), nearNames)
}

/** Keywords that TypeBox 6 reports for another one. */
const synonyms: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  'false schema': ['boolean'],
  items: ['unevaluatedItems'],
  additionalItems: ['unevaluatedItems']
}))

function keysOf ({ holder, tokens, keyword, conditions = [] }: Violation, isLoose: boolean): string[] {
  const [own, outer] = [toPointer(tokens), toPointer(holder)]
  if (isLoose) return [own, outer]
  const places = [keyword, ...synonyms.get(keyword) ?? []].flatMap(name => [`${outer} ${name}`, `${own} ${name}`])
  // TypeBox 6 reports a condition without what is broken under it.
  return [...places, ...conditions.map(pointer => `${pointer} if`)]
}

/** Keywords whose item can only summarize those of the members or elements. */
export const summaryKeywords = new Set([
  'additionalProperties', 'unevaluatedProperties', 'patternProperties', 'items', 'unevaluatedItems'
])

/** Keywords that apply a subschema to members or elements, whose items say nothing by themselves. */
const wholeKeywords = new Set(['contains', 'propertyNames'])

/** True for an item that a violation covers: it is the same, or inside a value whose union or list failed as a whole. */
function createIsKnown (violations: readonly Violation[], isLoose: boolean) {
  const keys = new Set(violations.flatMap(violation => keysOf(violation, isLoose)))
  const wholes = violations.filter(({ branches, keyword }) => branches !== undefined || wholeKeywords.has(keyword))
    .map(({ holder }) => holder)
  return ({ pointer, keyword }: ReportedItem): boolean => {
    if (keys.has(isLoose ? pointer : `${pointer} ${keyword}`)) return true
    const tokens = parsePointer(pointer)
    const isInside = (violation: Violation) => violation.tokens.length > tokens.length && isWithin(violation.tokens, tokens)
    if (summaryKeywords.has(keyword) && violations.some(isInside)) return true
    // TypeBox 6 takes the elements of a list that must be an object for members.
    if (keyword === 'unevaluatedProperties' && keys.has(`${pointer} type`)) return true
    return wholes.some(whole => isWithin(tokens, whole))
  }
}
