/** The components of a document that describe error events. */
import { isDeepStrictEqual } from 'node:util'
import { eventSchemaOf, eventSchemas } from '../event/event.js'
import { problemSchemaOf } from '../event/problem-details.js'
import { isObject, readProperty } from '../untrusted/read.js'

export type ComponentName = 'ApiErrorEvent' | 'ApiErrorProblemDetails'

const prefix = '#/components/schemas/'
const eventName = 'ApiErrorEvent' satisfies ComponentName
const problemName = 'ApiErrorProblemDetails' satisfies ComponentName

export interface DocumentedOptions {
  readonly problemDetails: boolean
  readonly issueParams: boolean
}

/** Creates a new object each time: shared objects become YAML aliases, and an edit of one would change all. */
export function referTo (name: ComponentName): { $ref: string } {
  return { $ref: prefix + name }
}

/** Leaves one component for events, whatever name @fastify/swagger gave to the shared schema. */
export function addEventComponents (document: object, options: DocumentedOptions): void {
  const components = (readProperty(document, 'components') ?? {}) as Record<string, unknown>
  const schemas = (components.schemas ?? {}) as Record<string, unknown>
  for (const [name, schema] of Object.entries(schemas)) {
    if (name !== eventName && !isEvent(schema)) continue
    delete schemas[name]
    redirect(document, prefix + name)
  }
  schemas[eventName] = componentOf(eventSchemaOf(options))
  if (options.problemDetails) schemas[problemName] = structuredClone(problemSchemaOf(options))
  Object.assign(document, { components: { ...components, schemas } })
}

function isEvent (schema: unknown): boolean {
  return eventSchemas.some(event =>
    isDeepStrictEqual({ ...schema as object, title: undefined }, { ...componentOf(event), title: undefined }))
}

function componentOf ({ $id, ...event }: typeof eventSchemas[number]): object {
  return structuredClone(event)
}

function redirect (value: unknown, reference: string): void {
  if (Array.isArray(value)) value.forEach(inner => redirect(inner, reference))
  else if (isObject(value)) {
    const { $ref } = value
    if (typeof $ref === 'string' && ($ref === reference || $ref.startsWith(`${reference}/`))) {
      Object.assign(value, { $ref: prefix + eventName + $ref.slice(reference.length) })
    }
    for (const inner of Object.values(value)) redirect(inner, reference)
  }
}
