/**
 * Failures that say the same whenever they happen are described once: the first request walks the schema and words the
 * sentence, later ones look it up.
 *
 * That is so for a validator's only item, where nothing of the request was read to word it, and where every name on the
 * way to the value is the schema's own: there are no more such failures than the schema has rules.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parsePointer } from '../json-schema/pointer.js'
import type { ValidationFailure } from './failure.js'
import { describe } from './describe.js'
import type { DescribedFailure } from './described.js'
import { RequestData } from './failed-part.js'
import { isObject, type SchemaObject } from '../json-schema/document.js'
import type { AjvItem } from './readers/ajv-unions.js'
import { isZodItem } from './readers/zod.js'

interface Known {
  readonly item: AjvItem
  readonly described: DescribedFailure
}

// By scope too: the same schema can refer to another one elsewhere.
const knownByScope = new WeakMap<FastifyInstance, WeakMap<SchemaObject, Map<string, Known>>>()

// A custom keyword can tell something else each time.
const maxKnown = 1000
const maxKeyLength = 1000

export function describeFailure (failure: ValidationFailure, request: FastifyRequest | undefined): DescribedFailure {
  const data = new RequestData(failure.part, request)
  const item = onlyItem(failure)
  const known = item && knownIn(data)
  if (item === undefined || known === undefined) return describe(failure, data)

  const key = keyOf(item, data)
  const found = known.get(key)
  if (found !== undefined && isSame(found.item, item)) return found.described

  const described = describe(failure, data)
  if (known.size >= maxKnown || key.length > maxKeyLength || !saysNothingOfRequest(described, data)) return described

  const constant = { ...described, isConstant: true }
  known.set(key, { item, described: constant })
  return constant
}

function onlyItem ({ items }: ValidationFailure): AjvItem | undefined {
  const [item] = items as ReadonlyArray<Partial<AjvItem>>
  if (item === undefined || items.length > 1 || isZodItem(item)) return undefined
  const { instancePath, schemaPath, keyword, params } = item
  const isComplete = typeof instancePath === 'string' && typeof schemaPath === 'string' && typeof keyword === 'string' &&
    isObject(params)
  return isComplete ? { instancePath, schemaPath, keyword, params } : undefined
}

function knownIn ({ scope, schema, isBodyAbsent }: RequestData): Map<string, Known> | undefined {
  if (scope === undefined || !isObject(schema) || isBodyAbsent) return undefined

  let bySchema = knownByScope.get(scope)
  if (bySchema === undefined) knownByScope.set(scope, bySchema = new WeakMap())
  let known = bySchema.get(schema)
  if (known === undefined) bySchema.set(schema, known = new Map())
  return known
}

/** Tells apart what a schema's rules say in turns; that two items are the same is not told by it. */
function keyOf ({ instancePath, schemaPath, params }: AjvItem, { part }: RequestData): string {
  let key = `${part} ${schemaPath} ${instancePath}`
  for (const param of Object.values(params)) {
    if (typeof param === 'string' || typeof param === 'number') key += ` ${param}`
  }
  return key
}

function isSame (one: AjvItem, other: AjvItem): boolean {
  const names = Object.keys(one.params)
  return one.instancePath === other.instancePath && one.schemaPath === other.schemaPath && one.keyword === other.keyword &&
    names.length === Object.keys(other.params).length && names.every(name => one.params[name] === other.params[name])
}

function saysNothingOfRequest ({ issues: [{ issue }] }: DescribedFailure, { walker }: RequestData): boolean {
  if (walker.hasReadValues) return false
  const [, ...spots] = walker.spots(parsePointer(issue.pointer))
  return spots.every(({ nodes }) => nodes.some(({ step }) => step === 'properties'))
}
