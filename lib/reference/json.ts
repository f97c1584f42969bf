/** A catalog as JSON, for programs: each constant by name, and the schema of the event. */
import { ApiErrorEventSchema } from '../event/event.js'
import type { DescribedConstant, Reference } from './reference-content.js'

export function toJson ({ own, generic }: Reference): string {
  return JSON.stringify({
    constants: byName(own),
    generic: byName(generic),
    schemas: { ApiErrorEvent: ApiErrorEventSchema }
  }, null, 2)
}

function byName (constants: readonly DescribedConstant[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(constants.map(({ constant, phrase, ...entry }) => [constant, entry]))
}
