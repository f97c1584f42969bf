/** What routes declare and what their schemas imply, in the document that @fastify/swagger makes. */
import type { FastifySchema, RouteOptions } from 'fastify'
import { booleanRule, checkOptions, functionRule } from '../untrusted/check-options.js'
import { rememberedOf, separate } from '../routes/declared-errors.js'
import { read } from '../untrusted/read.js'
import { addEventComponents } from './components.js'
import { addErrorResponses, withData, type Operation } from './responses.js'
import { errorsOf, type ErrorsByCode } from '../routes/route-errors.js'
import { createDistinctIds } from './schema-ids.js'
import { withoutErrorMessages } from './without-error-messages.js'

/** What @fastify/swagger passes for each route. */
export interface TransformInput {
  readonly schema?: unknown
  readonly url: string
}

export interface TransformResult {
  readonly schema: FastifySchema
  readonly url: string
}

/** The document so far; this package has no types of its members. */
export type DocumentInput =
  { readonly openapiObject: Record<string, any> } | { readonly swaggerObject: Record<string, any> }

/** Methods, so that a function that takes the schemas of a type provider fits too. */
export interface OwnTransforms {
  transform (input: { schema: FastifySchema, url: string, route: RouteOptions } & DocumentInput): TransformResult
  transformObject (input: DocumentInput): object
}

export interface DocumentErrorsOptions {
  /** Your own function, as you would pass it to @fastify/swagger; it runs first. */
  readonly transform?: OwnTransforms['transform'] | undefined
  /** Your own function, as you would pass it to @fastify/swagger; it runs first. */
  readonly transformObject?: OwnTransforms['transformObject'] | undefined
  /**
   * Narrow each response to its constants, and `data` by constant, so that generated clients tell them apart. Each response
   * is then an `allOf` of the component and an `enum`. @default false
   */
  readonly narrowResponses?: boolean | undefined
}

const rules = {
  transform: functionRule('({ schema, url, … }) => ({ schema, url })'),
  transformObject: functionRule('({ openapiObject }) => openapiObject'),
  narrowResponses: booleanRule
}

// Carried from a route's schema into its operation, where @fastify/swagger keeps members that start with `x-`.
const marker = 'x-fastify-api-error'

/**
 * The options that make @fastify/swagger document errors: one component `ApiErrorEvent`, and for each route the errors
 * that it declares with `errors.responses()` and those that its request schemas imply.
 *
 * @throws {TypeError} That lists every wrong option with its value and rule.
 *
 * @example
 * await app.register(swagger, { openapi: { openapi: '3.1.0' }, ...documentErrors() })
 */
export function documentErrors (options: DocumentErrorsOptions = {}) {
  checkOptions('documentErrors', rules, options)
  const { transform, transformObject, narrowResponses: isNarrow = false } = options
  const routes: Array<{ readonly byCode: ErrorsByCode, readonly hasProblems: boolean }> = []
  const withDistinctIds = createDistinctIds()

  return {
    transform (input: TransformInput): TransformResult {
      const before = separate(read(input.schema, 'response'))
      const schema = before.declared.length > 0 ? withResponses(input.schema, before.own) : input.schema as FastifySchema
      const given: Partial<TransformResult> | undefined = transform?.({ ...input, schema } as never)
      const result = { schema: given?.schema ?? schema, url: given?.url ?? input.url }

      const remembered = rememberedOf(input.schema)
      const { own, declared } = separate(read(result.schema, 'response'))
      const allDeclared = [...remembered?.declared ?? before.declared, ...declared]
      if (remembered === undefined && allDeclared.length === 0) return result

      const byCode = errorsOf(input.schema, remembered, allDeclared, own)
      routes.push({ byCode, hasProblems: remembered?.settings.problemDetails ?? false })
      const getSchema = remembered?.getSchema ?? (() => undefined)
      const responses = 'swaggerObject' in input ? own : withData(own, byCode, data => withDistinctIds(data, getSchema))
      return { ...result, schema: { ...withResponses(result.schema, responses), ...{ [marker]: routes.length - 1 } } }
    },

    transformObject (input: object): object {
      const transformed = transformObject === undefined
        ? read(input, 'openapiObject') ?? read(input, 'swaggerObject') ?? input
        : transformObject(input as never)
      const document = withoutErrorMessages(transformed) as object
      const isOpenApi3 = typeof read(document, 'openapi') === 'string'
      let hasProblems = false

      for (const operation of operationsOf(document)) {
        const route = routes[Number(operation[marker])]
        delete operation[marker]
        if (route === undefined || !isOpenApi3) continue
        hasProblems ||= route.hasProblems
        addErrorResponses(operation, route.byCode, { hasProblems: route.hasProblems, isNarrow })
      }
      if (isOpenApi3) addEventComponents(document, hasProblems)
      return document
    }
  }
}

function withResponses (schema: unknown, responses: object): FastifySchema {
  return { ...schema as FastifySchema, response: Object.keys(responses).length > 0 ? responses : undefined }
}

function operationsOf (document: unknown): Operation[] {
  const paths: unknown[] = Object.values(read(document, 'paths') ?? {})
  const members = [...paths, ...paths.map(path => read(path, 'additionalOperations'))].flatMap(path => Object.values(path ?? {}))
  return members.filter(isOperation)
}

function isOperation (value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && marker in value
}
