/**
 * Reads the items of @sinclair/typebox's compiler (@fastify/type-provider-typebox 5). They have a message and a pointer, but
 * no keyword. The keyword is found by comparing the message with the default message of each error type.
 */
import type { TSchema } from '@sinclair/typebox'
import { DefaultErrorFunction, ValueErrorType } from '@sinclair/typebox/errors'
import { parsePointer, toPointer } from '../../json-schema/json-pointer.js'
import type { SchemaObject } from '../../json-schema/schema-document.js'
import { maxIssues } from '../../limits.js'
import { readProperty } from '../../untrusted/read.js'
import { explainReported } from '../explain/explain-reported.js'
import type { FailedPart } from '../failed-part.js'
import type { Finding } from '../finding.js'
import type { ValidationItem } from '../validation-failure.js'

type ErrorTypeName = keyof typeof ValueErrorType

/** The keyword of each error type that a JSON value can cause. The schema holds the limit under that keyword. */
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

export function readTypeBoxItems (items: readonly ValidationItem[], part: FailedPart): Finding[] {
  const findings = readItems(items, part)
  const reported = findings.map(finding => {
    const { tokens, keyword = '', params } = finding
    return { pointer: toPointer(tokens), keyword, params, alone: () => keyword === 'anyOf' || keyword === '' ? [] : [finding] }
  })
  const explained = explainReported(reported, part, true)
  return explained.length > 0 ? explained : findings
}

function readItems (items: readonly ValidationItem[], part: FailedPart): Finding[] {
  const summary = messageOf('Intersect', {})
  return items
    .filter(item => items.length === 1 || readProperty(item, 'message') !== summary)
    // TypeBox reports a missing value twice.
    .slice(0, maxIssues * 2)
    .map(item => {
      const tokens = parsePointer(String(readProperty(item, 'instancePath')))
      return { tokens, ...readingOf(String(readProperty(item, 'message')), tokens, part) }
    })
}

function readingOf (message: string, tokens: readonly string[], part: FailedPart): Reading {
  const { value, nodes } = part.walker.matchAt(tokens)
  // An unexpected member has no schema, and its message needs none.
  for (const schema of [...nodes.map(node => node.schema), {}]) {
    const reading = typeReading(message, schema) ?? tupleReading(message, schema, value) ?? keywordReading(message, schema)
    if (reading !== undefined) return reading
  }
  // With a SetErrorFunction of the user, no message is known, but the schema's errorMessage still applies.
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
