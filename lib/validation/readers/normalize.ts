/**
 * Normalizes findings by schema and value: a union of constants becomes `enum`, a union of types lists them, and an unknown
 * discriminator is reported at the tag.
 */
import { constantsOf, hasType } from '../../json-schema/keyword-checks.js'
import type { SchemaNode, SchemaWalker } from '../../json-schema/schema-walker.js'
import { hasOwn, isObject, readOwn, readProperty } from '../../untrusted/read.js'
import type { FailedPart } from '../failed-part.js'
import { parentKeywords, type Finding } from '../finding.js'

export function normalizeFinding (finding: Finding, part: FailedPart): Finding {
  switch (finding.keyword) {
    case 'anyOf':
    case 'oneOf': return normalizeUnion(finding, finding.keyword, part)
    case 'contains': return normalizeContains(finding, part)
    case 'discriminator': return normalizeTag(finding, part)
    default: return withoutDataRules(finding, part)
  }
}

/** Drops the params of a rule that comes from the request itself ($data), since they quote what the client sent. */
function withoutDataRules (finding: Finding, { walker }: FailedPart): Finding {
  const { keyword = '', tokens } = finding
  const isParents = parentKeywords.has(keyword)
  const holder = isParents ? tokens.slice(0, -1) : tokens
  const isData = walker.matchAt(holder).nodes.some(({ schema }) => hasOwn(readOwn(schema, keyword), '$data'))
  if (!isData) return finding
  // The names of missing members are then values of the request too.
  return isParents ? { tokens: holder, keyword: undefined, params: {} } : { ...finding, params: {} }
}

/** Reports a missing tag as `required` and an unknown one as `enum`. */
function normalizeTag (finding: Finding, { walker }: FailedPart): Finding {
  const { tokens } = finding
  const { value, nodes } = walker.matchAt(tokens)
  if (value === undefined) return { ...finding, keyword: 'required' }
  const allowedValues = unique(nodes.flatMap(({ schema }) => constantsOf(schema) ?? []))
  return { ...finding, keyword: 'enum', params: { allowedValues } }
}

/** Reports a union of constants as `enum`. A union of types lists them if the value has none of them. */
function normalizeUnion (finding: Finding, keyword: string, part: FailedPart): Finding {
  const { tokens, params: { passingSchemas } } = finding
  const source = { keyword, tokens }
  const { value, nodes } = part.walker.matchAt(tokens)
  if (Array.isArray(passingSchemas) && passingSchemas.length > 1) return finding

  const unions = nodes.filter(({ schema, isOpen }) => isOpen && Array.isArray(schema[keyword]))
  const tags = unions.map(({ schema }) => readProperty(schema.discriminator, 'propertyName'))
  const tag = tags.find(name => typeof name === 'string')
  if (typeof tag === 'string' && isObject(value) && isUnknownTag(tag, readOwn(value, tag), unions, keyword, part.walker)) {
    return normalizeTag({ ...finding, tokens: [...tokens, tag], source: { keyword: 'discriminator', tokens } }, part)
  }

  for (const union of unions) {
    const branches = branchesOf(union, keyword, part.walker)
    const constants = branches.map(branch => branch.map(({ schema }) => constantsOf(schema)).find(values => values !== undefined))
    if (constants.every(values => values !== undefined)) {
      // If several unions apply to the value, this finds the one that it fails.
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
    .flatMap(({ schema }) => constantsOf(readOwn(schema.properties, tag)) ?? [])
  return constants.length > 0 && !constants.includes(value)
}

/** The branches of a union. A branch that is itself a union is replaced by its branches. */
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

/** Adds what the array must contain, and how many matching items it has. */
function normalizeContains (finding: Finding, { walker }: FailedPart): Finding {
  const { value, nodes } = walker.matchAt(finding.tokens)
  const countOf = (allowed: readonly unknown[] | undefined) =>
    allowed && Array.isArray(value) ? value.filter(item => allowed.includes(item)).length : undefined
  const rules = nodes.filter(({ schema, isOpen }) => isOpen && schema.contains !== undefined).map(({ schema }) => {
    const allowedValues = constantsOf(schema.contains)
    const { minContains = 1, maxContains } = schema
    return { allowedValues, minContains, maxContains, count: countOf(allowedValues) }
  })
  // If several rules apply, this finds the one that the value fails.
  const failed = rules.find(({ count, minContains, maxContains }) =>
    count === undefined || count < Number(minContains) || count > Number(maxContains ?? Infinity))
  return { ...finding, params: { minContains: 1, ...finding.params, ...failed ?? rules[0] } }
}

function unique (values: readonly unknown[]): unknown[] {
  return [...new Set(values)]
}
