/**
 * Entries of another install of this package, which can be of another version: older ones lack members, newer ones have
 * other kinds of them. What can be read is taken, and the rest has the defaults of an entry.
 */
import { Type } from '@sinclair/typebox'
import { dataFaults } from './check-entries.js'
import type { DataSchema, ResolvedEntry } from './entry.js'
import { read } from '../untrusted/read.js'
import { genericConstantFor, genericEntries } from './generic.js'

/** A schema that this version cannot check does not keep back the data that the other version has accepted. */
export const anyData: DataSchema = Type.Unknown()

const resolvedByEntry = new WeakMap<object, ResolvedEntry>()

/** @param code - The entry's code, checked. */
export function resolveForeignEntry (entry: object, code: number): ResolvedEntry {
  const known = resolvedByEntry.get(entry)
  if (known !== undefined) return known

  const [title, description, messages, data] = ['title', 'description', 'messages', 'data'].map(member => read(entry, member))
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
