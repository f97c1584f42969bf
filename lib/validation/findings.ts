/** From a validator's items to findings: which validator made them, and what its verdict over a union means. */
import { read } from '../foreign-error.js'
import { findingsOfAjv } from './ajv-items.js'
import { constantsOf } from './constants.js'
import type { ValidationFailure } from './failure.js'
import type { Finding } from './finding.js'
import { valueAt, type RequestData } from './request-data.js'
import type { SchemaNode } from './schema-walk.js'
import { findingsOfTypeBox } from './typebox-items.js'
import { findingsOfZod, isZodItem } from './zod-items.js'

/** The findings in the validator's order; one about the whole part where the validator gave no items. */
export function findingsOf ({ items }: ValidationFailure, data: RequestData): Finding[] {
  const [first] = items
  if (first === undefined) return [{ tokens: [], keyword: undefined, params: {} }]
  if (isZodItem(first)) return withoutEchoes(findingsOfZod(items, data))

  const found = typeof read(first, 'keyword') === 'string' ? findingsOfAjv(items, data) : findingsOfTypeBox(items, data)
  return withoutEchoes(found.map(finding => refine(finding, data)))
}

/** What is wrong inside a missing value is no second fault. */
function withoutEchoes (findings: readonly Finding[]): Finding[] {
  const missing = new Set<string>()
  return findings.filter(({ tokens, keyword }) => {
    const isEcho = tokens.some((_, index) => missing.has(JSON.stringify(tokens.slice(0, index + 1))))
    if (keyword === 'required') missing.add(JSON.stringify(tokens))
    return !isEcho
  })
}

function refine (finding: Finding, data: RequestData): Finding {
  const { keyword, tokens } = finding
  if (keyword === 'anyOf' || keyword === 'oneOf') return refineUnion(finding, data)
  if (keyword === 'contains') return refineContains(finding, data)
  if (keyword !== 'discriminator') return finding

  if (valueAt(data.value, tokens) === undefined) return { ...finding, keyword: 'required' }
  const allowedValues = data.walker.at(tokens).flatMap(({ schema }) => constantsOf(schema) ?? [])
  return { tokens, keyword: 'enum', params: { allowedValues: [...new Set(allowedValues)] } }
}

/** A union of constants fails like an enum; one of plain types can name them, where the value is of none. */
function refineUnion (finding: Finding, { walker, value }: RequestData): Finding {
  const passing = finding.params.passingSchemas
  const node = walker.at(finding.tokens).find(({ schema }) => Array.isArray(schema[String(finding.keyword)]))
  if (node === undefined || (Array.isArray(passing) && passing.length > 1)) return finding

  const branches = branchesOf(node, node.schema[String(finding.keyword)], walker)
  const constants = branches.map(branch => branch.map(constantsOf).find(values => values !== undefined))
  if (constants.every(values => values !== undefined)) {
    return { ...finding, keyword: 'enum', params: { allowedValues: [...new Set(constants.flat())] } }
  }
  const types = branches.map(branch => branch.map(schema => schema.type).find(type => type !== undefined))
  const actual = valueAt(value, finding.tokens)
  if (types.some(type => type === undefined) || types.flat().some(type => isOfType(actual, type))) return finding
  return { ...finding, params: { type: [...new Set(types.flat())] } }
}

/** The branches of a union, those of a union inside it among them. */
function branchesOf (node: SchemaNode, union: unknown, walker: RequestData['walker']): Array<ReturnType<typeof walker.branch>> {
  if (!Array.isArray(union)) return []
  return union.flatMap(branch => {
    const schemas = walker.branch(node, branch)
    const inner = read(branch, 'anyOf') ?? read(branch, 'oneOf')
    return Array.isArray(inner) ? branchesOf(node, inner, walker) : [schemas]
  })
}

function isOfType (value: unknown, type: unknown): boolean {
  switch (type) {
    case 'array': return Array.isArray(value)
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'null': return value === null
    case 'integer': return Number.isInteger(value)
    case 'number': return typeof value === 'number'
    case 'string': return typeof value === 'string'
    default: return typeof value === 'boolean'
  }
}

/** What an array has to contain, and whether it has too little or too much of it. */
function refineContains (finding: Finding, { walker, value }: RequestData): Finding {
  const schema = walker.at(finding.tokens).map(node => node.schema).find(({ contains }) => contains !== undefined)
  const { minContains = schema?.minContains ?? 1, maxContains = schema?.maxContains } = finding.params
  const allowedValues = constantsOf(schema?.contains)
  const items = valueAt(value, finding.tokens)
  const count = allowedValues && Array.isArray(items) ? items.filter(item => allowedValues.includes(item)).length : undefined
  return { ...finding, params: { minContains, maxContains, allowedValues, count } }
}
