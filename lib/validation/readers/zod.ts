/** Reads the items of fastify-type-provider-zod and fastify-zod-openapi. Their messages are the schema author's own. */
import type { SchemaWalker } from '../../json-schema/schema-walker.js'
import { maxIssues } from '../../limits.js'
import { hasOwn, isObject, readProperty } from '../../untrusted/read.js'
import { explainUnionAt } from '../explain/explain-reported.js'
import type { FailedPart } from '../failed-part.js'
import type { Finding } from '../finding.js'
import type { ValidationItem } from '../validation-failure.js'
import { meantZodBranch } from './zod-unions.js'

const zodItem = Symbol.for('ZodFastifySchemaValidationError')

/**
 * True for an item of a zod provider. fastify-zod-openapi marks its items only by zod's issue in their params; a custom keyword
 * of Ajv can have a param of that name too.
 */
export function isZodItem (item: ValidationItem): boolean {
  if (readProperty(item, zodItem) === true) return true
  const issue = readProperty(readProperty(item, 'params'), 'issue')
  return typeof readProperty(issue, 'code') === 'string' && Array.isArray(readProperty(issue, 'path'))
}

export function readZodItems (items: readonly ValidationItem[], part: FailedPart): Finding[] {
  return items.slice(0, maxIssues).flatMap(item => findingsOf(item, part))
}

// zod reports a missing value with the same codes as a wrong one.
const codesOfMissing: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_union'])

function findingsOf (item: ValidationItem, part: FailedPart): Finding[] {
  const { walker } = part
  const params = readProperty(item, 'params')
  // fastify-zod-openapi passes zod's whole issue, fastify-type-provider-zod only some of its members.
  const issue = readProperty(params, 'issue') ?? params
  const path = readProperty(issue, 'path')
  const keys = readProperty(issue, 'keys')
  const tokens = Array.isArray(path) ? path.map(String) : splitPath(String(readProperty(item, 'instancePath')), keys, walker)
  const text = String(readProperty(item, 'message'))

  const code = String(readProperty(item, 'keyword'))
  return findingsOfIssue(code, issue, tokens, text, part)
}

/** Zod's own text for a union, which tells nothing. */
const defaultUnionText = 'Invalid input'

function findingsOfIssue (
  code: string, issue: unknown, tokens: readonly string[], text: string, part: FailedPart
): Finding[] {
  const { walker } = part
  const keys = readProperty(issue, 'keys')
  if (Array.isArray(keys)) {
    return keys.map(key => ({ tokens: [...tokens, String(key)], keyword: 'additionalProperties', params: {}, text }))
  }
  const isUnion = code === 'invalid_union' && walker.matchAt(tokens).value !== undefined
  const meant = isUnion ? meantZodBranch(readProperty(issue, 'errors')) : undefined
  if (meant !== undefined) {
    return meant.flatMap(inner => {
      const path = readProperty(inner, 'path')
      const innerTokens = [...tokens, ...Array.isArray(path) ? path.map(String) : []]
      const [innerCode, innerText] = ['code', 'message'].map(member => String(readProperty(inner, member))) as [string, string]
      return findingsOfIssue(innerCode, inner, innerTokens, innerText, part)
    })
  }
  const explained = isUnion && text === defaultUnionText ? explainUnionAt(tokens, part) : []
  if (explained.length > 0) return explained
  const [holder, match] = walker.matchesAlong(tokens).slice(-2)
  const isMissing = codesOfMissing.has(code) && isObject(holder?.value) && match !== undefined && match.value === undefined
  return [{ tokens, keyword: isMissing ? 'required' : keywordOf(code, issue), params: paramsOf(issue), text }]
}

/** Splits a path that fastify-type-provider-zod has joined by slashes without escaping them, by the keys of the value. */
function splitPath (path: string, keys: unknown, walker: SchemaWalker): readonly string[] {
  const parts = path.split('/').slice(1)
  if (path === '/' && !isOfEmptyKey(keys, walker)) return []
  return splitParts(parts, [], walker) ?? parts
}

/** True if the path `/` means the member `''`. It can also mean the whole part. */
function isOfEmptyKey (keys: unknown, walker: SchemaWalker): boolean {
  if (!hasOwn(walker.matchAt([]).value, '') || !isKnown([''], walker)) return false
  return !Array.isArray(keys) || keys.every(key => hasOwn(walker.matchAt(['']).value, String(key)))
}

/** The keys that lead through the value. Only the last one may be missing from it. */
function splitParts (parts: readonly string[], tokens: readonly string[], walker: SchemaWalker): readonly string[] | undefined {
  if (parts.length === 0) return tokens
  const { value } = walker.matchAt(tokens)
  for (const [index] of parts.entries()) {
    const key = parts.slice(0, index + 1).join('/')
    const found = hasOwn(value, key) ? splitParts(parts.slice(index + 1), [...tokens, key], walker) : undefined
    if (found !== undefined) return found
  }
  const missing = [...tokens, parts.join('/')]
  return parts.length === 1 || isKnown(missing, walker) ? missing : undefined
}

function isKnown (tokens: readonly string[], walker: SchemaWalker): boolean {
  return walker.matchAt(tokens).nodes.length > 0
}

function keywordOf (code: string, issue: unknown): string | undefined {
  const origin = String(readProperty(issue, 'origin'))
  switch (code) {
    case 'invalid_type': return readProperty(issue, 'expected') === 'never' ? 'additionalProperties' : 'type'
    case 'too_small': return limitKeyword('min', 'Minimum', origin, issue)
    case 'too_big': return limitKeyword('max', 'Maximum', origin, issue)
    case 'invalid_format': return readProperty(issue, 'format') === 'regex' ? 'pattern' : 'format'
    case 'not_multiple_of': return 'multipleOf'
    case 'invalid_union': return readProperty(issue, 'discriminator') === undefined && !isOfConstants(issue) ? 'anyOf' : 'enum'
    case 'invalid_key': return 'propertyNames'
    case 'invalid_value': {
      const values = readProperty(issue, 'values')
      return Array.isArray(values) && values.length === 1 ? 'const' : 'enum'
    }
    default: return undefined
  }
}

/** True if every branch of the union allows constants only. */
function isOfConstants (issue: unknown): boolean {
  const branches = readProperty(issue, 'errors')
  return Array.isArray(branches) && branches.flat().every(inner => readProperty(inner, 'code') === 'invalid_value')
}

function limitKeyword (side: 'min' | 'max', name: 'Minimum' | 'Maximum', origin: string, issue: unknown): string | undefined {
  switch (origin) {
    case 'string': return `${side}Length`
    case 'array':
    case 'set': return `${side}Items`
    case 'number':
    case 'int':
    case 'bigint': return readProperty(issue, 'inclusive') === false ? `exclusive${name}` : name.toLowerCase()
    default: return undefined
  }
}

function paramsOf (issue: unknown): Finding['params'] {
  const limit = readProperty(issue, 'minimum') ?? readProperty(issue, 'maximum')
  return limit === undefined ? {} : { limit }
}
