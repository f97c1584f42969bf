/** The response schemas that `errors.responses()` makes, whose type carries what they declare. */
import { types } from 'node:util'
import { Type, type TUnsafe } from '@sinclair/typebox'
import type { CallTables, Raisable } from './call-types.js'
import type { AllEntries, ResolvedEntry } from './entry.js'
import { isErrorStatus } from '../untrusted/foreign-error.js'
import { read } from '../untrusted/read.js'
import { resolveForeignEntry } from './foreign-entry.js'
import { ApiErrorEventSchema, type ApiErrorEvent } from '../event/event.js'

declare const declaredType: unique symbol

/** A response schema whose type carries the errors that its route declares. */
export interface DeclaredErrors<Errors extends Raisable> extends EventSchema {
  readonly [declaredType]: Errors
  /**
   * A response without media types: Fastify compiles nothing for it, also where the plugin has not taken it out, and its types
   * add nothing to what the handler can return, where a type provider that does not know the schema would make that `unknown`.
   */
  readonly content: {}
}

interface EventSchema extends TUnsafe<ApiErrorEvent> {}

/** Errors as the catalog has them that they were declared with. */
export type EntriesByConstant = ReadonlyMap<string, ResolvedEntry>

/** Response schemas by HTTP status code, one for each code of the declared constants. */
export type ErrorResponses<Entries extends object, Constant extends keyof AllEntries<Entries> & string> = {
  readonly [Code in CodeOf<AllEntries<Entries>[Constant]>]: DeclaredErrors<Raisable<CallTables<Entries>, Constant>>
} & NothingElse

declare const nothingElse: unique symbol

/**
 * In the types alone. Fastify holds `reply.code()` to the keys of `schema.response`, if all are codes: a route that declares
 * nothing but errors could not answer. A method of a class is in no spread, so beside codes of its own a route is held to them.
 */
export declare class NothingElse {
  [nothingElse] (): void
}

/**
 * A code that only run time knows has a name as its key: TypeScript drops index signatures in spreads. An enum's is written as
 * its number, so that there is one key for each.
 */
type CodeOf<Entry> = Entry extends { readonly code: infer Code extends number }
  ? `${Code}` extends `${infer Plain extends number}` ? number extends Plain ? 'codes known at run time' : Plain : never
  : never

/** The errors that a route's response schemas declare; `never` where none does. */
export type DeclaredIn<Responses> = ErrorsOf<Responses[keyof Responses]>

type ErrorsOf<Schema> = Schema extends { readonly [declaredType]: infer Errors extends Raisable } ? Errors : never

// Registered, so that a catalog of another install of this package is recognised.
const declaredKey = Symbol.for('fastify-api-error.declared')

const ownDeclared = new WeakSet<object>()

/** Makes the response schemas of one catalog; routes that declare the same errors share them. */
export function createErrorResponses (entryOf: (constant: string) => ResolvedEntry) {
  const responsesByList = new Map<string, Record<number, EventSchema>>()
  const schemaByConstants = new Map<string, EventSchema>()

  function schemaOf (code: number, constants: readonly string[]): EventSchema {
    const key = constants.join()
    const schema = schemaByConstants.get(key) ??
      createSchema(code, new Map(constants.map(constant => [constant, entryOf(constant)])))
    schemaByConstants.set(key, schema)
    return schema
  }

  return function errorResponses (declared: readonly string[]): Record<number, EventSchema> {
    const key = JSON.stringify(declared)
    const known = responsesByList.get(key)
    // A copy: where the plugin is not registered, Fastify writes into it.
    if (known !== undefined) return { ...known }

    const constantsByCode = new Map<number, Set<string>>()
    for (const constant of declared) {
      const { code } = entryOf(constant)
      constantsByCode.set(code, (constantsByCode.get(code) ?? new Set<string>()).add(constant))
    }
    const responses = Object.fromEntries(
      Array.from(constantsByCode, ([code, constants]) => [code, schemaOf(code, [...constants])])
    )
    responsesByList.set(key, responses)
    return { ...responses }
  }
}

function createSchema (code: number, errors: EntriesByConstant): EventSchema {
  const schema = Type.Object({
    ...ApiErrorEventSchema.properties,
    constant: Type.Union(Array.from(errors.keys(), constant => Type.Literal(constant))),
    code: Type.Literal(code)
  }, { additionalProperties: false })
  ownDeclared.add(errors)
  // Not enumerable: no serializer or document shows them.
  return Object.defineProperties(Type.Unsafe<ApiErrorEvent>(schema), { [declaredKey]: { value: errors }, content: { value: {} } })
}

/** The errors, by constant, of a response schema that `errors.responses()` made; `undefined` for any other. */
export function declaredBy (schema: unknown): EntriesByConstant | undefined {
  const declared = read(schema, declaredKey)
  if (ownDeclared.has(declared as object)) return declared as EntriesByConstant
  if (!types.isMap(declared)) return undefined

  // Of another install of this package, which can be of another version.
  return new Map([...declared].flatMap(([constant, entry]: [unknown, unknown]) => {
    const code = read(entry, 'code')
    return typeof constant === 'string' && isErrorStatus(code) ? [[constant, resolveForeignEntry(entry as object, code)]] : []
  }))
}
