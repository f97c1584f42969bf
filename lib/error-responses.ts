/** The response schemas that `errors.responses()` makes, whose type carries what they declare. */
import { Type, type TUnsafe } from '@sinclair/typebox'
import type { CatalogEntries, EntryOf, ResolvedEntry } from './catalog-entry.js'
import { read } from './foreign-error.js'
import { ApiErrorEventSchema, type ApiErrorEvent } from './event.js'

declare const declaredType: unique symbol

/** A response schema whose type carries the entries that its route declares, by constant. */
export interface DeclaredErrors<Entries> extends TUnsafe<ApiErrorEvent> {
  readonly [declaredType]: Entries
}

/** Response schemas by HTTP status code, one for each code of the declared constants. */
export type ErrorResponses<Entries extends CatalogEntries, Constant extends string> = {
  readonly [Code in CodeOf<EntryOf<Entries, Constant>>]: DeclaredErrors<{ readonly [C in Constant]: EntryOf<Entries, C> }>
}

type CodeOf<Entry> = Entry extends { readonly code: infer Code extends number } ? Code : never

/** The entries that a route's response schemas declare, by constant; `never` where none does. */
export type DeclaredIn<Responses> = {
  [Key in keyof Responses]: Responses[Key] extends DeclaredErrors<infer Entries> ? Entries : never
}[keyof Responses]

// Registered, so that a catalog of another install of this package is recognised.
const declaredKey = Symbol.for('fastify-api-error.declared')

type EventSchema = TUnsafe<ApiErrorEvent>

/** Makes the response schemas of one catalog; routes that declare the same errors share them. */
export function createErrorResponses () {
  const schemaByKey = new Map<string, EventSchema>()

  return function errorResponses (
    declared: ReadonlyArray<readonly [constant: string, entry: ResolvedEntry]>
  ): Record<number, EventSchema> {
    const constantsByCode = new Map<number, Set<string>>()
    for (const [constant, { code }] of declared) {
      constantsByCode.set(code, (constantsByCode.get(code) ?? new Set<string>()).add(constant))
    }
    return Object.fromEntries(Array.from(constantsByCode, ([code, constants]) => {
      const key = `${code} ${[...constants].join(' ')}`
      const schema = schemaByKey.get(key) ?? createSchema(code, [...constants])
      schemaByKey.set(key, schema)
      return [code, schema]
    }))
  }
}

function createSchema (code: number, constants: readonly string[]): EventSchema {
  const schema = Type.Object({
    ...ApiErrorEventSchema.properties,
    constant: Type.Union(constants.map(constant => Type.Literal(constant))),
    code: Type.Literal(code)
  }, { additionalProperties: false })
  // Not enumerable: no serializer or document shows it.
  return Object.defineProperty(Type.Unsafe<ApiErrorEvent>(schema), declaredKey, { value: constants })
}

/** The constants of a response schema that `errors.responses()` made; `undefined` for any other. */
export function declaredBy (schema: unknown): readonly string[] | undefined {
  return read(schema, declaredKey) as readonly string[] | undefined
}
