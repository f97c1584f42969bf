/**
 * Reads catalog entries of another install of this package. It can be another version, whose entries lack members or have
 * members of other kinds: each one that is readable is used, and the others get their defaults.
 */
import { Type } from '@sinclair/typebox'
import { readProperty } from '../untrusted/read.js'
import type { DataSchema, ResolvedEntry } from './catalog-entry.js'
import { dataFaults } from './check-entries.js'
import { genericConstantFor, genericEntries } from './generic-constants.js'

/** Stands in for a `data` schema that this version cannot check. The other version has accepted the data. */
export const anyData: DataSchema = Type.Unknown()

const resolvedByEntry = new WeakMap<object, ResolvedEntry>()

/** @param code - The entry's code, already checked. */
export function resolveForeignEntry (entry: object, code: number): ResolvedEntry {
  const known = resolvedByEntry.get(entry)
  if (known !== undefined) return known

  const [title, description, messages, data] =
    ['title', 'description', 'messages', 'data'].map(member => readProperty(entry, member))
  const resolved: ResolvedEntry = Object.freeze({
    code,
    title: typeof title === 'string' && title !== '' ? title : genericEntries[genericConstantFor(code)].title,
    description: typeof description === 'string' ? description : '',
    messages: Array.isArray(messages) ? messages.filter(message => typeof message === 'string') : [],
    ...(data !== undefined && { data: dataFaults(data).length === 0 ? data as DataSchema : anyData })
  })
  resolvedByEntry.set(entry, resolved)
  return resolved
}
