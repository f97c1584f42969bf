/** Reads the items of fastify-type-provider-zod and fastify-zod-openapi; their messages are the schema author's. */
import { maxIssues } from '../../event/event.js'
import { read } from '../../untrusted/read.js'
import type { ValidationItem } from '../failure.js'
import type { Finding } from '../finding.js'
import type { RequestData } from '../failed-part.js'
import { isObject } from '../../json-schema/document.js'
import type { SchemaWalker } from '../../json-schema/walk.js'

const zodItem = Symbol.for('ZodFastifySchemaValidationError')

/**
 * True for an item that one of the zod providers made. fastify-zod-openapi keeps zod's whole issue, with its code and path; a
 * custom keyword of Ajv can have a param of that name too.
 */
export function isZodItem (item: ValidationItem): boolean {
  const issue = read(read(item, 'params'), 'issue')
  return read(item, zodItem) === true || (typeof read(issue, 'code') === 'string' && Array.isArray(read(issue, 'path')))
}

export function findingsOfZod (items: readonly ValidationItem[], data: RequestData): Finding[] {
  return items.slice(0, maxIssues).flatMap(item => findingsOf(item, data))
}

// Of a value that is not there, zod says the same as of one that is wrong.
const codesOfMissing: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_union'])

function findingsOf (item: ValidationItem, { walker }: RequestData): Finding[] {
  const params = read(item, 'params')
  // fastify-zod-openapi keeps zod's whole issue, fastify-type-provider-zod what is left of it.
  const issue = read(params, 'issue') ?? params
  const path = read(issue, 'path')
  const keys = read(issue, 'keys')
  const tokens = Array.isArray(path) ? path.map(String) : splitPath(String(read(item, 'instancePath')), keys, walker)
  const text = String(read(item, 'message'))

  if (Array.isArray(keys)) {
    return keys.map(key => ({ tokens: [...tokens, String(key)], keyword: 'additionalProperties', params: {}, text }))
  }
  const code = String(read(item, 'keyword'))
  const [holder, spot] = walker.spots(tokens).slice(-2)
  const isMissing = codesOfMissing.has(code) && isObject(holder?.value) && spot !== undefined && spot.value === undefined
  return [{ tokens, keyword: isMissing ? 'required' : keywordOf(code, issue), params: paramsOf(issue), text }]
}

/** fastify-type-provider-zod joins the path with slashes and escapes none; value and schema tell which keys hold one. */
function splitPath (path: string, keys: unknown, walker: SchemaWalker): readonly string[] {
  const parts = path.split('/').slice(1)
  if (path === '/' && !isOfEmptyKey(keys, walker)) return []
  return splitParts(parts, [], walker) ?? parts
}

/** A path of one slash alone is that of the whole part too. */
function isOfEmptyKey (keys: unknown, walker: SchemaWalker): boolean {
  if (!hasOwn(walker.at([]).value, '') || !isKnown([''], walker)) return false
  return !Array.isArray(keys) || keys.every(key => hasOwn(walker.at(['']).value, String(key)))
}

/** The keys that lead through the value; at the end, one key may be missing. */
function splitParts (parts: readonly string[], tokens: readonly string[], walker: SchemaWalker): readonly string[] | undefined {
  if (parts.length === 0) return tokens
  const { value } = walker.at(tokens)
  for (const [index] of parts.entries()) {
    const key = parts.slice(0, index + 1).join('/')
    const found = hasOwn(value, key) ? splitParts(parts.slice(index + 1), [...tokens, key], walker) : undefined
    if (found !== undefined) return found
  }
  const missing = [...tokens, parts.join('/')]
  return parts.length === 1 || isKnown(missing, walker) ? missing : undefined
}

function isKnown (tokens: readonly string[], walker: SchemaWalker): boolean {
  return walker.at(tokens).nodes.length > 0
}

function hasOwn (value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

function keywordOf (code: string, issue: unknown): string | undefined {
  const origin = String(read(issue, 'origin'))
  switch (code) {
    case 'invalid_type': return read(issue, 'expected') === 'never' ? 'additionalProperties' : 'type'
    case 'too_small': return limitKeyword('min', 'Minimum', origin, issue)
    case 'too_big': return limitKeyword('max', 'Maximum', origin, issue)
    case 'invalid_format': return read(issue, 'format') === 'regex' ? 'pattern' : 'format'
    case 'not_multiple_of': return 'multipleOf'
    case 'invalid_union': return read(issue, 'discriminator') === undefined && !isOfConstants(issue) ? 'anyOf' : 'enum'
    case 'invalid_key': return 'propertyNames'
    case 'invalid_value': {
      const values = read(issue, 'values')
      return Array.isArray(values) && values.length === 1 ? 'const' : 'enum'
    }
    default: return undefined
  }
}

/** A union whose every branch allows constants only. */
function isOfConstants (issue: unknown): boolean {
  const branches = read(issue, 'errors')
  return Array.isArray(branches) && branches.flat().every(inner => read(inner, 'code') === 'invalid_value')
}

function limitKeyword (side: 'min' | 'max', name: 'Minimum' | 'Maximum', origin: string, issue: unknown): string | undefined {
  switch (origin) {
    case 'string': return `${side}Length`
    case 'array':
    case 'set': return `${side}Items`
    case 'number':
    case 'int':
    case 'bigint': return read(issue, 'inclusive') === false ? `exclusive${name}` : name.toLowerCase()
    default: return undefined
  }
}

function paramsOf (issue: unknown): Finding['params'] {
  const limit = read(issue, 'minimum') ?? read(issue, 'maximum')
  return limit === undefined ? {} : { limit }
}
