/** Removes `errorMessage` from a document. OpenAPI 3.0 does not allow it. */

/** Members of a document whose own members are names and not keywords. */
const named = new Set([
  'properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas', 'dependentRequired', 'paths', 'webhooks',
  'schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'securitySchemes', 'links', 'callbacks', 'pathItems',
  'content', 'encoding', 'variables', 'mapping', 'scopes'
])

/** Members that hold values, which can contain any member. */
const values = new Set(['example', 'examples', 'default', 'enum', 'const', 'security'])

/** Copies a document without the keyword `errorMessage` in its schemas. */
export function withoutErrorMessages (value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map(inner => withoutErrorMessages(inner))
  if (typeof value !== 'object' || value === null) return value

  return Object.fromEntries(Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (areNames) return [[name, withoutErrorMessages(inner)]]
    if (name === 'errorMessage') return []
    return [[name, values.has(name) || name.startsWith('x-') ? inner : withoutErrorMessages(inner, named.has(name))]]
  }))
}
