/**
 * The catalog: error constants as data, and the calls that turn one into an error to throw or a response to declare.
 */
import { createApiError, type ApiError } from './api-error.js'
import type { CallTables, RowOf } from './call-types.js'
import type {
  AllEntries, CatalogEntries, CatalogEntry, InferredEntries, Merged, ResolvedEntry, ResolvedFrom
} from './entry.js'
import { checkEntries } from './check-entries.js'
import { createErrorResponses, type ErrorResponses } from './responses.js'
import { describeValue } from '../untrusted/describe-value.js'
import { documented } from './built-in.js'
import { genericEntries, type GenericEntries } from './generic.js'

/** Any catalog, for options and functions that take one. */
export interface AnyCatalog {
  readonly constants: Readonly<Record<string, ResolvedEntry>>
}

// Carries the type of the entries, without a value: inferring them from the methods is too deep for the compiler.
declare const entriesType: unique symbol

/** The entries that a catalog was made of. `any`, so that the compiler reads them without comparing them. */
export type EntriesOf<Made> = Made extends { readonly [entriesType]: any } ? Made[typeof entriesType] : CatalogEntries

/** A set of error constants; made by {@link defineCatalog} or {@link Catalog.extend}. */
export interface Catalog<Entries extends object = CatalogEntries> extends AnyCatalog {
  readonly [entriesType]: Entries

  /**
   * The entries by constant, frozen. Its own keys are the catalog's own constants; the generic ones are inherited, so
   * that `constants.conflict` is found and `Object.keys(constants)` lists your own.
   */
  readonly constants:
    { readonly [Constant in keyof Entries]: ResolvedFrom<Entries[Constant]> } & Omit<GenericEntries, keyof Entries>

  /**
   * A new catalog with these entries added; an entry of a name that exists replaces it.
   *
   * @throws {TypeError} That lists every fault of the entries with its cure.
   * @example
   * const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.' } })
   */
  extend<Added extends InferredEntries<Code, Text>, Code extends number = number, Text extends string = string>(
    entries: Added
  ): Catalog<Merged<Entries, Added>>

  /**
   * An {@link ApiError} to throw, from any layer, without a reply.
   *
   * @param detail - The message, or `{ message, data, headers, cause, issues }`; the entry's title where omitted.
   * @throws {TypeError} When the constant is not in the catalog or the detail is of the wrong shape.
   * @example
   * throw errors.error('resource_not_found', 'Room not found.')
   */
  readonly error: Calls<Entries>['error']

  /**
   * Returns `value`, or throws the error where it is `null` or `undefined`.
   *
   * @throws {ApiError} Made of the constant and the detail.
   * @example
   * const room = errors.ensure(await store.findRoom(id), 'resource_not_found', 'Room not found.')
   */
  readonly ensure: Calls<Entries>['ensure']

  /**
   * Declares the errors of a route: response schemas by HTTP status code, to spread into `schema.response` (or to be it,
   * where the route describes nothing else). Constants of one code share its key, so make one call per route.
   *
   * @throws {TypeError} When a constant is not in the catalog.
   * @example
   * schema: { response: { 200: Room, ...errors.responses('resource_not_found', 'room_full') } }
   */
  responses<Constant extends keyof AllEntries<Entries> & string = never>(
    ...constants: readonly Constant[]
  ): ErrorResponses<Entries, Constant>
}

// Methods, so that any catalog can be passed on as a `Catalog`.
interface Calls<Entries extends object> {
  error<Constant extends keyof AllEntries<Entries> & string>(
    constant: Constant, detail: RowOf<CallTables<Entries>['detail'], Constant>
  ): ApiError<Constant>
  error<Constant extends CallTables<Entries>['alone'][keyof CallTables<Entries>['alone']]>(constant: Constant): ApiError<Constant>
  ensure<Value, Constant extends keyof AllEntries<Entries> & string>(
    value: Value, constant: Constant, detail: RowOf<CallTables<Entries>['detail'], Constant>
  ): NonNullable<Value>
  ensure<Value>(
    value: Value, constant: CallTables<Entries>['alone'][keyof CallTables<Entries>['alone']]
  ): NonNullable<Value>
}

/**
 * Builds a catalog from nothing but the generic constants.
 *
 * @param entries - By constant (`^[a-z][a-z0-9_]*$`): `{ code, title, description?, messages?, data? }`.
 * @throws {TypeError} That lists every fault of the entries with its cure.
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
    // Not assigned: that is refused where the name is that of a generic constant, which is inherited and frozen.
    Object.defineProperty(constants, constant, { value: resolved, enumerable: true })
  }
  Object.freeze(constants)
  const responses = createErrorResponses(constant => entryOf(constants, constant))

  // The interface types each call by its constant; the functions behind it work on any constant.
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

const maxListed = 50

/** The entry of a constant that may come from an untyped caller. */
export function entryOf (constants: AnyCatalog['constants'], constant: unknown): ResolvedEntry {
  const entry = typeof constant === 'string' ? constants[constant] : undefined
  if (entry !== undefined) return entry

  const own = Object.keys(constants)
  const known = own.length > maxListed ? [...own.slice(0, maxListed), '…'] : own
  // A caller's mistake is the server's fault, whatever status the reply already has.
  throw Object.assign(new TypeError(
    `Unknown error constant ${describeValue(constant)}: this catalog has ${known.join(', ') || 'no constants of its own'}, ` +
    "and a generic one per HTTP status ('conflict', 'too_many_requests', …). " +
    'Correct the name, or add it with catalog.extend().'
  ), { statusCode: 500 })
}

/** The built-in catalog: six documented constants with their 26 messages, and the generic ones. */
export const catalog = defineCatalog(documented)
