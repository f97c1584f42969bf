/** A document tells schemas apart by `$id`; catalogs, and TypeBox's modules, can give two of them the same. */
import { isObject, type GetSchema } from '../json-schema/document.js'

/**
 * Keeps the `$id`s of one document distinct. Where another schema has one of them, all of this `data` get a number: what refers
 * to a renamed part is another schema too, be it written the same.
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

/** The schemas with an `$id`, each with its text. */
function identified (schema: unknown): Array<[id: string, text: string]> {
  if (Array.isArray(schema)) return schema.flatMap(identified)
  if (!isObject(schema)) return []
  const own: Array<[string, string]> = typeof schema.$id === 'string' ? [[schema.$id, JSON.stringify(schema)]] : []
  return [...own, ...Object.values(schema).flatMap(identified)]
}
