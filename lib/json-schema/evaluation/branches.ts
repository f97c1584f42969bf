/** The branches of a union, as the choice between them needs them: which members each one names, and with which constants. */
import { readOwn } from '../../untrusted/read.js'
import { toPointer } from '../json-pointer.js'
import type { SchemaDocument, SchemaObject } from '../schema-document.js'
import { stepsToMember } from '../schema-steps.js'
import { appliedSchemas, type AppliedSchema, type Expand } from './applied-schemas.js'
import type { Branch, Evaluation, Subject } from './violation.js'

export function branchesOf (subject: Subject, union: readonly unknown[], evaluation: Evaluation): Branch[] {
  const { document, value, tokens } = subject
  const isBroken = (schema: unknown, parent: SchemaDocument) => evaluation.evaluate(schema, parent, value, tokens).length > 0

  /** What applies to the value beside a subschema: the branches of inner unions that fit, and the outcome of a condition. */
  const expand: Expand = ({ schema, document: parent }) => {
    const { anyOf, oneOf, if: condition } = schema
    const fitting = [anyOf, oneOf].flatMap(inner => Array.isArray(inner) ? inner.filter(one => !isBroken(one, parent)) : [])
    if (condition === undefined) return fitting
    return [...fitting, isBroken(condition, parent) ? schema.else : schema.then]
  }

  return union.map((schema, index): Branch => {
    const applied = appliedSchemas(schema, document, expand)
    const reference = readOwn(schema, '$ref')
    return {
      index,
      schemas: applied.map(one => one.schema),
      reference: typeof reference === 'string' ? reference : undefined,
      violations: evaluation.evaluate(schema, document, value, tokens),
      schemasAt: remembered(path => schemasAt(path, applied))
    }
  })
}

/** Several measures of a branch ask for the same members. */
function remembered (find: Branch['schemasAt']): Branch['schemasAt'] {
  const known = new Map<string, readonly SchemaObject[]>()
  return path => {
    const key = toPointer(path)
    let schemas = known.get(key)
    if (schemas === undefined) known.set(key, schemas = find(path))
    return schemas
  }
}

const namingSteps = new Set(['properties', 'patternProperties', 'items'])

function schemasAt (path: readonly string[], applied: readonly AppliedSchema[]) {
  return path.reduce((outer, name) => outer.flatMap(({ schema, document }) => stepsToMember(name, schema, false)
    .filter(([step]) => namingSteps.has(step))
    .flatMap(([, member]) => appliedSchemas(member, document))), applied).map(({ schema }) => schema)
}
