/** What an entry of a catalog is, and the entries of a catalog as types. */
import type { GenericEntries } from './generic.js'

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
  readonly data?: DataSchema | undefined
}

/** A TypeBox schema. By its shape, since ECMAScript modules and CommonJS each have TypeBox's types to themselves. */
export interface DataSchema {
  readonly static: unknown
  readonly params: unknown[]
}

/** The type that a schema describes, as TypeBox works it out. */
export type StaticOf<Schema extends DataSchema> = (Schema & { params: [] })['static']

export type CatalogEntries = Readonly<Record<string, CatalogEntry>>

/**
 * What the entries of a new catalog are inferred by. `Code` and `Text` are not themselves inferred: being type parameters,
 * they keep the literals. `const` would as well, but make several array types of each list of messages.
 */
export type InferredEntries<Code extends number, Text extends string> = Readonly<Record<string, InferredEntry<Code, Text>>>

export interface InferredEntry<Code extends number, Text extends string> extends CatalogEntry {
  readonly code: Code
  readonly title: Text
  readonly description?: Text | undefined
  readonly messages?: readonly Text[] | undefined
}

/** An entry with its defaults filled in: no description is `''`, no messages are `[]`. */
export interface ResolvedEntry extends CatalogEntry {
  readonly description: string
  readonly messages: readonly string[]
}

/**
 * The entries of a catalog: its own, and the generic one of each HTTP status.
 *
 * Its constants are written out as `keyof AllEntries<Entries> & string` wherever they constrain a call, since TypeScript 7
 * makes a union that has a name anew at each call.
 */
export type AllEntries<Entries> = Merged<GenericEntries, Entries>

/**
 * The entries of both; those of `Added` replace those of `Base`. The keys are parameters so that the compiler lists them
 * once, and not for each constant.
 */
export type Merged<
  Base, Added, BaseConstant extends keyof Base = keyof Base, AddedConstant extends keyof Added = keyof Added
> = {
  readonly [Constant in BaseConstant | AddedConstant]:
  Constant extends AddedConstant ? Added[Constant] : Constant extends BaseConstant ? Base[Constant] : never
}

/** An entry as its catalog keeps it, frozen. Its own `data` alone: in both, the compiler would go through a schema twice. */
export type ResolvedFrom<Entry> = Omit<ResolvedEntry, Extract<keyof Entry, 'data'>> & {
  readonly [Key in keyof Entry]: Key extends 'messages' ? ReadonlyArray<MessageIn<Entry[Key]>> : Entry[Key]
}

export type KnownMessage<Entry> = Entry extends { readonly messages: readonly string[] } ? Entry['messages'][number] : never

type MessageIn<Messages> = Messages extends readonly unknown[] ? Messages[number] : never
