/** The components of a document that describe events. */
import { ApiErrorEventSchema } from '../event.js'
import { read } from '../foreign-error.js'
import { isObject } from '../validation/schema-document.js'
import { toEnums } from './to-enums.js'

const prefix = '#/components/schemas/'
const eventName = 'ApiErrorEvent'
const problemName = 'ApiErrorProblemDetails'

export const eventReference = { $ref: prefix + eventName }
export const problemReference = { $ref: prefix + problemName }

const { properties: { constant, issues, data, requestId } } = ApiErrorEventSchema

const problemDetails = {
  type: 'object',
  description: 'An error as problem details (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'constant'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    ...toEnums({ constant, issues, data, requestId })
  }
}

/** Leaves one component for events, whatever @fastify/swagger called the shared schema. */
export function addEventComponents (document: object, hasProblems: boolean): void {
  const components = (read(document, 'components') ?? {}) as Record<string, unknown>
  const schemas = (components.schemas ?? {}) as Record<string, unknown>
  for (const [name, schema] of Object.entries(schemas)) {
    if (name !== eventName && read(schema, 'title') !== eventName) continue
    delete schemas[name]
    redirect(document, prefix + name)
  }
  schemas[eventName] = toEnums(ApiErrorEventSchema)
  if (hasProblems) schemas[problemName] = problemDetails
  Object.assign(document, { components: { ...components, schemas } })
}

function redirect (value: unknown, reference: string): void {
  if (Array.isArray(value)) value.forEach(inner => redirect(inner, reference))
  else if (isObject(value)) {
    const { $ref } = value
    if (typeof $ref === 'string' && ($ref === reference || $ref.startsWith(`${reference}/`))) {
      Object.assign(value, { $ref: eventReference.$ref + $ref.slice(reference.length) })
    }
    for (const inner of Object.values(value)) redirect(inner, reference)
  }
}
