/** Broken rules: the result of evaluating a value against a schema. */
import type { SchemaDocument, SchemaObject } from '../schema-document.js'
import type { AppliedSchema } from './applied-schemas.js'
import type { Place } from './place.js'

export interface Violation {
  /** Tokens to the value whose schema holds the keyword. */
  readonly holder: readonly string[]
  /** Tokens to the offending value itself. They differ from `holder` for missing, unexpected and misnamed members. */
  readonly tokens: readonly string[]
  readonly keyword: string
  /** The numbers and names behind the rule, under the names that Ajv gives them. */
  readonly params: Readonly<Record<string, unknown>>
  /** The subschema that holds the keyword. */
  readonly schema: SchemaObject
  /** The value that the subschema applies to. */
  readonly value: unknown
  /** The branches of a failed union. */
  readonly branches?: readonly Branch[]
  /** Pointers to the values whose conditions the rule depends on. */
  readonly conditions?: readonly string[]
  /** The rule for names that the name of a member breaks. */
  readonly rule?: Violation
}

export interface Branch {
  readonly index: number
  /**
   * The subschemas that the branch applies to the value itself: through `$ref`, `allOf`, and what fits of an inner union. A
   * branch of a union in a union also has those of the outer branch, as a layer of its own.
   */
  readonly layers: ReadonlyArray<readonly AppliedSchema[]>
  /** The `$ref` of the branch. */
  readonly reference: string | undefined
  /** True if a member has none of the constants that the branch lists for it. */
  readonly isRuledOut: boolean
  readonly violations: readonly Violation[]
}

/** An item of a validator, as far as the evaluation needs it. */
export interface ReportedItem {
  readonly pointer: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A subschema and the value that it applies to. */
export interface Subject {
  readonly schema: SchemaObject
  readonly document: SchemaDocument
  readonly value: unknown
  readonly place: Place
}

/** The running evaluation, as the rules of a subschema see it. */
export interface Evaluation {
  /** True for headers, whose names are case-insensitive. */
  readonly ignoreCase: boolean
  /** True if the validator may have accepted a value by coercing its type. */
  readonly changesValues: boolean
  /** True if the validator may have removed unexpected members. */
  readonly removesAdditional: boolean
  evaluate (schema: unknown, document: SchemaDocument, value: unknown, place: Place): readonly Violation[]
  /** True if the value fits a schema that only tests it: a condition, a `not`, a `contains`. */
  fits (schema: unknown, document: SchemaDocument, value: unknown, place: Place): boolean
  isReported (pointer: string, keyword: string): boolean
  /** True if an item is about the value and this type, or if its item does not say which type it is about. */
  isReportedType (pointer: string, type: unknown): boolean
  /** The params of the first reported item about a value and keyword. */
  reportedParams (pointer: string, keyword: string): ReportedItem['params'] | undefined
}

export function violationOf (
  { place: { tokens }, schema, value }: Subject, keyword: string, params: Violation['params']
): Violation {
  return { holder: tokens, tokens, keyword, params, schema, value }
}

/** A violation whose offending value is a member. */
export function violationAt (subject: Subject, keyword: string, name: string, params: Violation['params']): Violation {
  return { ...violationOf(subject, keyword, params), tokens: subject.place.member(name).tokens }
}

/** Marks a violation of a rule that holds under a condition. An inner condition stays. */
export function underCondition (violation: Violation, when: Readonly<Record<string, unknown>>): Violation {
  const { params, conditions = [] } = violation
  return {
    ...violation,
    params: params.when === undefined ? { ...params, when } : params,
    conditions: typeof when.at === 'string' ? [...conditions, when.at] : conditions
  }
}
