/** Keeps the `$id`s in a document unique. Catalogs and TypeBox modules can give the same `$id` to different schemas. */
import type { GetSchema } from '../json-schema/schema-document.js'
import { isObject } from '../untrusted/read.js'

/**
 * If an `$id` inside `data` belongs to a different schema already, every `$id` in this `data` gets a numeric suffix. All of
 * them do, since a schema that refers to a renamed one differs too, even if its text is the same.
 */
export function createDistinctIds () {
  const textById = new Map<string, string>()
  const renamed: string[] = []

  return function withDistinctIds (data: unknown, getSchema: GetSchema): unknown {
    const textByOwnId = new Map(identified(data))
    const isTaken = Array.from(textByOwnId).some(([id, text]) =>
      (textById.get(id) ?? JSON.stringify(getSchema(id)) ?? text) !== text)
    if (!isTaken) {
      for (const [id, text] of textByOwnId) textById.set(id, text)
      return data
    }

    const text = JSON.stringify(data)
    if (!renamed.includes(text)) renamed.push(text)
    const number = renamed.indexOf(text) + 2
    return JSON.parse(text, (key, value) =>
      (key === '$id' || key === '$ref') && textByOwnId.has(value) ? `${value}-${number}` : value)
  }
}

/** All schemas with an `$id`, each with its text. */
function identified (schema: unknown): Array<[id: string, text: string]> {
  if (Array.isArray(schema)) return schema.flatMap(identified)
  if (!isObject(schema)) return []
  const own: Array<[string, string]> = typeof schema.$id === 'string' ? [[schema.$id, JSON.stringify(schema)]] : []
  return [...own, ...Object.values(schema).flatMap(identified)]
}
