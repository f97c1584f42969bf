/**
 * Describes failures, and caches those whose description does not depend on the request.
 *
 * An item is cached if no value of the request was read to describe it, and if the schema names every member on the way to the
 * value. So there are no more cached failures than the schema has rules.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parsePointer } from '../json-schema/json-pointer.js'
import type { SchemaObject } from '../json-schema/schema-document.js'
import type { SchemaNode } from '../json-schema/schema-walker.js'
import { maxCachedFailures, maxCacheKeyLength, maxIssues } from '../limits.js'
import { isObject } from '../untrusted/read.js'
import { describeFailure } from './describe-failure.js'
import type { DescribedFailure } from './described-failure.js'
import { DescribedItem } from './described-item.js'
import { FailedPart } from './failed-part.js'
import { standsForItself, type AjvItem } from './readers/ajv.js'
import { isZodItem } from './readers/zod.js'
import type { ValidationFailure } from './validation-failure.js'
import type { Field } from './wording/field.js'

interface CachedFailure {
  readonly item: AjvItem
  readonly described: DescribedItem
}

// The scope comes first, because a reference in the same schema can lead elsewhere in another scope.
const cachedByScope = new WeakMap<FastifyInstance, WeakMap<SchemaObject, Map<string, CachedFailure>>>()

export function describeOnce (failure: ValidationFailure, request: FastifyRequest | undefined): DescribedFailure {
  const part = new FailedPart(failure.part, request)
  try {
    return describeCached(failure, part, request)
  } catch {
    // A body can be too deep for the stack. It is refused all the same.
    return describeFailure({ ...failure, items: [] }, part)
  }
}

function describeCached (failure: ValidationFailure, part: FailedPart, request: FastifyRequest | undefined): DescribedFailure {
  const items = completeItems(failure)
  const cache = items && cacheOf(part)
  if (items === undefined || cache === undefined) return describeFailure(failure, part)

  const [item, ...others] = items
  if (others.length === 0) return known(item, part, cache) ?? describeItem(item, failure, part, cache)
  // Items that stand for themselves are described one by one, so that each comes from the cache.
  if (!items.every(standsForItself)) return describeFailure(failure, part)
  const described = items.slice(0, maxIssues).map(one => known(one, part, cache) ??
    describeItem(one, { ...failure, items: [one] }, new FailedPart(failure.part, request, part.nearNames), cache))
  const [{ kind, issues: [first] }] = described as [DescribedFailure]
  return { isConstant: false, kind, issues: [first, ...described.flatMap(({ issues }) => issues).slice(1, maxIssues)] }
}

function known (item: AjvItem, part: FailedPart, cache: ReadonlyMap<string, CachedFailure>): DescribedFailure | undefined {
  const cached = cache.get(bucketKey(item, part))
  return cached !== undefined && isSame(cached.item, item) ? cached.described.describe(item.instancePath, part) : undefined
}

/** @param part - No value of it was read for another item. */
function describeItem (
  item: AjvItem, failure: ValidationFailure, part: FailedPart, cache: Map<string, CachedFailure>
): DescribedFailure {
  const key = bucketKey(item, part)
  const described = describeFailure(failure, part)
  const [{ issue: { pointer }, field }] = described.issues
  const tokens = parsePointer(pointer)
  const isFull = cache.size >= maxCachedFailures || key.length > maxCacheKeyLength
  if (isFull || field === undefined || !isConstant(tokens, field, part)) return described

  const constant = { ...described, isConstant: true }
  const { instancePath, schemaPath, keyword, params } = item
  // Validators can attach the data of the request to their items, which is not kept.
  const kept = { instancePath, schemaPath, keyword, params }
  cache.set(key, { item: kept, described: new DescribedItem(constant, field, tokens, part) })
  return constant
}

/** The items of Ajv; `undefined` if one is of another validator. */
function completeItems ({ items }: ValidationFailure): readonly [AjvItem, ...AjvItem[]] | undefined {
  return items.length > 0 && items.every(isAjvItem) ? items as unknown as [AjvItem] : undefined
}

function isAjvItem (item: Partial<AjvItem>): boolean {
  const { instancePath, schemaPath, keyword, params } = item
  return typeof instancePath === 'string' && typeof schemaPath === 'string' && typeof keyword === 'string' && isObject(params) &&
    !isZodItem(item)
}

function cacheOf ({ scope, schema, isBodyAbsent }: FailedPart): Map<string, CachedFailure> | undefined {
  if (scope === undefined || !isObject(schema) || isBodyAbsent) return undefined

  let bySchema = cachedByScope.get(scope)
  if (bySchema === undefined) cachedByScope.set(scope, bySchema = new WeakMap())
  let cache = bySchema.get(schema)
  if (cache === undefined) bySchema.set(schema, cache = new Map())
  return cache
}

/** A bucket key, not an identity: items that share one are compared. Array indices are left out. */
function bucketKey ({ instancePath, schemaPath, params }: AjvItem, { part }: FailedPart): string {
  let key = `${part} ${schemaPath} ${instancePath.replace(/\/\d+(?=\/|$)/g, '/0')}`
  for (const param of Object.values(params)) {
    if (typeof param === 'string' || typeof param === 'number') key += ` ${param}`
  }
  return key
}

/** True if two items say the same about their values, wherever these are. */
function isSame (one: AjvItem, other: AjvItem): boolean {
  const names = Object.keys(one.params)
  return one.schemaPath === other.schemaPath && one.keyword === other.keyword &&
    names.length === Object.keys(other.params).length && names.every(name => one.params[name] === other.params[name])
}

/** True if each name on the way is one of the schema, and each index leads to elements of one schema. */
function isConstant (tokens: readonly string[], { isIndex }: Field, { walker, hasReadValues, hasUnnamed }: FailedPart): boolean {
  if (hasReadValues || hasUnnamed) return false
  const matches = walker.matchesAlong(tokens)
  return matches.slice(1).every(({ nodes }, depth) => isIndex[depth] === true
    ? matches[depth]?.nodes.every(hasOneItemSchema) === true
    : nodes.some(({ step }) => step === 'properties'))
}

function hasOneItemSchema ({ schema: { items, prefixItems } }: SchemaNode): boolean {
  return prefixItems === undefined && !Array.isArray(items)
}
