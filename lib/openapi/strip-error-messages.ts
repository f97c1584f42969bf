/** Members whose own members are names, not keywords. */
const named = new Set([
  'properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas', 'dependentRequired', 'paths', 'webhooks',
  'schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'securitySchemes', 'links', 'callbacks', 'pathItems',
  'content', 'encoding', 'variables', 'mapping', 'scopes'
])

/** Members that hold values, or names by themselves. */
const values = new Set(['example', 'examples', 'default', 'enum', 'const', 'security'])

/** Removes the keyword `errorMessage`, which OpenAPI 3.0 does not allow, from every schema of a document. */
export function stripErrorMessages (value: unknown, areNames = false): void {
  if (Array.isArray(value)) value.forEach(inner => stripErrorMessages(inner))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return

  const members = value as Record<string, unknown>
  if (!areNames) delete members.errorMessage
  for (const [name, inner] of Object.entries(members)) {
    if (areNames) stripErrorMessages(inner)
    else if (!values.has(name) && !name.startsWith('x-')) stripErrorMessages(inner, named.has(name))
  }
}
