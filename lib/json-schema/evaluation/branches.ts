/** The branches of a union, as the choice between them needs them: which members each one names, and by which schemas. */
import { readOwn } from '../../untrusted/read.js'
import type { SchemaDocument } from '../schema-document.js'
import { appliedSchemas, appliedToMember, type Expand } from './applied-schemas.js'
import type { Branch, Evaluation, Subject } from './violation.js'

export function branchesOf (subject: Subject, union: readonly unknown[], evaluation: Evaluation): Branch[] {
  const { document, value, place } = subject
  const isBroken = (schema: unknown, parent: SchemaDocument) => evaluation.evaluate(schema, parent, value, place).length > 0

  /** What applies to the value beside a subschema: the branches of inner unions that fit, and the outcome of a condition. */
  const expand: Expand = ({ schema, document: parent }) => {
    const { anyOf, oneOf, if: condition } = schema
    const fitting = [anyOf, oneOf].flatMap(inner => Array.isArray(inner) ? inner.filter(one => !isBroken(one, parent)) : [])
    if (condition === undefined) return fitting
    return [...fitting, isBroken(condition, parent) ? schema.else : schema.then]
  }

  return union.map((schema, index): Branch => {
    const reference = readOwn(schema, '$ref')
    return {
      index,
      applied: appliedSchemas(schema, document, expand),
      reference: typeof reference === 'string' ? reference : undefined,
      violations: evaluation.evaluate(schema, document, value, place)
    }
  })
}

/** The subschemas that a branch applies to a member, or to a member of a member. */
export function appliedAt ({ applied }: Branch, path: readonly string[]) {
  return path.reduce((outer, name) => appliedToMember(name, outer), applied)
}
