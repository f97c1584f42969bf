/** The catalog: error constants as data, and the methods that create errors and declare them. */
import { maxListedConstants } from '../limits.js'
import { describeValue } from '../untrusted/describe-value.js'
import { createApiError, type ApiError } from './api-error.js'
import { builtInEntries } from './built-in-constants.js'
import type { CallTables, DetailFor } from './call-types.js'
import type {
  AllEntries, CatalogEntries, CatalogEntry, InferredEntries, Merged, ResolvedEntry, ResolvedFrom
} from './catalog-entry.js'
import { checkEntries } from './check-entries.js'
import { createErrorResponses, type ErrorResponses } from './declared-responses.js'
import { genericEntries, type GenericEntries } from './generic-constants.js'

/** Any catalog, for options and functions that take one. */
export interface AnyCatalog {
  readonly constants: Readonly<Record<string, ResolvedEntry>>
}

// Carries the type of the entries and has no value. Inferring them from the methods would be too deep for the compiler.
declare const entriesType: unique symbol

/** The entries of a catalog. `any`, so that the compiler reads them without comparing them. */
export type EntriesOf<Made> = Made extends { readonly [entriesType]: any } ? Made[typeof entriesType] : CatalogEntries

/** A set of error constants, created by {@link defineCatalog} or {@link Catalog.extend}. */
export interface Catalog<Entries extends object = CatalogEntries> extends AnyCatalog {
  readonly [entriesType]: Entries

  /**
   * The entries by constant, frozen. Own keys are the catalog's own constants; the generic ones are inherited. So
   * `constants.conflict` exists, and `Object.keys(constants)` lists only your own.
   */
  readonly constants:
    { readonly [Constant in keyof Entries]: ResolvedFrom<Entries[Constant]> } & Omit<GenericEntries, keyof Entries>

  /**
   * Creates a catalog with these entries added. An entry whose name exists replaces the existing one.
   *
   * @throws {TypeError} Lists every fault of the entries with its cure.
   * @example
   * const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.' } })
   */
  extend<Added extends InferredEntries<Code, Text>, Code extends number = number, Text extends string = string>(
    entries: Added
  ): Catalog<Merged<Entries, Added>>

  /**
   * Creates an {@link ApiError} to throw, from any layer, without a reply.
   *
   * @param detail - The message, or `{ message, data, headers, cause, issues }`; by default the entry's title.
   * @throws {TypeError} If the catalog lacks the constant or the detail has the wrong shape.
   * @example
   * throw errors.error('resource_not_found', 'Room not found.')
   */
  readonly error: Calls<Entries>['error']

  /**
   * Returns `value`, or throws the error if it is `null` or `undefined`.
   *
   * @throws {ApiError} Has the constant and the detail.
   * @example
   * const room = errors.ensure(await store.findRoom(id), 'resource_not_found', 'Room not found.')
   */
  readonly ensure: Calls<Entries>['ensure']

  /**
   * Declares the errors of a route. Returns response schemas by HTTP status code, to spread into `schema.response`, or to be
   * `schema.response` if the route describes nothing else. Constants of one code share its key, so use one call per route.
   *
   * @throws {TypeError} If the catalog lacks a constant.
   * @example
   * schema: { response: { 200: Room, ...errors.responses('resource_not_found', 'room_full') } }
   */
  responses<Constant extends keyof AllEntries<Entries> & string = never>(
    ...constants: readonly Constant[]
  ): ErrorResponses<Entries, Constant>
}

// Methods and not properties, so that any catalog is assignable to `Catalog`.
interface Calls<Entries extends object> {
  error<Constant extends keyof AllEntries<Entries> & string>(
    constant: Constant, detail: DetailFor<CallTables<Entries>['detail'], Constant>
  ): ApiError<Constant>
  error<Constant extends CallTables<Entries>['alone'][keyof CallTables<Entries>['alone']]>(constant: Constant): ApiError<Constant>
  ensure<Value, Constant extends keyof AllEntries<Entries> & string>(
    value: Value, constant: Constant, detail: DetailFor<CallTables<Entries>['detail'], Constant>
  ): NonNullable<Value>
  ensure<Value>(
    value: Value, constant: CallTables<Entries>['alone'][keyof CallTables<Entries>['alone']]
  ): NonNullable<Value>
}

/**
 * Creates a catalog of these entries and the generic constants.
 *
 * @param entries - By constant (`^[a-z][a-z0-9_]*$`): `{ code, title, description?, messages?, data? }`.
 * @throws {TypeError} Lists every fault of the entries with its cure.
 * @example
 * const errors = defineCatalog({ room_full: { code: 409, title: 'Room is full.' } })
 */
export function defineCatalog<
  Entries extends InferredEntries<Code, Text>, Code extends number = number, Text extends string = string
> (entries: Entries): Catalog<Entries> {
  checkEntries(entries)

  const constants: Record<string, ResolvedEntry> = Object.create(genericEntries)
  for (const [constant, entry] of Object.entries<CatalogEntry>(entries)) {
    const { code, title, description = '', messages = [], data } = entry
    const resolved = Object.freeze({
      code, title, description, messages: Object.freeze([...messages]), ...(data !== undefined && { data })
    })
    // Defined and not assigned: an inherited generic constant is read-only, so assigning to its name would throw.
    Object.defineProperty(constants, constant, { value: resolved, enumerable: true })
  }
  Object.freeze(constants)
  const responses = createErrorResponses(constant => entryOf(constants, constant))

  // The interface types each call by its constant; the functions accept any constant.
  return Object.freeze({
    constants,
    extend: (added: CatalogEntries) => {
      checkEntries(added)
      return defineCatalog({ ...constants, ...added })
    },
    error: (constant: string, detail?: unknown) => createApiError(constant, entryOf(constants, constant), detail),
    ensure: (value: unknown, constant: string, detail?: unknown) => {
      if (value === null || value === undefined) throw createApiError(constant, entryOf(constants, constant), detail)
      return value
    },
    responses: (...declared: string[]) => responses(declared)
  }) as unknown as Catalog<Entries>
}

/** The entry of a constant that can come from an untyped caller. */
export function entryOf (constants: AnyCatalog['constants'], constant: unknown): ResolvedEntry {
  const entry = typeof constant === 'string' ? constants[constant] : undefined
  if (entry !== undefined) return entry

  const own = Object.keys(constants)
  const known = own.length > maxListedConstants ? [...own.slice(0, maxListedConstants), '…'] : own
  // The caller's mistake is a failure of the server, whatever status the reply already has.
  throw Object.assign(new TypeError(
    `Unknown error constant ${describeValue(constant)}: this catalog has ${known.join(', ') || 'no constants of its own'}, ` +
    "and a generic one per HTTP status ('conflict', 'too_many_requests', …). " +
    'Correct the name, or add it with catalog.extend().'
  ), { statusCode: 500 })
}

/** The built-in catalog: six builtInEntries constants with their 26 messages, and the generic ones. */
export const catalog = defineCatalog(builtInEntries)
