/** A document tells schemas apart by `$id`; catalogs, and TypeBox's modules, can give two of them the same. */
import { isObject, type GetSchema } from '../validation/schema-document.js'

/** Keeps the `$id`s of one document distinct: the second schema of a name becomes `name-2`. */
export function createDistinctIds () {
  const textsById = new Map<string, string[]>()

  return function withDistinctIds (data: unknown, getSchema: GetSchema): unknown {
    const renamed = new Map<unknown, string>()
    for (const [id, text] of identified(data)) {
      const shared = getSchema(id)
      const texts = textsById.get(id) ?? (shared === undefined ? [] : [JSON.stringify(shared)])
      if (!texts.includes(text)) texts.push(text)
      textsById.set(id, texts)
      const number = texts.indexOf(text) + 1
      if (number > 1) renamed.set(id, `${id}-${number}`)
    }
    if (renamed.size === 0) return data
    return JSON.parse(JSON.stringify(data), (key, value: unknown) =>
      key === '$id' || key === '$ref' ? renamed.get(value) ?? value : value)
  }
}

/** The schemas with an `$id`, each with its text. */
function identified (schema: unknown): Array<[id: string, text: string]> {
  if (Array.isArray(schema)) return schema.flatMap(identified)
  if (!isObject(schema)) return []
  const own: Array<[string, string]> = typeof schema.$id === 'string' ? [[schema.$id, JSON.stringify(schema)]] : []
  return [...own, ...Object.values(schema).flatMap(identified)]
}
