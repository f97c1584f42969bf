/** The plugin's options, their defaults, and the rules that they are checked by at registration. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiError } from './catalog/api-error.js'
import { catalog as builtIn, type AnyCatalog } from './catalog/catalog.js'
import { booleanRule, checkOptions, fastifysOwn, functionRule, type Rule } from './untrusted/check-options.js'
import type { ApiErrorIssue } from './event/event.js'
import { read } from './untrusted/read.js'

/** What a translation can say beside the message. */
export interface TranslateContext {
  readonly constant: string
  /** The issue that the message is of; `undefined` for a message that is no issue's. */
  readonly issue: ApiErrorIssue | undefined
  /** The numbers and names behind the sentence, such as `{ limit: 25, name: 'gridSize' }`. */
  readonly params: Readonly<Record<string, unknown>>
  readonly request: FastifyRequest
}

export interface ApiErrorOptions {
  /** The constants of this scope. @default the built-in catalog */
  readonly catalog?: AnyCatalog | undefined
  /** Answer route misses with `resource_not_found`. @default true at the root, false in nested scopes */
  readonly notFound?: boolean | undefined
  /**
   * Turns a foreign error (a database's, an SDK's) into an {@link ApiError}. Asked for everything that is neither an
   * ApiError nor a validation failure; `undefined` leaves the error as it is.
   */
  readonly mapError?: ((error: unknown, request: FastifyRequest) => ApiError | undefined) | undefined
  /** The constants of the two kinds of validation failure. @default { parameter: 'invalid_params', object: 'invalid_object' } */
  readonly validation?: { readonly parameter?: string | undefined, readonly object?: string | undefined } | undefined
  /** Words a message for the request, for i18n; constant and code stay. */
  readonly translate?: ((message: string, context: TranslateContext) => string) | undefined
  /** Answer clients that prefer `application/problem+json` with problem details (RFC 9457). @default false */
  readonly problemDetails?: boolean | undefined
  /** Add the request's id to each event. @default false */
  readonly requestId?: boolean | undefined
  /** Base URI of the error reference, http(s) or relative, without a fragment; each event then links to its constant. */
  readonly documentation?: string | undefined
}

/** The options with their defaults. */
export interface Settings {
  readonly catalog: AnyCatalog
  readonly notFound: boolean | undefined
  readonly mapError: ApiErrorOptions['mapError']
  /** As it was given, for a catalog that takes the place of this one. */
  readonly validation: NonNullable<ApiErrorOptions['validation']>
  readonly parameterConstant: string
  readonly objectConstant: string
  readonly translate: ApiErrorOptions['translate']
  readonly problemDetails: boolean
  readonly requestId: boolean
  readonly documentation: string | undefined
}

/** What the option `catalog` must be. */
export const catalogRule = { expected: 'a catalog, made by defineCatalog() or catalog.extend()', holds: isCatalog }

const rules: Readonly<Record<keyof ApiErrorOptions, Rule<ApiErrorOptions>>> = {
  catalog: catalogRule,
  notFound: booleanRule,
  mapError: functionRule('(error, request) => ApiError or undefined'),
  validation: { expected: '{ parameter, object }, two constants of the catalog', holds: isValidation },
  translate: functionRule('(message, context) => string'),
  problemDetails: booleanRule,
  requestId: booleanRule,
  documentation: { expected: 'an http(s) or relative URI without a fragment, such as https://example.com/errors', holds: isDocumentationBase }
}

/** @throws {TypeError} That names each wrong option with its value and rule. */
export function resolveOptions (options: ApiErrorOptions): Settings {
  checkOptions('fastify-api-error', rules, options, fastifysOwn)
  const { catalog = builtIn, notFound, mapError, validation = {}, translate, documentation } = options
  const { problemDetails = false, requestId = false } = options
  return {
    catalog,
    notFound,
    mapError,
    validation,
    ...validationConstants(catalog, validation),
    translate,
    problemDetails,
    requestId,
    documentation
  }
}

const settingsByCatalog = new WeakMap<Settings, WeakMap<AnyCatalog, Settings>>()

/** The same settings with another catalog, whose constants stand in for those that it lacks; one object for each pair. */
export function withCatalog (settings: Settings, catalog: AnyCatalog): Settings {
  if (catalog === settings.catalog) return settings
  const known = settingsByCatalog.get(settings) ?? new WeakMap<AnyCatalog, Settings>()
  const made = known.get(catalog) ?? { ...settings, catalog, ...validationConstants(catalog, settings.validation) }
  settingsByCatalog.set(settings, known.set(catalog, made))
  return made
}

function validationConstants (
  { constants }: AnyCatalog, { parameter, object }: NonNullable<ApiErrorOptions['validation']>
): Pick<Settings, 'parameterConstant' | 'objectConstant'> {
  const firstOf = (...names: Array<string | undefined>) => names.find(name => name !== undefined && constants[name] !== undefined)
  return {
    parameterConstant: firstOf(parameter, 'invalid_params') ?? 'bad_request',
    objectConstant: firstOf(object, 'invalid_object') ?? 'unprocessable_content'
  }
}

/** By its shape, so that a catalog of another install of this package is one: each has the generic constants. */
function isCatalog (value: unknown): value is AnyCatalog {
  const generic = read(read(value, 'constants'), 'conflict')
  return typeof read(value, 'extend') === 'function' && typeof read(generic, 'title') === 'string'
}

function isValidation (value: unknown, { catalog = builtIn }: ApiErrorOptions): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).every(([kind, constant]) => (kind === 'parameter' || kind === 'object') &&
    (constant === undefined || (typeof constant === 'string' && isCatalog(catalog) && catalog.constants[constant] !== undefined)))
}

function isDocumentationBase (value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || /[\s#]/.test(value)) return false
  const base = 'http://localhost'
  return URL.canParse(value, base) && /^https?:$/.test(new URL(value, base).protocol)
}

/**
 * The root instance of an app, which stands for the app: two of them can share one HTTP server (`serverFactory`). Scopes
 * inherit from their parents by prototype; only the root has none.
 */
export function rootOf (fastify: FastifyInstance): FastifyInstance {
  const parent = Object.getPrototypeOf(fastify) as FastifyInstance
  return parent === Object.prototype ? fastify : rootOf(parent)
}

const settingsKey = Symbol('fastify-api-error.settings')

/** What holds where the plugin is not registered. */
export const defaultSettings = resolveOptions({})

export function keepSettings (fastify: FastifyInstance, settings: Settings): void {
  if (Object.hasOwn(fastify, settingsKey)) {
    throw new TypeError('fastify-api-error is registered twice in one scope; register it once, or again in a nested scope.')
  }
  fastify.decorate(settingsKey, settings)
}

export function settingsOf (fastify: FastifyInstance): Settings {
  return settingsKey in fastify ? fastify[settingsKey] as Settings : defaultSettings
}
