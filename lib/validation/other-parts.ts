/**
 * Validates the parts of a request that Fastify has not reached, so that a client learns all faults at once. Fastify stops at the
 * first part that fails.
 */
import type { FastifyRequest } from 'fastify'
import { readOwn, readProperty } from '../untrusted/read.js'
import { mediaTypeOf, requestParts, type RequestPart } from './request-parts.js'
import { failureOf, type ValidationFailure } from './validation-failure.js'

/**
 * Fastify's order:
 * https://github.com/fastify/fastify/blob/v5.12.8/lib/validation.js, function `validate`.
 */
const order: readonly RequestPart[] = ['params', 'body', 'querystring', 'headers']

/** The failures of the parts after the given one. The parts before it are valid, and their values are converted already. */
export function failuresAfter (failed: RequestPart, request: FastifyRequest): readonly ValidationFailure[] {
  let failures = failuresByRequest.get(request)
  if (failures === undefined) {
    failures = order.slice(order.indexOf(failed) + 1).flatMap(part => validate(part, request) ?? [])
    failuresByRequest.set(request, failures)
  }
  return failures
}

// A second description of the same failure must not run the validators on values that they have converted.
const failuresByRequest = new WeakMap<FastifyRequest, readonly ValidationFailure[]>()

/** `undefined` if the part is valid, or if its validator does not answer at once. */
function validate (part: RequestPart, request: FastifyRequest): ValidationFailure | undefined {
  try {
    const validator = validatorOf(part, request)
    // Ajv sets this flag. What an asynchronous validator asks of a database must not be asked for nothing.
    if (typeof validator !== 'function' || readProperty(validator, '$async') === true) return undefined

    // Fastify passes null for a missing part, too.
    const result: unknown = validator(request[requestParts[part].member] ?? null)
    if (typeof readProperty(result, 'then') === 'function') {
      // A promise is not awaited. Its rejection must not end the process.
      Promise.resolve(result).catch(() => {})
      return undefined
    }
    const found = result === false ? readProperty(validator, 'errors') : readProperty(result, 'error')
    // Fastify takes a falsy one for no failure.
    return found ? failureOf(part, found) : undefined
  } catch {
    // A validator that throws has crashed, which says nothing about the request.
    return undefined
  }
}

/** For a body schema by media type, Fastify returns an object of validators instead of one, against its types. */
function validatorOf (part: RequestPart, request: FastifyRequest): unknown {
  const validator: unknown = request.getValidationFunction(part)
  return typeof validator === 'object' ? readOwn(validator, mediaTypeOf(request)) : validator
}
