/** `documentErrors`: adds the errors of routes to the document of @fastify/swagger. */
import type { FastifySchema, RouteOptions } from 'fastify'
import { defaultSettings } from '../options.js'
import { routeErrorsOf, splitResponses } from '../routes/declared-errors.js'
import { errorsByCode, type ErrorsByCode } from '../routes/route-errors.js'
import { booleanRule, checkOptions, functionRule } from '../untrusted/check-options.js'
import { readProperty } from '../untrusted/read.js'
import { addEventComponents, type DocumentedOptions } from './components.js'
import { addErrorResponses, withData, type Operation } from './operation-responses.js'
import { createDistinctIds } from './schema-ids.js'
import { withoutErrorMessages } from './without-error-messages.js'

/** The argument of `transform`, which @fastify/swagger calls for each route. */
export interface TransformInput {
  readonly schema?: unknown
  readonly url: string
}

export interface TransformResult {
  readonly schema: FastifySchema
  readonly url: string
}

/** The argument of `transformObject`: the document so far. This package does not type its members. */
export type DocumentInput =
  { readonly openapiObject: Record<string, any> } | { readonly swaggerObject: Record<string, any> }

/** Methods, so that functions for the schemas of a type provider are assignable too. */
export interface OwnTransforms {
  transform (input: { schema: FastifySchema, url: string, route: RouteOptions } & DocumentInput): TransformResult
  transformObject (input: DocumentInput): object
}

export interface DocumentErrorsOptions {
  /** Your own function, as you would pass it to @fastify/swagger. It runs first. */
  readonly transform?: OwnTransforms['transform'] | undefined
  /** Your own function, as you would pass it to @fastify/swagger. It runs first. */
  readonly transformObject?: OwnTransforms['transformObject'] | undefined
  /**
   * Narrows each response to its constants, and `data` by constant, so that generated clients can tell them apart. Each
   * response is then an `allOf` of the component and an `enum`. @default false
   */
  readonly narrowResponses?: boolean | undefined
}

const rules = {
  transform: functionRule('({ schema, url, … }) => ({ schema, url })'),
  transformObject: functionRule('({ openapiObject }) => openapiObject'),
  narrowResponses: booleanRule
}

// Links a route's schema to its operation. @fastify/swagger copies members that start with `x-`.
const marker = 'x-fastify-api-error'

/**
 * Creates the options that make @fastify/swagger document errors: one component `ApiErrorEvent`, and for each route the
 * errors that it declares with `errors.responses()` and those that its request schemas imply.
 *
 * @throws {TypeError} Lists every wrong option with its value and rule.
 * @example
 * await app.register(swagger, { openapi: { openapi: '3.1.0' }, ...documentErrors() })
 */
export function documentErrors (options: DocumentErrorsOptions = {}) {
  checkOptions('documentErrors', rules, options)
  const { transform, transformObject, narrowResponses: isNarrow = false } = options
  const routes: Array<{ readonly byCode: ErrorsByCode, readonly settings: DocumentedOptions }> = []
  const withDistinctIds = createDistinctIds()

  return {
    transform (input: TransformInput): TransformResult {
      const before = splitResponses(readProperty(input.schema, 'response'))
      const schema = before.declared.length > 0 ? withResponses(input.schema, before.own) : input.schema as FastifySchema
      const given: Partial<TransformResult> | undefined = transform?.({ ...input, schema } as never)
      const result = { schema: given?.schema ?? schema, url: given?.url ?? input.url }

      const routeErrors = routeErrorsOf(input.schema)
      const { own, declared } = splitResponses(readProperty(result.schema, 'response'))
      const allDeclared = [...routeErrors?.declared ?? before.declared, ...declared]
      if (routeErrors === undefined && allDeclared.length === 0) return result

      const byCode = errorsByCode(input.schema, routeErrors, allDeclared, own)
      routes.push({ byCode, settings: routeErrors?.settings ?? defaultSettings })
      const getSchema = routeErrors?.getSchema ?? (() => undefined)
      const responses = 'swaggerObject' in input ? own : withData(own, byCode, data => withDistinctIds(data, getSchema))
      return { ...result, schema: { ...withResponses(result.schema, responses), ...{ [marker]: routes.length - 1 } } }
    },

    transformObject (input: object): object {
      const transformed = transformObject === undefined
        ? readProperty(input, 'openapiObject') ?? readProperty(input, 'swaggerObject') ?? input
        : transformObject(input as never)
      const document = withoutErrorMessages(transformed) as object
      const isOpenApi3 = typeof readProperty(document, 'openapi') === 'string'
      let problemDetails = false
      let issueParams = false

      for (const operation of operationsOf(document)) {
        const route = routes[Number(operation[marker])]
        delete operation[marker]
        if (route === undefined || !isOpenApi3) continue
        problemDetails ||= route.settings.problemDetails
        issueParams ||= route.settings.issueParams
        addErrorResponses(operation, route.byCode, { hasProblems: route.settings.problemDetails, isNarrow })
      }
      if (isOpenApi3) addEventComponents(document, { problemDetails, issueParams })
      return document
    }
  }
}

function withResponses (schema: unknown, responses: object): FastifySchema {
  return { ...schema as FastifySchema, response: Object.keys(responses).length > 0 ? responses : undefined }
}

function operationsOf (document: unknown): Operation[] {
  const paths: unknown[] = Object.values(readProperty(document, 'paths') ?? {})
  const additional = paths.map(path => readProperty(path, 'additionalOperations'))
  return [...paths, ...additional].flatMap(path => Object.values(path ?? {})).filter(isOperation)
}

function isOperation (value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && marker in value
}
