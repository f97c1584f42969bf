/** One fault that a validator found, in this package's terms. */
export interface Finding {
  /** RFC 6901 tokens to the offending value itself, also where it is missing or unexpected. */
  readonly tokens: readonly string[]
  /** The JSON Schema keyword that failed; `undefined` where none corresponds. */
  readonly keyword: string | undefined
  /** The numbers and names behind it, under the names that Ajv gives them. */
  readonly params: Readonly<Record<string, unknown>>
  /** The schema author's own wording, where the validator carries it (zod). */
  readonly text?: string | undefined
  /** The keyword as the schema has it, and where it stands, if that is another: a union of constants fails as an enum. */
  readonly source?: { readonly keyword: string, readonly tokens: readonly string[] } | undefined
}

/** Keywords that stand at the parent of the value that they are about. */
export const parentKeywords: ReadonlySet<string> = new Set([
  'required', 'dependentRequired', 'dependencies', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'
])
