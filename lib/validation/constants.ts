import { read } from '../foreign-error.js'

/** The values that a subschema allows by `const`, `enum` or type null; `undefined` where it allows others. */
export function constantsOf (schema: unknown): readonly unknown[] | undefined {
  const allowed = read(schema, 'enum')
  if (Array.isArray(allowed)) return allowed
  if (typeof schema === 'object' && schema !== null && 'const' in schema) return [schema.const]
  return read(schema, 'type') === 'null' ? [null] : undefined
}
