/** Converts schemas of other libraries, such as zod, to JSON Schema. */
import { readProperty } from '../untrusted/read.js'

const convertedBySchema = new WeakMap<object, unknown>()

/**
 * The JSON Schema of a schema that implements Standard JSON Schema (https://standardschema.dev/json-schema); any other
 * value is returned as it is.
 */
export function toJsonSchema (schema: unknown): unknown {
  const convert = readProperty(readProperty(readProperty(schema, '~standard'), 'jsonSchema'), 'input')
  if (typeof convert !== 'function') return schema

  const known = convertedBySchema.get(schema as object)
  if (known !== undefined) return known
  const converted = convertSafely(convert as (options: object) => unknown)
  convertedBySchema.set(schema as object, converted)
  return converted
}

function convertSafely (convert: (options: object) => unknown): unknown {
  try {
    // A type that JSON cannot represent, such as zod's dates, becomes a schema without keywords.
    return convert({ target: 'draft-2020-12', libraryOptions: { unrepresentable: 'any' } })
  } catch {
    return {}
  }
}
