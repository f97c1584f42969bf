/** Describes the failed validation of a request: of the part at which Fastify stopped and of those that it has not reached. */
import type { FastifyRequest } from 'fastify'
import { maxIssues } from '../limits.js'
import { readProperty } from '../untrusted/read.js'
import type { DescribedFailure } from './described-failure.js'
import { describeOnce } from './failure-cache.js'
import { failuresAfter } from './other-parts.js'
import type { ValidationFailure } from './validation-failure.js'

/** The failure that decides constant and message is the first one: that of Fastify's own validation. */
export function describeRequest (
  error: unknown, failure: ValidationFailure, request: FastifyRequest | undefined, allParts: boolean
): DescribedFailure {
  const first = describeOnce(failure, request)
  if (!allParts || request === undefined || !isFastifys(error) || first.issues.length >= maxIssues) return first

  const others = failuresAfter(failure.part, request)
  // Without others, this is the cached object.
  if (others.length === 0) return first
  const [issue, ...issues] = first.issues
  const further = others.flatMap(other => describeOnce(other, request).issues)
  return { isConstant: false, kind: first.kind, issues: [issue, ...[...issues, ...further].slice(0, maxIssues - 1)] }
}

/**
 * False for an error of that shape which a handler throws: then all parts are valid, and a validator that converts them (zod)
 * would refuse its own output. Fastify sets this code while it validates, unless the validator's error has another.
 */
function isFastifys (error: unknown): boolean {
  return readProperty(error, 'code') === 'FST_ERR_VALIDATION'
}
