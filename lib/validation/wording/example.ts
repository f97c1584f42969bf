/** The schema author's example for a rule that a value breaks, to end a sentence with. */
import { isScalar, satisfies } from '../../json-schema/keyword-checks.js'
import type { SchemaObject } from '../../json-schema/schema-document.js'
import { maxExampleLength } from '../../limits.js'
import { readOwn } from '../../untrusted/read.js'
import type { FailedPart } from '../failed-part.js'
import type { Finding } from '../finding.js'

/** The first example of the subschema that holds the rule, if it is short and does not break the rule itself. */
export function exampleFor ({ keyword = '', tokens, params }: Finding, part: FailedPart): unknown {
  if (keyword !== 'pattern' && keyword !== 'format') return undefined
  const holders = part.walker.matchAt(tokens).nodes.filter(({ schema }) => readOwn(schema, keyword) === params[keyword])
  return holders.flatMap(({ schema }) => examplesOf(schema).filter(example => isFit(example, schema))).at(0)
}

function examplesOf ({ examples, example }: SchemaObject): readonly unknown[] {
  return Array.isArray(examples) && examples.length > 0 ? examples : example === undefined ? [] : [example]
}

function isFit (example: unknown, schema: SchemaObject): boolean {
  const isShort = isScalar(example) && String(example).length <= maxExampleLength
  return isShort && satisfies({ ...schema, format: undefined }, example) !== false
}

/** Keywords whose sentence quotes nothing of the value's own rules. */
const telling = new Set([
  'required', 'dependentRequired', 'dependencies', 'type', 'additionalProperties', 'unevaluatedProperties'
])

/** True if neither the value nor its rules may be quoted: passwords, and members that clients can only write. */
export function isSecret ({ tokens, keyword = '', text }: Finding, part: FailedPart): boolean {
  if (text !== undefined || telling.has(keyword)) return false
  return isSecretAt(tokens, part) || (keyword === 'contains' && isSecretAt([...tokens, '0'], part))
}

/** True for a password, and for a value that clients can only write, or that is inside one. */
export function isSecretAt (tokens: readonly string[], part: FailedPart): boolean {
  if (!part.mentions('writeOnly') && !part.mentions('format password')) return false
  return part.walker.matchesAlong(tokens).some(({ nodes, depth }) => nodes.some(({ schema: { writeOnly, format } }) =>
    writeOnly === true || (format === 'password' && depth === tokens.length)))
}
