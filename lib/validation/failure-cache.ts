/**
 * Describes failures, and caches those whose description does not depend on the request.
 *
 * A failure is cached if it has a single item, if no value of the request was read to describe it, and if the schema names
 * every member on the way to the value. So there are no more cached failures than the schema has rules.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parsePointer } from '../json-schema/json-pointer.js'
import type { SchemaObject } from '../json-schema/schema-document.js'
import { maxCachedFailures, maxCacheKeyLength } from '../limits.js'
import { isObject } from '../untrusted/read.js'
import { describeFailure } from './describe-failure.js'
import type { DescribedFailure } from './described-failure.js'
import { FailedPart } from './failed-part.js'
import type { AjvItem } from './readers/ajv.js'
import { isZodItem } from './readers/zod.js'
import type { ValidationFailure } from './validation-failure.js'

interface CachedFailure {
  readonly item: AjvItem
  readonly described: DescribedFailure
  /** True for a request that can be described otherwise, because a missing member can be there by a misspelt name. */
  isOther (part: FailedPart): boolean
}

// The scope comes first, because a reference in the same schema can lead elsewhere in another scope.
const cachedByScope = new WeakMap<FastifyInstance, WeakMap<SchemaObject, Map<string, CachedFailure>>>()

export function describeOnce (failure: ValidationFailure, request: FastifyRequest | undefined): DescribedFailure {
  const part = new FailedPart(failure.part, request)
  const item = onlyItem(failure)
  const cache = item && cacheOf(part)
  if (item === undefined || cache === undefined) return describeFailure(failure, part)

  const key = bucketKey(item, part)
  const cached = cache.get(key)
  if (cached !== undefined && isSame(cached.item, item) && !cached.isOther(part)) return cached.described

  const described = describeFailure(failure, part)
  if (cache.size >= maxCachedFailures || key.length > maxCacheKeyLength || !isConstant(described, part)) return described

  const constant = { ...described, isConstant: true }
  cache.set(key, { item, described: constant, isOther: misspeltIn(constant, part) })
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

function cacheOf ({ scope, schema, isBodyAbsent }: FailedPart): Map<string, CachedFailure> | undefined {
  if (scope === undefined || !isObject(schema) || isBodyAbsent) return undefined

  let bySchema = cachedByScope.get(scope)
  if (bySchema === undefined) cachedByScope.set(scope, bySchema = new WeakMap())
  let cache = bySchema.get(schema)
  if (cache === undefined) bySchema.set(schema, cache = new Map())
  return cache
}

/** A bucket key, not an identity: `isSame` compares items that share one. */
function bucketKey ({ instancePath, schemaPath, params }: AjvItem, { part }: FailedPart): string {
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

function misspeltIn ({ issues: [{ issue }] }: DescribedFailure, part: FailedPart): CachedFailure['isOther'] {
  if (issue.keyword !== 'required' || part.part === 'headers') return () => false
  const holder = parsePointer(issue.pointer).slice(0, -1)
  const named = part.namedMembersAt(holder)
  return other => named.othersIn(other.valueAt(holder)).length > 0
}

function isConstant ({ issues: [{ issue }] }: DescribedFailure, { walker, hasReadValues, hasUnnamed }: FailedPart): boolean {
  if (hasReadValues || hasUnnamed) return false
  const [, ...matches] = walker.matchesAlong(parsePointer(issue.pointer))
  return matches.every(({ nodes }) => nodes.some(({ step }) => step === 'properties'))
}
