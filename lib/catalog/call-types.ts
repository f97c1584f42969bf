/**
 * What can be said beside a constant, typed by its entry: the arguments of `reply.apiError`, `errors.error` and
 * `errors.ensure`. `npm run bench:types` measures what they cost the compiler.
 */
import type { AllEntries, DataSchema, KnownMessage, StaticOf } from './entry.js'
import type { ApiErrorIssue } from '../event/event.js'

/** What a handler can say beside the constant of an entry; by default, of any that carries no data. */
export type ErrorDetail<Entry = object> = Entry extends { readonly data: infer Data extends DataSchema }
  ? DetailWithData<MessageLike<KnownMessage<Entry>>, StaticOf<Data>>
  : DetailWithoutData<MessageLike<KnownMessage<Entry>>, 'data' extends keyof Entry ? unknown : undefined>

/** The message, or all that a handler can say beside the constant. */
export type MessageOrDetail<Entry> = MessageLike<KnownMessage<Entry>> | ErrorDetail<Entry>

// `string & {}` keeps the known messages in the editor's completion; plain `string` would swallow them.
export type MessageLike<Known> = Known | (string & {})

export interface DetailParts<Message> {
  /** The sentence on the wire; the entry's title where it is missing or empty. */
  readonly message?: Message | undefined
  /** Response headers, such as `retry-after`. */
  readonly headers?: ErrorHeaders | undefined
  /** The error behind this one: logged whole, never sent. */
  readonly cause?: unknown
  /** Failed validations found by the handler itself. */
  readonly issues?: readonly ApiErrorIssue[] | undefined
  /** An Error is no detail: pass it as the `cause`. */
  readonly stack?: never
}

export interface DetailWithData<Message, Data> extends DetailParts<Message> {
  readonly data: Data
}

export interface DetailWithoutData<Message, Data> extends DetailParts<Message> {
  readonly data?: Data
}

/**
 * What the calls of a catalog take, by constant. Tables, of which the compiler works out only the rows that are used: computed
 * at each call, they would cost time that grows with the catalog. `as` keeps it from looking behind a table, at what an
 * entry of any constant would be.
 */
export interface CallTables<Entries extends object> {
  /** The argument after the constant. */
  readonly detail: {
    readonly [Constant in keyof AllEntries<Entries> & string as Constant]: DetailArgument<AllEntries<Entries>[Constant]>
  }
  /** The constants that can stand alone, since they carry no data. */
  readonly alone: {
    readonly [Constant in keyof AllEntries<Entries> & string as Constant]:
    AllEntries<Entries>[Constant] extends { readonly data: DataSchema } ? never : Constant
  }
}

type DetailArgument<Entry> =
  Entry extends { readonly data: DataSchema } ? ErrorDetail<Entry> : MessageOrDetail<Entry> | undefined

/**
 * The row of a constant that is yet to be inferred. Its own `Key` hides the constant's constraint, from which the compiler
 * would work out the rows of all constants.
 */
export type RowOf<Table extends Record<string, any>, Constant> =
  [Constant] extends [infer Key extends string] ? Table[Key] : never

/** The same where errors of several catalogs are declared: each has a table of its own. */
export type DetailOf<Errors, Constant> = Errors extends Raisable
  ? [Constant] extends [infer Key extends Errors['constant']] ? Errors['tables']['detail'][Key] : never
  : never

/** The errors that can stand alone. */
export type AloneOf<Errors> =
  Errors extends Raisable ? Errors['constant'] & Errors['tables']['alone'][Errors['constant']] : never

/**
 * Errors that can be raised: these constants, and the tables of their catalog.
 *
 * `any`, since to compare a catalog's tables with anything else is to work out all of them.
 */
export interface Raisable<Tables = any, Constant extends string = string> {
  readonly constant: Constant
  readonly tables: Tables
}

/** Response headers by name; what `reply.headers()` takes. */
export type ErrorHeaders = Readonly<Record<string, string | number | readonly string[] | undefined>>
