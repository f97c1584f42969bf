/** Reads the items of Ajv and of TypeBox 6 (package `typebox`), which follows Ajv but lists names where Ajv has one. */
import { maxIssues } from '../../event/event.js'
import { read } from '../../untrusted/read.js'
import { parsePointer } from '../../json-schema/pointer.js'
import { cleanText } from '../../untrusted/text.js'
import type { ValidationItem } from '../failure.js'
import type { Finding } from '../finding.js'
import type { RequestData } from '../failed-part.js'
import { foldSummaries, type AjvItem } from './ajv-unions.js'

// Where the failing keyword stands at the parent, the params that name the member; the second is TypeBox 6's list.
const memberParams: Readonly<Record<string, readonly string[]>> = {
  required: ['missingProperty', 'requiredProperties'],
  dependentRequired: ['missingProperty', 'dependencies'],
  dependencies: ['missingProperty', 'dependencies'],
  additionalProperties: ['additionalProperty', 'additionalProperties'],
  unevaluatedProperties: ['unevaluatedProperty', 'unevaluatedProperties'],
  propertyNames: ['propertyName', 'propertyNames'],
  discriminator: ['tag']
}

const missingKeywords = new Set(['required', 'dependentRequired', 'dependencies'])

export function findingsOfAjv (items: readonly ValidationItem[], data: RequestData): Finding[] {
  const folded = foldSummaries(items.flatMap(unwrap), data)
  return folded.slice(0, maxIssues).flatMap(item => findingsOf(item, folded, data))
}

/** ajv-errors puts its own item around those that it words; the words are found in the schema, without its templates. */
function unwrap (item: ValidationItem): AjvItem[] {
  const originals = read(read(item, 'params'), 'errors')
  if (read(item, 'keyword') === 'errorMessage' && Array.isArray(originals)) return originals.flatMap(unwrap)

  const { instancePath, schemaPath, keyword, params } = item as Partial<AjvItem>
  const path = typeof schemaPath === 'string' ? schemaPath : '#'
  const name = cleanText(String(keyword))
  return [{
    instancePath: String(instancePath),
    keyword: name,
    // TypeBox 6 leaves out the keyword at the end.
    schemaPath: path.endsWith(`/${name}`) ? path : `${path}/${name}`,
    params: typeof params === 'object' && params !== null ? params : {}
  }]
}

function findingsOf (item: AjvItem, items: readonly AjvItem[], { walker }: RequestData): Finding[] {
  const { instancePath, schemaPath, keyword, params } = item
  const tokens = parsePointer(instancePath)
  if (Object.hasOwn(memberParams, keyword)) {
    const members = memberParams[keyword]?.flatMap(param => params[param] ?? []).map(String) ?? []
    const spotOf = (member: string) => walker.at([...tokens, member])
    const named = members.filter(member => {
      if (members.length === 1 && items.length === 1) return true
      // TypeBox 6 lists all dependencies, not only the missing ones, and after another fault, members that are known.
      if (missingKeywords.has(keyword)) return spotOf(member).value === undefined
      return keyword !== 'unevaluatedProperties' || items.length === 1 || spotOf(member).nodes.length === 0
    })
    const source = keyword === 'discriminator' ? tokens : undefined
    return (named.length > 0 || items.length > 1 ? named : members)
      .map(member => ({ tokens: [...tokens, member], keyword, params, ...(source && { source: { keyword, tokens } }) }))
  }
  if (keyword === 'false schema' || keyword === 'boolean') return [forbidden(tokens, schemaPath, params)]
  return [{ tokens, keyword, params }]
}

/** A value under a `false` schema: unexpected, and in a closed tuple, one too many. */
function forbidden (tokens: readonly string[], schemaPath: string, params: AjvItem['params']): Finding {
  const owner = schemaPath.split('/').at(-2)
  if (owner === 'additionalItems' || owner === 'items' || owner === 'unevaluatedItems') {
    return { tokens: tokens.slice(0, -1), keyword: owner, params: { limit: Number(tokens.at(-1)) } }
  }
  return { tokens, keyword: owner === 'unevaluatedProperties' ? owner : 'additionalProperties', params }
}
