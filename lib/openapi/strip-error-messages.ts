/** Members whose own members are names, not keywords. */
const named = new Set([
  'properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas', 'schemas', 'paths', 'examples'
])

/** Removes the keyword `errorMessage`, which OpenAPI 3.0 does not allow, from every schema of a document. */
export function stripErrorMessages (value: unknown, areNames = false): void {
  if (Array.isArray(value)) value.forEach(inner => stripErrorMessages(inner))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return

  const members = value as Record<string, unknown>
  if (!areNames) delete members.errorMessage
  for (const [name, inner] of Object.entries(members)) stripErrorMessages(inner, !areNames && named.has(name))
}
