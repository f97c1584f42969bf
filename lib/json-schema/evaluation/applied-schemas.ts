/** Collects the subschemas that apply to the same value, or to a member of it. */
import { isObject } from '../../untrusted/read.js'
import type { SchemaDocument, SchemaObject } from '../schema-document.js'
import { stepsToMember } from '../schema-steps.js'

export interface AppliedSchema {
  readonly schema: SchemaObject
  readonly document: SchemaDocument
}

/** Returns further subschemas of one, which apply for this value. */
export type Expand = (applied: AppliedSchema) => readonly unknown[]

const appliedByDocument = new WeakMap<SchemaDocument, WeakMap<SchemaObject, readonly AppliedSchema[]>>()

/** The subschemas that apply to the same value: through `$ref`, `allOf`, and what `expand` adds. */
export function appliedSchemas (schema: unknown, document: SchemaDocument, expand?: Expand): readonly AppliedSchema[] {
  if (!isObject(schema)) return []
  let bySchema = appliedByDocument.get(document)
  if (bySchema === undefined) appliedByDocument.set(document, bySchema = new WeakMap())
  let applied = bySchema.get(schema)
  if (applied === undefined) bySchema.set(schema, applied = collect(schema, document, () => [], new Set()))
  const depends = expand !== undefined && applied.some(one => hasAlternatives(one.schema))
  return depends ? collect(schema, document, expand, new Set()) : applied
}

function hasAlternatives ({ anyOf, oneOf, if: condition }: SchemaObject): boolean {
  return anyOf !== undefined || oneOf !== undefined || condition !== undefined
}

function collect (schema: unknown, parent: SchemaDocument, expand: Expand, seen: Set<SchemaObject>): AppliedSchema[] {
  if (!isObject(schema) || seen.has(schema)) return []
  seen.add(schema)
  const document = parent.containing(schema)
  const applied = { schema, document }
  const target = typeof schema.$ref === 'string' ? document.resolve(schema.$ref) : undefined
  const referenced = target === undefined ? [] : collect(target.schema, target.document, expand, seen)
  const inner = [...Array.isArray(schema.allOf) ? schema.allOf as unknown[] : [], ...expand(applied)]
  return [applied, ...referenced, ...inner.flatMap(one => collect(one, document, expand, seen))]
}

const membersByApplied = new WeakMap<readonly AppliedSchema[], Map<string, readonly AppliedSchema[]>>()

/** The subschemas that those of a value apply to a member, by its name or index. */
export function appliedToMember (name: string, applied: readonly AppliedSchema[]): readonly AppliedSchema[] {
  let byName = membersByApplied.get(applied)
  if (byName === undefined) membersByApplied.set(applied, byName = new Map())
  let members = byName.get(name)
  if (members === undefined) {
    const steps = applied.flatMap(({ schema, document }) =>
      stepsToMember(name, schema, false).map(([step, member]) => ({ step, member, document })))
    const naming = steps.filter(({ step }) => namingSteps.has(step))
    members = naming.flatMap(({ member, document }) => appliedSchemas(member, document))
    // Other names are the client's, who can choose endlessly many.
    if (naming.length > 0 && naming.every(({ step }) => step === 'properties')) byName.set(name, members)
  }
  return members
}

const namingSteps = new Set(['properties', 'patternProperties', 'items'])
