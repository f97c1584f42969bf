/**
 * Evaluates a value against a schema and lists every rule that the value breaks, as a tree: a failed union has the broken rules
 * of each of its branches.
 *
 * This does not replace the validator, which has found the value invalid. It finds the same faults with the subschemas that
 * they belong to. The validator's items decide about rules that need more than the value, and about coercion.
 */
import { maxEvaluatedDepth, maxEvaluations } from '../../limits.js'
import { isObject } from '../../untrusted/read.js'
import type { SchemaDocument, SchemaObject } from '../schema-document.js'
import { applicatorRules } from './applicator-rules.js'
import { arrayRules } from './array-rules.js'
import { objectRules } from './object-rules.js'
import { nothing, rulesOf, type KeywordRules } from './keyword-rules.js'
import { Place } from './place.js'
import { isEvaluated, reportedRules } from './reported-rules.js'
import { constantRules, numberRules, stringRules, typeRule } from './scalar-rules.js'
import { violationOf, type Evaluation, type ReportedItem, type Subject, type Violation } from './violation.js'

/**
 * @param ignoreCase - True for headers, whose names are case-insensitive.
 * @param changesValues - True if the validator may coerce types and remove unexpected members.
 */
export function evaluate (
  document: SchemaDocument, value: unknown, reported: readonly ReportedItem[], ignoreCase: boolean, changesValues: boolean
): readonly Violation[] {
  return new Evaluator(reported, ignoreCase, changesValues).evaluate(document.schema, document, value, new Place())
}

const noItems: readonly ReportedItem[] = []

class Evaluator implements Evaluation {
  readonly ignoreCase: boolean
  readonly changesValues: boolean
  readonly removesAdditional: boolean
  /** The first reported item for each pointer and keyword. */
  readonly #reported = new Map<string, ReportedItem>()
  /** The pointers and types of the items about types. */
  readonly #types = new Set<string>()
  /** The items whose keyword is not evaluated. */
  readonly #otherItems = new Map<string, ReportedItem[]>()
  readonly #items: readonly ReportedItem[]
  #tester: Evaluator | undefined
  readonly #known = new Map<SchemaObject, Map<Place, readonly Violation[]>>()
  #count = 0

  constructor (reported: readonly ReportedItem[], ignoreCase: boolean, changesValues: boolean) {
    this.ignoreCase = ignoreCase
    this.changesValues = changesValues
    this.#items = reported
    // A validator that removes unexpected members reports none.
    this.removesAdditional = changesValues && !reported.some(({ keyword }) => keyword === 'additionalProperties')
    for (const item of reported) {
      const key = `${item.pointer} ${item.keyword}`
      if (!this.#reported.has(key)) this.#reported.set(key, item)
      if (item.keyword === 'type') this.#types.add(`${item.pointer} ${JSON.stringify(item.params.type)}`)
      if (isEvaluated(item.keyword)) continue
      const items = this.#otherItems.get(item.pointer)
      if (items === undefined) this.#otherItems.set(item.pointer, [item])
      else items.push(item)
    }
  }

  readonly isReported = (pointer: string, keyword: string): boolean =>
    this.#reported.has(`${pointer} ${keyword}`)

  readonly isReportedType = (pointer: string, type: unknown): boolean =>
    this.#types.has(`${pointer} ${JSON.stringify(type)}`) || this.#types.has(`${pointer} undefined`)

  readonly reportedParams = (pointer: string, keyword: string): ReportedItem['params'] | undefined =>
    this.#reported.get(`${pointer} ${keyword}`)?.params

  readonly fits = (schema: unknown, parent: SchemaDocument, value: unknown, place: Place): boolean => {
    // A value that coercion made fit has been replaced.
    this.#tester ??= this.changesValues ? new Evaluator(this.#items, this.ignoreCase, false) : this
    return this.#tester.evaluate(schema, parent, value, place).length === 0
  }

  /** Evaluates each pair of subschema and value once. A reference that leads back to a pair adds nothing. */
  readonly evaluate = (schema: unknown, parent: SchemaDocument, value: unknown, place: Place): readonly Violation[] => {
    if (schema === false) return [violationOf({ schema: {}, document: parent, value, place }, 'false schema', {})]
    if (!isObject(schema)) return nothing

    let byPlace = this.#known.get(schema)
    if (byPlace === undefined) this.#known.set(schema, byPlace = new Map())
    const known = byPlace.get(place)
    if (known !== undefined) return known
    if (++this.#count > maxEvaluations || place.tokens.length > maxEvaluatedDepth) return nothing

    byPlace.set(place, nothing)
    const violations = this.#violations({ schema, document: parent.containing(schema), value, place })
    byPlace.set(place, violations)
    return violations
  }

  #violations (subject: Subject): readonly Violation[] {
    const { schema, document, value, place } = subject
    const reference = schema.$ref ?? schema.$dynamicRef ?? schema.$recursiveRef
    const target = typeof reference === 'string' ? document.resolve(reference) : undefined
    const found = target === undefined ? [] : [...this.evaluate(target.schema, target.document, value, place)]

    const type = typeRule(subject, this)
    // The other rules are about values of the right type.
    if ('keyword' in type) return [...found, type]
    // Another validator refuses the value for its type alone.
    const isCoerced = type.value !== value
    const typed = isCoerced ? { ...subject, value: type.value } : subject
    for (const rule of rulesOf(constantRules, schema)) found.push(...rule(typed, type.value, this))
    found.push(...reportedRules(subject, this.#otherItems.get(place.pointer) ?? noItems, this))
    for (const violation of this.#rulesByType(typed)) {
      if (!isCoerced || this.isReported(place.pointer, violation.keyword)) found.push(violation)
    }
    for (const rule of rulesOf(applicatorRules, schema)) found.push(...rule(subject, value, this))
    return found
  }

  #rulesByType (subject: Subject): readonly Violation[] {
    const { value } = subject
    if (typeof value === 'number') return this.#apply(numberRules, subject, value)
    if (typeof value === 'string') return this.#apply(stringRules, subject, value)
    if (Array.isArray(value)) return this.#apply<readonly unknown[]>(arrayRules, subject, value)
    return isObject(value) ? this.#apply(objectRules, subject, value) : nothing
  }

  #apply<Value> (table: KeywordRules<Value>, subject: Subject, value: Value): readonly Violation[] {
    const rules = rulesOf(table, subject.schema)
    return rules.length === 0 ? nothing : rules.flatMap(rule => rule(subject, value, this))
  }
}
