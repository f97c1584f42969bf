/** Reads the items of Ajv and of TypeBox 6 (package `typebox`), which follows Ajv but lists names where Ajv has one. */
import { read } from '../foreign-error.js'
import { parsePointer } from '../json-pointer.js'
import type { ValidationItem } from './failure.js'
import type { Finding } from './finding.js'
import { valueAt, type RequestData } from './request-data.js'
import { foldSummaries, type AjvItem } from './summaries.js'

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
  return foldSummaries(items.flatMap(unwrap), data).flatMap(item => findingsOf(item, data))
}

/** ajv-errors puts its own item around those that it words; the words are found in the schema, without its templates. */
function unwrap (item: ValidationItem): AjvItem[] {
  const originals = read(read(item, 'params'), 'errors')
  if (read(item, 'keyword') === 'errorMessage' && Array.isArray(originals)) return originals.flatMap(unwrap)

  const { instancePath, schemaPath, keyword, params } = item as Partial<AjvItem>
  const path = typeof schemaPath === 'string' ? schemaPath : '#'
  const name = String(keyword)
  return [{
    instancePath: String(instancePath),
    keyword: name,
    // TypeBox 6 leaves out the keyword at the end.
    schemaPath: path.endsWith(`/${name}`) ? path : `${path}/${name}`,
    params: typeof params === 'object' && params !== null ? params : {}
  }]
}

function findingsOf ({ instancePath, schemaPath, keyword, params }: AjvItem, data: RequestData): Finding[] {
  const tokens = parsePointer(instancePath)
  const members = memberParams[keyword]?.flatMap(param => params[param] ?? []).map(String)
  if (members !== undefined) {
    const absent = members.filter(member => valueAt(data.value, [...tokens, member]) === undefined)
    // TypeBox 6 lists all dependencies, not only the missing ones.
    const named = missingKeywords.has(keyword) && absent.length > 0 ? absent : members
    return named.map(member => ({ tokens: [...tokens, member], keyword, params }))
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
