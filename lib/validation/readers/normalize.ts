/** Normalizes findings by schema and value: adds null to nullable types, names the tag, and drops what `$data` would quote. */
import { constantsOf, hasType } from '../../json-schema/keyword-checks.js'
import type { SchemaObject } from '../../json-schema/schema-document.js'
import { hasOwn, readOwn } from '../../untrusted/read.js'
import type { FailedPart } from '../failed-part.js'
import { parentKeywords, type Finding } from '../finding.js'

export function normalizeFinding (finding: Finding, part: FailedPart): Finding {
  switch (finding.keyword) {
    case 'discriminator': return normalizeTag(finding, part)
    case 'type': return withoutDataRules(withConstants(withNull(finding, part), part), part)
    default: return withoutDataRules(finding, part)
  }
}

/** Ajv does not report that `nullable` allows null too. */
function withNull (finding: Finding, part: FailedPart): Finding {
  const { tokens, params: { type } } = finding
  const isNullable = schemasOf(finding, tokens, part).some(schema => schema.nullable === true && schema.type === type)
  return isNullable ? { ...finding, params: { type: [type, 'null'] } } : finding
}

/** Constants of the right type say more than the type. */
function withConstants (finding: Finding, part: FailedPart): Finding {
  const { tokens, params: { type }, source } = finding
  if (source !== undefined) return finding
  const holders = schemasOf(finding, tokens, part).filter(schema => schema.type === type)
  const constants = holders.filter(holder => holder.type !== 'null').map(constantsOf).find(values => values !== undefined)
  const allowedValues = constants?.filter(value => [type].flat().some(one => hasType(value, one))) ?? []
  return allowedValues.length > 0 ? { ...finding, params: { type, allowedValues } } : finding
}

/** Drops the params of a rule that comes from the request itself ($data), since they quote what the client sent. */
function withoutDataRules (finding: Finding, part: FailedPart): Finding {
  const { keyword = '', tokens } = finding
  const isParents = parentKeywords.has(keyword)
  const holder = isParents ? tokens.slice(0, -1) : tokens
  const isData = schemasOf(finding, holder, part).some(schema => hasOwn(readOwn(schema, keyword), '$data'))
  if (!isData) return finding
  // The names of missing members are then values of the request too.
  return isParents ? { tokens: holder, keyword: undefined, params: {} } : { ...finding, params: {} }
}

/** The subschema that holds the keyword; if it is not known, all that apply to the value. */
function schemasOf ({ schema }: Finding, holder: readonly string[], part: FailedPart): readonly SchemaObject[] {
  if (schema !== undefined) return [schema]
  return part.walker.matchAt(holder).nodes.filter(({ isOpen }) => isOpen).map(node => node.schema)
}

/** Reports a missing tag as `required` and an unknown one as `enum`. */
function normalizeTag (finding: Finding, { walker }: FailedPart): Finding {
  const { tokens } = finding
  const { value, nodes } = walker.matchAt(tokens)
  if (value === undefined) return { ...finding, keyword: 'required' }
  const allowedValues = unique(nodes.flatMap(({ schema }) => constantsOf(schema) ?? []))
  return { ...finding, keyword: 'enum', params: { allowedValues } }
}

function unique (values: readonly unknown[]): unknown[] {
  return [...new Set(values)]
}
