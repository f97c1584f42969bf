/** A catalog as JSON, for programs: each constant by name, and the schema of the event. */
import type { eventSchemaOf } from '../event/event.js'
import type { DescribedConstant, Reference } from './reference-content.js'

export function toJson ({ own, generic }: Reference, event: ReturnType<typeof eventSchemaOf>): string {
  return JSON.stringify({
    constants: byName(own),
    generic: byName(generic),
    schemas: { ApiErrorEvent: event }
  }, null, 2)
}

function byName (constants: readonly DescribedConstant[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(constants.map(({ constant, phrase, ...entry }) => [constant, entry]))
}
