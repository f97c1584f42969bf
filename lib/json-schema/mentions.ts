/** Finds out once whether a schema has a keyword anywhere, so that requests need not search for it. */
import { maxSubschemas } from '../limits.js'
import type { SchemaDocument } from './schema-document.js'

const keywordsByDocument = new WeakMap<SchemaDocument, ReadonlySet<string> | 'too many'>()

/** True if the keyword occurs in the document or in one that it refers to; also if it is too large to be searched. */
export function mentions (document: SchemaDocument, keyword: string): boolean {
  let keywords = keywordsByDocument.get(document)
  if (keywords === undefined) keywordsByDocument.set(document, keywords = collect(document))
  return keywords === 'too many' || keywords.has(keyword)
}

function collect (document: SchemaDocument): ReadonlySet<string> | 'too many' {
  const keywords = new Set<string>()
  const seen = new Set<unknown>()
  const queue: Array<readonly [value: unknown, document: SchemaDocument]> = [[document.schema, document]]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [value, owner] = next
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    if (seen.size >= maxSubschemas) return 'too many'
    seen.add(value)
    for (const [name, inner] of Object.entries(value)) {
      // Names of members are collected too. That costs a search at most.
      keywords.add(name === 'format' ? `format ${String(inner)}` : name)
      const target = /^\$(?:ref|dynamicRef|recursiveRef)$/.test(name) && typeof inner === 'string' ? owner.resolve(inner) : undefined
      if (target !== undefined) queue.push([target.schema, target.document])
      queue.push([inner, owner])
    }
  }
  return keywords
}
