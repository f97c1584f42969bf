/** Catalog entries, and the types of a catalog's entries. */
import type { GenericEntries } from './generic-constants.js'

/** The definition of one constant. */
export interface CatalogEntry {
  /** HTTP status code, an integer from 400 to 599. */
  readonly code: number
  /** The default message, one short sentence. */
  readonly title: string
  /** Says what happened and what the caller can do about it. */
  readonly description?: string | undefined
  /** The known messages. The editor completes them; other messages are allowed. */
  readonly messages?: readonly string[] | undefined
  /** JSON Schema (TypeBox) of the event's `data`. With a schema, every error of this constant needs data. */
  readonly data?: DataSchema | undefined
}

/** A TypeBox schema. Typed by its shape, because TypeBox's types differ between ECMAScript modules and CommonJS. */
export interface DataSchema {
  readonly static: unknown
  readonly params: unknown[]
}

/** The type that a schema describes, as TypeBox infers it. */
export type StaticOf<Schema extends DataSchema> = (Schema & { params: [] })['static']

export type CatalogEntries = Readonly<Record<string, CatalogEntry>>

/**
 * The constraint by which the entries of a new catalog are inferred. `Code` and `Text` exist only to keep literal types. A
 * `const` parameter would keep them too, but creates several array types for every list of messages.
 */
export type InferredEntries<Code extends number, Text extends string> = Readonly<Record<string, InferredEntry<Code, Text>>>

export interface InferredEntry<Code extends number, Text extends string> extends CatalogEntry {
  readonly code: Code
  readonly title: Text
  readonly description?: Text | undefined
  readonly messages?: readonly Text[] | undefined
}

/** An entry with its defaults: the description `''`, the messages `[]`. */
export interface ResolvedEntry extends CatalogEntry {
  readonly description: string
  readonly messages: readonly string[]
}

/**
 * All entries of a catalog: its own and the generic ones.
 *
 * Its constants are spelled out as `keyof AllEntries<Entries> & string` wherever they constrain a call, because TypeScript 7
 * computes a named union again at each call.
 */
export type AllEntries<Entries> = Merged<GenericEntries, Entries>

/**
 * The entries of both; those of `Added` replace those of `Base`. The keys are type parameters so that the compiler lists them
 * once and not for every constant.
 */
export type Merged<
  Base, Added, BaseConstant extends keyof Base = keyof Base, AddedConstant extends keyof Added = keyof Added
> = {
  readonly [Constant in BaseConstant | AddedConstant]:
  Constant extends AddedConstant ? Added[Constant] : Constant extends BaseConstant ? Base[Constant] : never
}

/** An entry as `errors.constants` has it. `data` comes from `Entry` alone, so that the compiler visits a schema only once. */
export type ResolvedFrom<Entry> = Omit<ResolvedEntry, Extract<keyof Entry, 'data'>> & {
  readonly [Key in keyof Entry]: Key extends 'messages' ? ReadonlyArray<MessageIn<Entry[Key]>> : Entry[Key]
}

export type KnownMessage<Entry> = Entry extends { readonly messages: readonly string[] } ? Entry['messages'][number] : never

type MessageIn<Messages> = Messages extends readonly unknown[] ? Messages[number] : never
