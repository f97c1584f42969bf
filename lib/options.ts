/** The plugin's options: their types, checks and defaults, and the settings of a scope that they become. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiError } from './catalog/api-error.js'
import { catalog as builtIn, type AnyCatalog } from './catalog/catalog.js'
import type { ApiErrorIssue } from './event/event.js'
import { booleanRule, checkOptions, fastifyOptions, functionRule, type Rule } from './untrusted/check-options.js'
import { readProperty } from './untrusted/read.js'

/** The second argument of the option `translate`. */
export interface TranslateContext {
  readonly constant: string
  /** The issue that the message belongs to; `undefined` for the message of an event without issues. */
  readonly issue: ApiErrorIssue | undefined
  /** The numbers and names behind the sentence, such as `{ limit: 25, name: 'gridSize' }`. */
  readonly params: Readonly<Record<string, unknown>>
  readonly request: FastifyRequest
}

export interface ApiErrorOptions {
  /** The constants of this scope. @default the built-in catalog */
  readonly catalog?: AnyCatalog | undefined
  /** Answers route misses with `resource_not_found`. @default true at the root, false in nested scopes */
  readonly notFound?: boolean | undefined
  /**
   * Turns a foreign error, such as one of a database or an SDK, into an {@link ApiError}. It is called for every error that
   * is neither an ApiError nor a failed validation. Return `undefined` to leave the error as it is.
   */
  readonly mapError?: ((error: unknown, request: FastifyRequest) => ApiError | undefined) | undefined
  /** The constants of the two kinds of failed validation, and how much of a request is validated. */
  readonly validation?: {
    /** The constant of an issue about a parameter. @default 'invalid_params' */
    readonly parameter?: string | undefined
    /** The constant of an issue about an object in the body. @default 'invalid_object' */
    readonly object?: string | undefined
    /**
     * Reports the faults of all parts of a request at once. Fastify stops at the first part that fails; the synchronous
     * validators of the parts after it then run as well. @default true
     */
    readonly allParts?: boolean | undefined
  } | undefined
  /** Translates a message for the request. Constant and code never change. */
  readonly translate?: ((message: string, context: TranslateContext) => string) | undefined
  /** Answers clients that prefer `application/problem+json` with problem details (RFC 9457). @default false */
  readonly problemDetails?: boolean | undefined
  /** Adds the request's id to each event. @default false */
  readonly requestId?: boolean | undefined
  /** Adds `params` to each issue: the numbers and names behind its message. @default false */
  readonly issueParams?: boolean | undefined
  /** Base URI of the error reference, http(s) or relative, without a fragment. Each event then links to its constant. */
  readonly documentation?: string | undefined
}

/** The checked options of a scope, with their defaults. */
export interface Settings {
  readonly catalog: AnyCatalog
  readonly notFound: boolean | undefined
  readonly mapError: ApiErrorOptions['mapError']
  /** The option as it was given, for {@link withCatalog}. */
  readonly validation: NonNullable<ApiErrorOptions['validation']>
  readonly parameterConstant: string
  readonly objectConstant: string
  readonly allParts: boolean
  readonly translate: ApiErrorOptions['translate']
  readonly problemDetails: boolean
  readonly requestId: boolean
  readonly issueParams: boolean
  readonly documentation: string | undefined
}

export const catalogRule = { expected: 'a catalog, made by defineCatalog() or catalog.extend()', holds: isCatalog }

const rules: Readonly<Record<keyof ApiErrorOptions, Rule<ApiErrorOptions>>> = {
  catalog: catalogRule,
  notFound: booleanRule,
  mapError: functionRule('(error, request) => ApiError or undefined'),
  validation: {
    expected: '{ parameter, object, allParts }: allParts is true or false, the others are two constants of the catalog',
    holds: isValidation
  },
  translate: functionRule('(message, context) => string'),
  problemDetails: booleanRule,
  requestId: booleanRule,
  issueParams: booleanRule,
  documentation: { expected: 'an http(s) or relative URI without a fragment, such as https://example.com/errors', holds: isDocumentationBase }
}

