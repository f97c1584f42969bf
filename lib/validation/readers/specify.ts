/** What a validator's verdict means, seen by the schema and the value: which constants, which types, which tag. */
import { read } from '../../untrusted/read.js'
import { hasType } from '../../json-schema/checks.js'
import { constantsOf } from '../../json-schema/checks.js'
import { parentKeywords, type Finding } from '../finding.js'
import type { RequestData } from '../failed-part.js'
import { isObject } from '../../json-schema/document.js'
import type { SchemaNode, SchemaWalker } from '../../json-schema/walk.js'

export function refine (finding: Finding, data: RequestData): Finding {
  switch (finding.keyword) {
    case 'anyOf':
    case 'oneOf': return refineUnion(finding, finding.keyword, data)
    case 'contains': return refineContains(finding, data)
    case 'discriminator': return refineTag(finding, data)
    default: return withoutDataRules(finding, data)
  }
}

/** A rule that comes from the request itself ($data) would echo what the client sent. */
function withoutDataRules (finding: Finding, { walker }: RequestData): Finding {
  const { keyword = '', tokens } = finding
  if (parentKeywords.has(keyword)) return finding
  const isData = walker.at(tokens).nodes.some(({ schema }) => isObject(schema[keyword]) && '$data' in schema[keyword])
  return isData ? { ...finding, params: {} } : finding
}

/** A missing tag is required; an unknown one fails like an enum. */
function refineTag (finding: Finding, { walker }: RequestData): Finding {
  const { tokens } = finding
  const { value, nodes } = walker.at(tokens)
  if (value === undefined) return { ...finding, keyword: 'required' }
  const allowedValues = unique(nodes.flatMap(({ schema }) => constantsOf(schema) ?? []))
  return { ...finding, keyword: 'enum', params: { allowedValues } }
}

/** A union of constants fails like an enum; one of plain types can name them, where the value is of none. */
function refineUnion (finding: Finding, keyword: string, data: RequestData): Finding {
  const { tokens, params: { passingSchemas } } = finding
  const source = { keyword, tokens }
  const { value, nodes } = data.walker.at(tokens)
  if (Array.isArray(passingSchemas) && passingSchemas.length > 1) return finding

  const unions = nodes.filter(({ schema, isOpen }) => isOpen && Array.isArray(schema[keyword]))
  const tag = unions.map(({ schema }) => read(schema.discriminator, 'propertyName')).find(name => typeof name === 'string')
  if (typeof tag === 'string' && isObject(value) && isUnknownTag(tag, value[tag], unions, keyword, data.walker)) {
    return refineTag({ ...finding, tokens: [...tokens, tag], source: { keyword: 'discriminator', tokens } }, data)
  }

  for (const union of unions) {
    const branches = branchesOf(union, keyword, data.walker)
    const constants = branches.map(branch => branch.map(({ schema }) => constantsOf(schema)).find(values => values !== undefined))
    if (constants.every(values => values !== undefined)) {
      // Of several unions, the one that the value really fails.
      if (!constants.flat().includes(value)) {
        return { tokens, keyword: 'enum', params: { allowedValues: unique(constants.flat()) }, source }
      }
      continue
    }
    const types = branches.map(branch => branch.map(({ schema }) => schema.type).find(type => type !== undefined))
    if (types.every(type => type !== undefined) && !types.flat().some(type => hasType(value, type))) {
      return { ...finding, params: { type: unique(types.flat()) } }
    }
  }
  return finding
}

function isUnknownTag (
  tag: string, value: unknown, unions: readonly SchemaNode[], keyword: string, walker: SchemaWalker
): boolean {
  const constants = unions.flatMap(union => walker.branches(union, keyword)).flat()
    .flatMap(({ schema }) => constantsOf(read(schema.properties, tag)) ?? [])
  return constants.length > 0 && !constants.includes(value)
}

/** The branches of a union; those of a union inside a branch stand for that branch. */
function branchesOf (node: SchemaNode, keyword: string, walker: SchemaWalker, seen = new Set<object>()): SchemaNode[][] {
  seen.add(node.schema)
  return walker.branches(node, keyword).flatMap(branch => {
    for (const inner of branch) {
      const nested = ['anyOf', 'oneOf'].find(name => Array.isArray(inner.schema[name]))
      if (nested !== undefined) return seen.has(inner.schema) ? [] : branchesOf(inner, nested, walker, seen)
    }
    return [branch]
  })
}

/** What an array has to contain, and whether it has too little or too much of it. */
function refineContains (finding: Finding, { walker }: RequestData): Finding {
  const { value, nodes } = walker.at(finding.tokens)
  const countOf = (allowed: readonly unknown[] | undefined) =>
    allowed && Array.isArray(value) ? value.filter(item => allowed.includes(item)).length : undefined
  const rules = nodes.filter(({ schema, isOpen }) => isOpen && schema.contains !== undefined).map(({ schema }) => {
    const allowedValues = constantsOf(schema.contains)
    const { minContains = 1, maxContains } = schema
    return { allowedValues, minContains, maxContains, count: countOf(allowedValues) }
  })
  // Of several, the one that the value fails.
  const failed = rules.find(({ count, minContains, maxContains }) =>
    count === undefined || count < Number(minContains) || count > Number(maxContains ?? Infinity))
  return { ...finding, params: { minContains: 1, ...finding.params, ...failed ?? rules[0] } }
}

function unique (values: readonly unknown[]): unknown[] {
  return [...new Set(values)]
}
