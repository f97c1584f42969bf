/** The response schemas of `errors.responses()`. Their type carries the errors that a route declares. */
import { types } from 'node:util'
import { Type, type TUnsafe } from '@sinclair/typebox'
import { ApiErrorEventSchema, type ApiErrorEvent } from '../event/event.js'
import { isErrorStatus } from '../untrusted/error-status.js'
import { readProperty } from '../untrusted/read.js'
import type { CallTables, DeclaredSet } from './call-types.js'
import type { AllEntries, ResolvedEntry } from './catalog-entry.js'
import { resolveForeignEntry } from './foreign-entry.js'

declare const declaredType: unique symbol

/** A response schema whose type carries declared errors. */
export interface DeclaredErrors<Errors extends DeclaredSet> extends EventSchema {
  readonly [declaredType]: Errors
  /**
   * An empty map of media types. With it, Fastify compiles nothing for this response even if the plugin has not removed it,
   * and no type provider adds `unknown` to what the handler can return.
   */
  readonly content: {}
}

interface EventSchema extends TUnsafe<ApiErrorEvent> {}

/** Declared entries by constant, as their own catalog defines them. */
export type EntriesByConstant = ReadonlyMap<string, ResolvedEntry>

/** Response schemas by HTTP status code. Constants of the same code share one. */
export type ErrorResponses<Entries extends object, Constant extends keyof AllEntries<Entries> & string> = {
  readonly [Code in CodeOf<AllEntries<Entries>[Constant]>]: DeclaredErrors<DeclaredSet<CallTables<Entries>, Constant>>
} & NothingElse

declare const nothingElse: unique symbol

/**
 * Exists only as a type. If all keys of `schema.response` are status codes, Fastify's types allow no others, so a route that
 * declares only errors could not succeed. This member lifts that. A spread drops it, since class methods are not spread, so
 * routes with codes of their own stay checked.
 */
export declare class NothingElse {
  [nothingElse] (): void
}

/**
 * The key for an entry's code. A code that is unknown at compile time gets a placeholder, since TypeScript drops index
 * signatures in spreads; a member of an enum becomes its number.
 */
type CodeOf<Entry> = Entry extends { readonly code: infer Code extends number }
  ? `${Code}` extends `${infer Plain extends number}` ? number extends Plain ? 'codes known at run time' : Plain : never
  : never

/** The errors that a route's response schemas declare; `never` if there are none. */
export type DeclaredIn<Responses> = ErrorsOf<Responses[keyof Responses]>

type ErrorsOf<Schema> = Schema extends { readonly [declaredType]: infer Errors extends DeclaredSet } ? Errors : never

// In the global registry, so that installs of this package recognise each other's declarations.
const declaredKey = Symbol.for('fastify-api-error.declared')

const ownDeclared = new WeakSet<object>()

/** Creates the response schemas of one catalog. Calls with the same constants share their schemas. */
export function createErrorResponses (entryOf: (constant: string) => ResolvedEntry) {
  const responsesByList = new Map<string, Record<number, EventSchema>>()

  return function errorResponses (declared: readonly string[]): Record<number, EventSchema> {
    const key = declared.join()
    const responses = responsesByList.get(key) ?? createResponses(declared.map(constant => [constant, entryOf(constant)]))
    responsesByList.set(key, responses)
    // A copy, because Fastify changes it if the plugin is not registered.
    return { ...responses }
  }
}

function createResponses (declared: ReadonlyArray<[constant: string, entry: ResolvedEntry]>): Record<number, EventSchema> {
  const errorsByCode = new Map<number, Map<string, ResolvedEntry>>()
  for (const [constant, entry] of declared) {
    errorsByCode.set(entry.code, (errorsByCode.get(entry.code) ?? new Map<string, ResolvedEntry>()).set(constant, entry))
  }
  return Object.fromEntries(Array.from(errorsByCode, ([code, errors]) => [code, createSchema(code, errors)]))
}

function createSchema (code: number, errors: EntriesByConstant): EventSchema {
  const schema = Type.Object({
    ...ApiErrorEventSchema.properties,
    constant: Type.Union(Array.from(errors.keys(), constant => Type.Literal(constant))),
    code: Type.Literal(code)
  }, { additionalProperties: false })
  ownDeclared.add(errors)
  // Not enumerable, so that no serializer or document shows them.
  return Object.defineProperties(Type.Unsafe<ApiErrorEvent>(schema), { [declaredKey]: { value: errors }, content: { value: {} } })
}

/** The errors of a response schema that `errors.responses()` created; `undefined` for any other schema. */
export function declaredBy (schema: unknown): EntriesByConstant | undefined {
  const declared = readProperty(schema, declaredKey)
  if (ownDeclared.has(declared as object)) return declared as EntriesByConstant
  if (!types.isMap(declared)) return undefined

  // Another install of this package created it, perhaps another version.
  return new Map([...declared].flatMap(([constant, entry]: [unknown, unknown]) => {
    const code = readProperty(entry, 'code')
    return typeof constant === 'string' && isErrorStatus(code) ? [[constant, resolveForeignEntry(entry as object, code)]] : []
  }))
}
