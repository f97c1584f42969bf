/** Reads the items of fastify-type-provider-zod and fastify-zod-openapi; their messages are the schema author's. */
import { read } from '../foreign-error.js'
import type { ValidationItem } from './failure.js'
import type { Finding } from './finding.js'
import { valueAt, type RequestData } from './request-data.js'

const zodItem = Symbol.for('ZodFastifySchemaValidationError')

/** True for an item that one of the zod providers made. */
export function isZodItem (item: ValidationItem): boolean {
  return read(item, zodItem) === true || read(read(item, 'params'), 'issue') !== undefined
}

export function findingsOfZod (items: readonly ValidationItem[], data: RequestData): Finding[] {
  return items.flatMap(item => findingsOf(item, data))
}

function findingsOf (item: ValidationItem, data: RequestData): Finding[] {
  const params = read(item, 'params')
  // fastify-zod-openapi keeps zod's whole issue, fastify-type-provider-zod what is left of it.
  const issue = read(params, 'issue') ?? params
  const path = read(issue, 'path')
  const tokens = Array.isArray(path) ? path.map(String) : splitPath(String(read(item, 'instancePath')), data.value)
  const text = String(read(item, 'message'))

  const keys = read(issue, 'keys')
  if (Array.isArray(keys)) {
    return keys.map(key => ({ tokens: [...tokens, String(key)], keyword: 'additionalProperties', params: {}, text }))
  }
  const isMissing = tokens.length > 0 && valueAt(data.value, tokens) === undefined
  const keyword = isMissing ? 'required' : keywordOf(String(read(item, 'keyword')), issue)
  return [{ tokens, keyword, params: paramsOf(issue), text }]
}

/** fastify-type-provider-zod joins the path with slashes and escapes none; the value tells which keys hold one. */
function splitPath (path: string, value: unknown): string[] {
  const parts = path.split('/').slice(1)
  if (parts.length === 1 && parts[0] === '') return []

  const tokens: string[] = []
  while (parts.length > 0) {
    const lengths = parts.map((_, index) => index + 1)
    const known = lengths.find(length => valueAt(value, [...tokens, parts.slice(0, length).join('/')]) !== undefined)
    tokens.push(parts.splice(0, known ?? 1).join('/'))
  }
  return tokens
}

function keywordOf (code: string, issue: unknown): string | undefined {
  const origin = String(read(issue, 'origin'))
  switch (code) {
    case 'invalid_type': return read(issue, 'expected') === 'never' ? 'additionalProperties' : 'type'
    case 'too_small': return limitKeyword('min', 'Minimum', origin, issue)
    case 'too_big': return limitKeyword('max', 'Maximum', origin, issue)
    case 'invalid_format': return read(issue, 'format') === 'regex' ? 'pattern' : 'format'
    case 'not_multiple_of': return 'multipleOf'
    case 'invalid_union': return read(issue, 'discriminator') === undefined ? 'anyOf' : 'enum'
    case 'invalid_key': return 'propertyNames'
    case 'invalid_value': {
      const values = read(issue, 'values')
      return Array.isArray(values) && values.length === 1 ? 'const' : 'enum'
    }
  }
}

function limitKeyword (side: 'min' | 'max', name: 'Minimum' | 'Maximum', origin: string, issue: unknown): string | undefined {
  switch (origin) {
    case 'string': return `${side}Length`
    case 'array':
    case 'set': return `${side}Items`
    case 'number':
    case 'int':
    case 'bigint': return read(issue, 'inclusive') === false ? `exclusive${name}` : name.toLowerCase()
  }
}

function paramsOf (issue: unknown): Finding['params'] {
  const limit = read(issue, 'minimum') ?? read(issue, 'maximum')
  return limit === undefined ? {} : { limit }
}
