/** What Fastify takes only at construction: the errors before the router, and the Ajv keyword `errorMessage`. */
import type { FastifyServerOptions } from 'fastify'
import { answerClientError } from './response/client-error-handler.js'
import { answerFrameworkError } from './response/framework-error-handler.js'
import { checkOptions } from './untrusted/check-options.js'
import { read } from './untrusted/read.js'

type AjvOptions = NonNullable<FastifyServerOptions['ajv']>

/** Server options, to be spread into `Fastify({ … })`; they fit HTTP/1.1 and HTTP/2 servers. */
export interface ApiErrorServerOptions {
  /** Bad URLs, over-long parameters, failing async constraints. */
  readonly frameworkErrors: (error: unknown, request: unknown, reply: unknown) => void
  /** Malformed HTTP, header overflow, request timeouts. */
  readonly clientErrorHandler: typeof answerClientError
  /** Yours, with the keyword `errorMessage` added. */
  readonly ajv: AjvOptions
}

/**
 * The server options that a plugin cannot set. They follow the plugin that is registered at the root, else its defaults.
 *
 * @param options - `ajv`: your own Ajv options, which are kept.
 * @throws {TypeError} When an option is unknown or wrong.
 * @example
 * const app = Fastify({ logger: true, ...serverOptions() })
 */
export function serverOptions (options: { readonly ajv?: AjvOptions | undefined } = {}): ApiErrorServerOptions {
  checkOptions('serverOptions', rules, options)
  const { ajv = {} } = options
  return {
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    // Last, so that an ajv-errors of the user's own defines the keyword.
    ajv: { ...ajv, plugins: [...ajv.plugins ?? [], addErrorMessageKeyword] }
  }
}

const rules = {
  ajv: { expected: "Fastify's ajv options, { customOptions?, plugins?: a list, onCreate? }", holds: isAjvOptions }
}

function isAjvOptions (value: unknown): boolean {
  const plugins = read(value, 'plugins')
  return typeof value === 'object' && value !== null && (plugins === undefined || Array.isArray(plugins))
}

type AjvPlugin = Extract<NonNullable<AjvOptions['plugins']>[number], (...args: never[]) => unknown>

/** Makes `errorMessage` known to Ajv's strict mode; the texts are read from the route's schema. */
const addErrorMessageKeyword: AjvPlugin = ajv => {
  if (ajv.getKeyword('errorMessage') === false) ajv.addKeyword({ keyword: 'errorMessage', schemaType: ['string', 'object'] })
  return ajv
}
