/** The options that Fastify takes only at construction: handlers for errors before routing, and an Ajv keyword. */
import type { FastifyServerOptions } from 'fastify'
import { answerClientError } from './response/client-error-handler.js'
import { answerFrameworkError } from './response/framework-error-handler.js'
import { checkOptions } from './untrusted/check-options.js'
import { readProperty } from './untrusted/read.js'

type AjvOptions = NonNullable<FastifyServerOptions['ajv']>

/** Server options to spread into `Fastify({ … })`. They fit HTTP/1.1 and HTTP/2 servers. */
export interface ApiErrorServerOptions {
  /** Answers bad URLs, over-long parameters and failing async constraints. */
  readonly frameworkErrors: (error: unknown, request: unknown, reply: unknown) => void
  /** Answers malformed HTTP, header overflow and request timeouts. */
  readonly clientErrorHandler: typeof answerClientError
  /** Your own Ajv options, with the keyword `errorMessage` added. */
  readonly ajv: AjvOptions
}

/**
 * Creates the server options that a plugin cannot set. They follow the options of the plugin at the root; without it, the
 * defaults.
 *
 * @param options - `ajv`: your own Ajv options, which are kept.
 * @throws {TypeError} If options are wrong: lists each with its value and rule.
 * @example
 * const app = Fastify({ logger: true, ...serverOptions() })
 */
export function serverOptions (options: { readonly ajv?: AjvOptions | undefined } = {}): ApiErrorServerOptions {
  checkOptions('serverOptions', rules, options)
  const { ajv = {} } = options
  return {
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    // Added last, so that the user's own ajv-errors can define the keyword.
    ajv: { ...ajv, plugins: [...ajv.plugins ?? [], addErrorMessageKeyword] }
  }
}

const rules = {
  ajv: { expected: "Fastify's ajv options, { customOptions?, plugins?: a list, onCreate? }", holds: isAjvOptions }
}

function isAjvOptions (value: unknown): boolean {
  const plugins = readProperty(value, 'plugins')
  return typeof value === 'object' && value !== null && (plugins === undefined || Array.isArray(plugins))
}

type AjvPlugin = Extract<NonNullable<AjvOptions['plugins']>[number], (...args: never[]) => unknown>

/** Makes Ajv's strict mode accept `errorMessage`. The texts are read from the route's schema. */
const addErrorMessageKeyword: AjvPlugin = ajv => {
  if (ajv.getKeyword('errorMessage') === false) ajv.addKeyword({ keyword: 'errorMessage', schemaType: ['string', 'object'] })
  return ajv
}
