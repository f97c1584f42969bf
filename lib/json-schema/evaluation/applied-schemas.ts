/** Collects the subschemas that apply to the same value. */
import { isObject } from '../../untrusted/read.js'
import type { SchemaDocument, SchemaObject } from '../schema-document.js'

export interface AppliedSchema {
  readonly schema: SchemaObject
  readonly document: SchemaDocument
}

/** Returns further subschemas of one, which apply for this value. */
export type Expand = (applied: AppliedSchema) => readonly unknown[]

/** The subschemas that apply to the same value: through `$ref`, `allOf`, and what `expand` adds. */
export function appliedSchemas (
  schema: unknown, parent: SchemaDocument, expand: Expand = () => [], seen = new Set<SchemaObject>()
): AppliedSchema[] {
  if (!isObject(schema) || seen.has(schema)) return []
  seen.add(schema)
  const applied = { schema, document: parent.containing(schema) }
  const { document } = applied
  const target = typeof schema.$ref === 'string' ? document.resolve(schema.$ref) : undefined
  const referenced = target === undefined ? [] : appliedSchemas(target.schema, target.document, expand, seen)
  const inner = [...Array.isArray(schema.allOf) ? schema.allOf as unknown[] : [], ...expand(applied)]
  return [applied, ...referenced, ...inner.flatMap(one => appliedSchemas(one, document, expand, seen))]
}
