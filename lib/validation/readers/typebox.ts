/**
 * Reads the items of @sinclair/typebox's compiler (@fastify/type-provider-typebox 5), which carry a message and a
 * pointer, but no keyword. The keyword is that of the error type whose default message is the item's.
 */
import { DefaultErrorFunction, ValueErrorType } from '@sinclair/typebox/errors'
import type { TSchema } from '@sinclair/typebox'
import { maxIssues } from '../../event/event.js'
import { read } from '../../untrusted/read.js'
import { parsePointer } from '../../json-schema/pointer.js'
import type { ValidationItem } from '../failure.js'
import type { Finding } from '../finding.js'
import type { RequestData } from '../failed-part.js'
import type { SchemaObject } from '../../json-schema/document.js'

type ErrorTypeName = keyof typeof ValueErrorType

/** The keyword of each error type that a JSON value can cause; the limit is found under it in the schema. */
const keywordByType: Readonly<Partial<Record<ErrorTypeName, string>>> = {
  ArrayContains: 'contains',
  ArrayMaxContains: 'maxContains',
  ArrayMinContains: 'minContains',
  ArrayMaxItems: 'maxItems',
  ArrayMinItems: 'minItems',
  ArrayUniqueItems: 'uniqueItems',
  IntegerExclusiveMaximum: 'exclusiveMaximum',
  IntegerExclusiveMinimum: 'exclusiveMinimum',
  IntegerMaximum: 'maximum',
  IntegerMinimum: 'minimum',
  IntegerMultipleOf: 'multipleOf',
  Literal: 'const',
  Never: 'additionalProperties',
  Not: 'not',
  NumberExclusiveMaximum: 'exclusiveMaximum',
  NumberExclusiveMinimum: 'exclusiveMinimum',
  NumberMaximum: 'maximum',
  NumberMinimum: 'minimum',
  NumberMultipleOf: 'multipleOf',
  ObjectAdditionalProperties: 'additionalProperties',
  ObjectMaxProperties: 'maxProperties',
  ObjectMinProperties: 'minProperties',
  ObjectRequiredProperty: 'required',
  RegExp: 'pattern',
  StringFormat: 'format',
  StringFormatUnknown: 'format',
  StringMaxLength: 'maxLength',
  StringMinLength: 'minLength',
  StringPattern: 'pattern',
  Union: 'anyOf'
}

const typeByType: Readonly<Partial<Record<ErrorTypeName, string>>> = {
  Array: 'array',
  Tuple: 'array',
  Boolean: 'boolean',
  Integer: 'integer',
  Null: 'null',
  Number: 'number',
  Object: 'object',
  String: 'string'
}

type Reading = Pick<Finding, 'keyword' | 'params'>

export function findingsOfTypeBox (items: readonly ValidationItem[], data: RequestData): Finding[] {
  const summary = messageOf('Intersect', {})
  return items
    .filter(item => items.length === 1 || read(item, 'message') !== summary)
    // A missing value has two items.
    .slice(0, maxIssues * 2)
    .map(item => {
      const tokens = parsePointer(String(read(item, 'instancePath')))
      return { tokens, ...readingOf(String(read(item, 'message')), tokens, data) }
    })
}

function readingOf (message: string, tokens: readonly string[], data: RequestData): Reading {
  const { value, nodes } = data.walker.at(tokens)
  // What TypeBox says of an unexpected member needs no schema: there is none.
  for (const schema of [...nodes.map(node => node.schema), {}]) {
    const reading = typeReading(message, schema) ?? tupleReading(message, schema, value) ?? keywordReading(message, schema)
    if (reading !== undefined) return reading
  }
  // Under a SetErrorFunction of the user's own, the schema's errorMessage still applies.
  return { keyword: value === undefined && tokens.length > 0 ? 'required' : undefined, params: {} }
}

function typeReading (message: string, schema: SchemaObject): Reading | undefined {
  const found = namesOf(typeByType).find(name => messageOf(name, schema) === message)
  return found && { keyword: 'type', params: { type: typeByType[found] } }
}

function tupleReading (message: string, schema: SchemaObject, value: unknown): Reading | undefined {
  if (messageOf('TupleLength', schema) !== message) return undefined
  const limit = Number(schema.maxItems ?? 0)
  return { keyword: Array.isArray(value) && value.length < limit ? 'minItems' : 'maxItems', params: { limit } }
}

function keywordReading (message: string, schema: SchemaObject): Reading | undefined {
  const found = namesOf(keywordByType).find(name => messageOf(name, schema) === message)
  const keyword = found && keywordByType[found]
  return keyword === undefined ? undefined : { keyword, params: paramsOf(keyword, schema) }
}

function paramsOf (keyword: string, schema: SchemaObject): Finding['params'] {
  switch (keyword) {
    case 'const': return { allowedValue: schema.const }
    case 'format':
    case 'multipleOf': return { [keyword]: schema[keyword] }
    default: return { limit: schema[keyword] }
  }
}

function namesOf (table: object): ErrorTypeName[] {
  return Object.keys(table) as ErrorTypeName[]
}

function messageOf (name: ErrorTypeName, schema: SchemaObject): string {
  const errorType = ValueErrorType[name]
  return DefaultErrorFunction({ errorType, schema: schema as TSchema, path: '', value: undefined, errors: [] })
}
