/** JSON Schema of a schema that is none, but can tell one, by the Standard JSON Schema interface (https://standardschema.dev). */
import { read } from '../untrusted/read.js'

const jsonSchemas = new WeakMap<object, unknown>()

/**
 * A schema that is no JSON Schema, but can tell one, by the Standard JSON Schema interface (https://standardschema.dev),
 * as zod's do.
 */
export function toJsonSchema (schema: unknown): unknown {
  const standard = read(schema, '~standard')
  const convert = standard === undefined ? undefined : read(read(standard, 'jsonSchema'), 'input')
  if (typeof convert !== 'function') return schema

  const known = jsonSchemas.get(schema as object)
  if (known !== undefined) return known
  const converted = convertSafely(convert as (options: object) => unknown)
  jsonSchemas.set(schema as object, converted)
  return converted
}

function convertSafely (convert: (options: object) => unknown): unknown {
  try {
    // Types without a JSON form (zod's dates, say) become schemas that say nothing.
    return convert({ target: 'draft-2020-12', libraryOptions: { unrepresentable: 'any' } })
  } catch {
    return {}
  }
}
