/**
 * The types of the arguments after the constant, in `reply.apiError`, `errors.error` and `errors.ensure`.
 *
 * Several of them take detours to spare the compiler work; `npm run bench:types` measures each.
 */
import type { ApiErrorIssue } from '../event/event.js'
import type { AllEntries, DataSchema, KnownMessage, StaticOf } from './catalog-entry.js'

/** The detail that the constant of an entry takes; without a type argument, that of any constant without data. */
export type ErrorDetail<Entry = object> = Entry extends { readonly data: infer Data extends DataSchema }
  ? DetailWithData<MessageLike<KnownMessage<Entry>>, StaticOf<Data>>
  : DetailWithoutData<MessageLike<KnownMessage<Entry>>, 'data' extends keyof Entry ? unknown : undefined>

/** The detail in both forms: the message alone, or an object. */
export type MessageOrDetail<Entry> = MessageLike<KnownMessage<Entry>> | ErrorDetail<Entry>

// `string & {}` keeps the known messages in the editor's completion; plain `string` would swallow them.
export type MessageLike<Known> = Known | (string & {})

export interface DetailParts<Message> {
  /** The event's message; the entry's title if it is missing or empty. */
  readonly message?: Message | undefined
  /** Response headers, such as `retry-after`. */
  readonly headers?: ErrorHeaders | undefined
  /** The error behind this one. It is logged whole and never sent. */
  readonly cause?: unknown
  /** Failed validations that the handler itself found. */
  readonly issues?: readonly ApiErrorIssue[] | undefined
  /** Refuses an Error as the detail; pass it as `cause`. */
  readonly stack?: never
}

export interface DetailWithData<Message, Data> extends DetailParts<Message> {
  readonly data: Data
}

export interface DetailWithoutData<Message, Data> extends DetailParts<Message> {
  readonly data?: Data
}

/**
 * Lookup tables by constant. The compiler evaluates only the rows that a program uses; computed at each call, they would cost
 * time in proportion to the catalog. `as` keeps the compiler from resolving a table for a constant that is still generic.
 */
export interface CallTables<Entries extends object> {
  /** The argument after the constant. */
  readonly detail: {
    readonly [Constant in keyof AllEntries<Entries> & string as Constant]: DetailArgument<AllEntries<Entries>[Constant]>
  }
  /** The constants that need no detail, since they declare no data. */
  readonly alone: {
    readonly [Constant in keyof AllEntries<Entries> & string as Constant]:
    AllEntries<Entries>[Constant] extends { readonly data: DataSchema } ? never : Constant
  }
}

type DetailArgument<Entry> =
  Entry extends { readonly data: DataSchema } ? ErrorDetail<Entry> : MessageOrDetail<Entry> | undefined

/**
 * The row of a constant that is not inferred yet. `Key` hides the constraint of the constant, from which the compiler would
 * evaluate the rows of all constants.
 */
export type DetailFor<Table extends Record<string, any>, Constant> =
  [Constant] extends [infer Key extends string] ? Table[Key] : never

/** The same for the errors that a route declares; those of several catalogs each have their own tables. */
export type DetailOf<Errors, Constant> = Errors extends DeclaredSet
  ? [Constant] extends [infer Key extends Errors['constant']] ? Errors['tables']['detail'][Key] : never
  : never

/** The declared constants that need no detail. */
export type ConstantsWithoutData<Errors> =
  Errors extends DeclaredSet ? Errors['constant'] & Errors['tables']['alone'][Errors['constant']] : never

/**
 * A set of declared errors: the constants, and the tables of their catalog.
 *
 * `any`, because comparing the tables with another type would evaluate all of their rows.
 */
export interface DeclaredSet<Tables = any, Constant extends string = string> {
  readonly constant: Constant
  readonly tables: Tables
}

/** Response headers by name, as `reply.headers()` takes them. */
export type ErrorHeaders = Readonly<Record<string, string | number | readonly string[] | undefined>>
