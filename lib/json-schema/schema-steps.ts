/** The steps from a subschema to those that it applies to the same value or to a member of the value. */
import { isObject } from '../untrusted/read.js'
import { isArrayIndex } from './json-pointer.js'
import { matchesPattern } from './keyword-checks.js'
import type { SchemaObject } from './schema-document.js'

/** A step has a name, such as `allOf/0` or `properties`. A closed step leads into a branch that the value cannot mean. */
export type Step = readonly [name: string, schema: unknown, isOpen?: boolean]

/** The steps into a list of subschemas, such as `allOf` or `anyOf`. */
export function stepsInto (keyword: string, schema: SchemaObject): Step[] {
  const value = schema[keyword]
  return Array.isArray(value) ? value.map((inner, index) => [`${keyword}/${index}`, inner]) : []
}

/** @param ignoreCase - True for headers, whose names are case-insensitive. */
export function stepsToMember (token: string, schema: SchemaObject, ignoreCase: boolean): Step[] {
  const steps: Step[] = []
  const own = propertySchema(toRecord(schema.properties), token, ignoreCase)
  if (own !== undefined) steps.push(['properties', own])
  for (const [pattern, inner] of Object.entries(toRecord(schema.patternProperties))) {
    if (matchesPattern(token, pattern) === true) steps.push(['patternProperties', inner])
  }
  const item = isArrayIndex(token) ? itemSchema(Number(token), schema) : undefined
  if (item !== undefined) steps.push(['items', item])
  if (steps.length > 0) return steps
  return [['additionalProperties', schema.additionalProperties], ['unevaluatedProperties', schema.unevaluatedProperties]]
}

function propertySchema (properties: SchemaObject, token: string, ignoreCase: boolean): unknown {
  if (Object.hasOwn(properties, token)) return properties[token]
  if (!ignoreCase) return undefined
  return Object.entries(properties).find(([name]) => name.toLowerCase() === token.toLowerCase())?.[1]
}

function itemSchema (index: number, schema: SchemaObject): unknown {
  const tuple = Array.isArray(schema.prefixItems) ? schema.prefixItems : Array.isArray(schema.items) ? schema.items : []
  if (index < tuple.length) return tuple[index]
  return isObject(schema.items) ? schema.items : schema.additionalItems ?? schema.unevaluatedItems
}

export function toRecord (value: unknown): SchemaObject {
  return isObject(value) ? value : {}
}