/** @throws {TypeError} Lists every wrong option with its value and rule. */
export function resolveOptions (options: ApiErrorOptions): Settings {
  checkOptions('fastify-api-error', rules, options, fastifyOptions)
  const { catalog = builtIn, notFound, mapError, validation = {}, translate, documentation } = options
  const { problemDetails = false, requestId = false, issueParams = false } = options
  return {
    catalog,
    notFound,
    mapError,
    validation,
    ...validationConstants(catalog, validation),
    allParts: validation.allParts ?? true,
    translate,
    problemDetails,
    requestId,
    issueParams,
    documentation
  }
}

const settingsByCatalog = new WeakMap<Settings, WeakMap<AnyCatalog, Settings>>()

/** The settings with another catalog. Returns the same object for the same arguments, so that its events are cached. */
export function withCatalog (settings: Settings, catalog: AnyCatalog): Settings {
  if (catalog === settings.catalog) return settings
  const known = settingsByCatalog.get(settings) ?? new WeakMap<AnyCatalog, Settings>()
  const made = known.get(catalog) ?? { ...settings, catalog, ...validationConstants(catalog, settings.validation) }
  settingsByCatalog.set(settings, known.set(catalog, made))
  return made
}

function validationConstants (
  { constants }: AnyCatalog, { parameter, object }: Settings['validation']
): Pick<Settings, 'parameterConstant' | 'objectConstant'> {
  const firstOf = (...names: Array<string | undefined>) => names.find(name => name !== undefined && constants[name] !== undefined)
  return {
    parameterConstant: firstOf(parameter, 'invalid_params') ?? 'bad_request',
    objectConstant: firstOf(object, 'invalid_object') ?? 'unprocessable_content'
  }
}

/** Checks the shape, so that a catalog of another install of this package is accepted. Every catalog has generic constants. */
function isCatalog (value: unknown): value is AnyCatalog {
  const generic = readProperty(readProperty(value, 'constants'), 'conflict')
  return typeof readProperty(value, 'extend') === 'function' && typeof readProperty(generic, 'title') === 'string'
}

function isValidation (value: unknown, { catalog = builtIn }: ApiErrorOptions): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).every(([name, given]) => {
    if (name === 'allParts') return given === undefined || typeof given === 'boolean'
    if (name !== 'parameter' && name !== 'object') return false
    return given === undefined || (typeof given === 'string' && isCatalog(catalog) && catalog.constants[given] !== undefined)
  })
}

function isDocumentationBase (value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || /[\s#]/.test(value)) return false
  const base = 'http://localhost'
  return URL.canParse(value, base) && /^https?:$/.test(new URL(value, base).protocol)
}

/**
 * The root instance of an app. It identifies the app, where `fastify.server` does not: apps can share an HTTP server
 * (`serverFactory`). Scopes inherit from their parents by prototype; only the root has no parent.
 */
export function rootOf (fastify: FastifyInstance): FastifyInstance {
  const parent = Object.getPrototypeOf(fastify) as FastifyInstance
  return parent === Object.prototype ? fastify : rootOf(parent)
}

const settingsKey = Symbol('fastify-api-error.settings')

/** The settings of a scope without the plugin. */
export const defaultSettings = resolveOptions({})

/** @throws {TypeError} If the scope has settings already. */
export function keepSettings (fastify: FastifyInstance, settings: Settings): void {
  if (Object.hasOwn(fastify, settingsKey)) {
    throw new TypeError('fastify-api-error is registered twice in one scope; register it once, or again in a nested scope.')
  }
  fastify.decorate(settingsKey, settings)
}

export function settingsOf (fastify: FastifyInstance): Settings {
  return settingsKey in fastify ? fastify[settingsKey] as Settings : defaultSettings
}
