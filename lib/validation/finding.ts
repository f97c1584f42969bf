/** One fault that a validator found, in the terms of this package. */
import type { SchemaObject } from '../json-schema/schema-document.js'

export interface Finding {
  /** JSON Pointer tokens to the offending value itself, also if it is missing or unexpected. */
  readonly tokens: readonly string[]
  /** The JSON Schema keyword that failed; `undefined` if none corresponds. */
  readonly keyword: string | undefined
  /** The numbers and names behind the fault, under the names that Ajv gives them. */
  readonly params: Readonly<Record<string, unknown>>
  /** The schema author's own sentence, if the validator carries it (zod). */
  readonly text?: string | undefined
  /** The subschema that holds the keyword, if it is known. */
  readonly schema?: SchemaObject | undefined
  /** The keyword and place in the schema, if `keyword` was normalized: an `anyOf` of constants is reported as `enum`. */
  readonly source?: { readonly keyword: string, readonly tokens: readonly string[] } | undefined
}

/** Keywords that the schema holds at the parent of the value that they are about. */
export const parentKeywords: ReadonlySet<string> = new Set([
  'required', 'dependentRequired', 'dependencies', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'
])
