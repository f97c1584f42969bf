/** Reads the items of Ajv, and of TypeBox 6 (package `typebox`), which lists several names where Ajv gives one. */
import { parsePointer } from '../../json-schema/json-pointer.js'
import { maxIssues } from '../../limits.js'
import { readProperty } from '../../untrusted/read.js'
import { cleanText } from '../../untrusted/text.js'
import { explainReported, summaryKeywords } from '../explain/explain-reported.js'
import type { FailedPart } from '../failed-part.js'
import type { Finding } from '../finding.js'
import type { ValidationItem } from '../validation-failure.js'

// For keywords that the parent holds: the params that name the member. The second one is TypeBox 6's list.
const memberParams: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  required: ['missingProperty', 'requiredProperties'],
  dependentRequired: ['missingProperty', 'dependencies'],
  dependencies: ['missingProperty', 'dependencies'],
  additionalProperties: ['additionalProperty', 'additionalProperties'],
  unevaluatedProperties: ['unevaluatedProperty', 'unevaluatedProperties'],
  propertyNames: ['propertyName', 'propertyNames'],
  discriminator: ['tag']
}))

export interface AjvItem {
  readonly instancePath: string
  /** Ends with the keyword. */
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

const missingKeywords = new Set(['required', 'dependentRequired', 'dependencies'])

/** Keywords whose item stands for those of other subschemas, or says too little by itself. */
const applicators = new Set([
  'anyOf', 'oneOf', 'not', 'if', 'uniqueItems', 'contains', 'propertyNames', 'false schema', 'boolean', 'discriminator',
  'patternProperties', 'items'
])

export function readAjvItems (given: readonly ValidationItem[], part: FailedPart): Finding[] {
  const items = given.flatMap(unwrap)
  const [first] = items
  if (first !== undefined && items.length === 1 && isPlain(first)) {
    const findings = findingsOf(first, items, part)
    if (!findings.some(finding => isConditional(finding, part))) return findings
  }
  const explained = explainReported(items.map(item => ({
    pointer: item.instancePath,
    keyword: item.keyword,
    params: item.params,
    alone: () => isPlain(item) ? findingsOf(item, items, part) : []
  })), part)
  if (explained.length > 0) return explained
  // The schema and the value do not tell: a validator with rules of its own.
  const union = items.findLast(({ keyword }) => unionKeywords.has(keyword))
  const own = items.filter(({ keyword, instancePath }) =>
    !summaryKeywords.has(keyword) || !items.some(other => other.instancePath.startsWith(`${instancePath}/`)))
  const summary = union === undefined ? own : [union]
  return summary.slice(0, maxIssues).flatMap(item => findingsOf(item, summary, part))
}

/** True for an item whose fault is the same whatever the others are: not one of a union. */
export function standsForItself (item: AjvItem): boolean {
  // TypeBox 6 omits the keyword at the end of the path, and lists members of other faults.
  return isPlain(item) && item.keyword !== 'errorMessage' && item.schemaPath.endsWith(`/${item.keyword}`)
}

function isPlain ({ keyword, schemaPath }: AjvItem): boolean {
  return !applicators.has(keyword) && !inBranch.test(schemaPath)
}

/** True if the rule can hold under a condition, which its item does not tell. */
function isConditional ({ tokens }: Finding, { walker }: FailedPart): boolean {
  return walker.matchesAlong(tokens).some(({ nodes }) => nodes.some(({ step }) => conditionalSteps.has(step)))
}

const conditionalSteps = new Set(['then', 'else', 'dependentSchemas'])

const inBranch = /\/(?:anyOf|oneOf|not|if|contains|propertyNames)\//

const unionKeywords = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames'])

/** Takes the original items out of those of ajv-errors. Its texts are in the schema; its templates are not evaluated. */
function unwrap (item: ValidationItem): AjvItem[] {
  const originals = readProperty(readProperty(item, 'params'), 'errors')
  if (readProperty(item, 'keyword') === 'errorMessage' && Array.isArray(originals)) return originals.flatMap(unwrap)

  const { instancePath, schemaPath, keyword, params } = item as Partial<AjvItem>
  const path = typeof schemaPath === 'string' ? schemaPath : '#'
  const name = cleanText(String(keyword))
  return [{
    instancePath: String(instancePath),
    keyword: name,
    // TypeBox 6 omits the keyword at the end.
    schemaPath: path.endsWith(`/${name}`) ? path : `${path}/${name}`,
    params: typeof params === 'object' && params !== null ? params : {}
  }]
}

function findingsOf (item: AjvItem, items: readonly AjvItem[], part: FailedPart): Finding[] {
  const { instancePath, schemaPath, keyword, params } = item
  const tokens = parsePointer(instancePath)
  const names = memberParams.get(keyword)
  if (names !== undefined) {
    const members = names.flatMap(param => params[param] ?? []).map(String)
    const matchOf = (member: string) => part.walker.matchAt([...tokens, member])
    const named = members.filter(member => {
      if (members.length === 1 && items.length === 1) return true
      // TypeBox 6 lists all dependencies, not only the missing ones, and after another fault also members that are known.
      if (missingKeywords.has(keyword)) return matchOf(member).value === undefined
      return keyword !== 'unevaluatedProperties' || items.length === 1 || matchOf(member).nodes.length === 0
    })
    const source = keyword === 'discriminator' ? tokens : undefined
    return (named.length > 0 || items.length > 1 ? named : members)
      .map(member => ({ tokens: [...tokens, member], keyword, params, ...(source && { source: { keyword, tokens } }) }))
  }
  if (keyword === 'false schema' || keyword === 'boolean') return [readForbidden(tokens, schemaPath, params)]
  return [{ tokens, keyword, params }]
}

/** A value under a `false` schema is unexpected; in a closed tuple, it is one too many. */
function readForbidden (tokens: readonly string[], schemaPath: string, params: AjvItem['params']): Finding {
  const owner = schemaPath.split('/').at(-2)
  if (owner === 'additionalItems' || owner === 'items' || owner === 'unevaluatedItems') {
    return { tokens: tokens.slice(0, -1), keyword: owner, params: { limit: Number(tokens.at(-1)) } }
  }
  return { tokens, keyword: owner === 'unevaluatedProperties' ? owner : 'additionalProperties', params }
}
