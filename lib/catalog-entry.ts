/** What an entry of a catalog is, and what the types make of it. */
import type { Static, TSchema } from '@sinclair/typebox'
import type { ApiErrorIssue } from './event.js'
import type { GenericConstant, GenericEntries } from './generic.js'

/** What one constant means. */
export interface CatalogEntry {
  /** HTTP status code, an integer from 400 to 599. */
  readonly code: number
  /** The message where none is passed: one short sentence. */
  readonly title: string
  /** What happened, and what the caller can do about it. */
  readonly description?: string | undefined
  /** The known messages; the editor completes them, others may be sent. */
  readonly messages?: readonly string[] | undefined
  /** JSON Schema (TypeBox) of the event's `data`; where it stands, every error of this constant carries data. */
  readonly data?: TSchema | undefined
}

export type CatalogEntries = Readonly<Record<string, CatalogEntry>>

/** An entry with its defaults filled in: no description is `''`, no messages are `[]`. */
export interface ResolvedEntry extends CatalogEntry {
  readonly description: string
  readonly messages: readonly string[]
}

/** The constants of a catalog: its own, and the generic one of each HTTP status. */
export type ConstantOf<Entries extends CatalogEntries> = (keyof Entries & string) | GenericConstant

export type EntryOf<Entries extends CatalogEntries, Constant> =
  Constant extends keyof Entries ? Entries[Constant] : Constant extends GenericConstant ? GenericEntries[Constant] : never

type KnownMessage<Entry> = Entry extends { readonly messages: readonly string[] } ? Entry['messages'][number] : never

// `string & {}` keeps the known messages in the editor's completion; plain `string` would swallow them.
type MessageOf<Entry> = KnownMessage<Entry> | (string & {})

/** What a handler can say beside the constant. */
export type ErrorDetail<Entry = CatalogEntry> = Entry extends { readonly data: infer Data extends TSchema }
  ? DetailWithData<MessageOf<Entry>, Static<Data>>
  : DetailWithoutData<MessageOf<Entry>, 'data' extends keyof Entry ? unknown : undefined>

interface DetailParts<Message> {
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

interface DetailWithData<Message, Data> extends DetailParts<Message> {
  readonly data: Data
}

interface DetailWithoutData<Message, Data> extends DetailParts<Message> {
  readonly data?: Data
}

/** The argument after the constant. */
type DetailArgument<Entry> = Entry extends { readonly data: TSchema } ? ErrorDetail<Entry> : MessageOrDetail<Entry> | undefined

/** The same as a list of arguments: `data` makes the detail required. */
export type DetailArguments<Entry> = Entry extends { readonly data: TSchema }
  ? [detail: DetailArgument<Entry>]
  : [detail?: DetailArgument<Entry>]

/**
 * What the calls of a catalog take, by constant. Tables, of which the compiler works out only the rows that are used: computed
 * at each call, they would cost time that grows with the catalog. `as` keeps it from looking behind a table, at what an
 * entry of any constant would be.
 */
export interface CallTables<Entries extends CatalogEntries> {
  readonly detail: { readonly [Constant in ConstantOf<Entries> as Constant]: DetailArgument<EntryOf<Entries, Constant>> }
  /** The constants that can stand alone, since they carry no data. */
  readonly alone: {
    readonly [Constant in ConstantOf<Entries> as Constant]:
    EntryOf<Entries, Constant> extends { readonly data: TSchema } ? never : Constant
  }
}

/**
 * Errors that can be raised: these constants, and the tables of their catalog.
 *
 * `any`, since to compare a catalog's tables with anything else is to work out all of them.
 */
export interface Raisable<Tables = any, Constant extends string = string> {
  readonly constant: Constant
  readonly tables: Tables
}

/** The message, or all that a handler can say beside the constant. */
export type MessageOrDetail<Entry> = MessageOf<Entry> | ErrorDetail<Entry>

/** Response headers by name; what `reply.headers()` takes. */
export type ErrorHeaders = Readonly<Record<string, string | number | readonly string[] | undefined>>
