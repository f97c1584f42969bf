/** The rules of arrays. */
import type { SchemaObject } from '../schema-document.js'
import { firstDuplicates } from './json-equality.js'
import { limitRule, nothing, type KeywordRules, type Rule } from './keyword-rules.js'
import { violationOf } from './violation.js'

const items: Rule<readonly unknown[]> = (subject, value, evaluation) => {
  const { tuple, rest, keyword } = itemSchemas(subject.schema)
  const isTooLong = rest === false && value.length > tuple.length
  const found = isTooLong ? [violationOf(subject, keyword, { limit: tuple.length })] : []
  const inner = value.flatMap((item, index) => {
    const schema = index < tuple.length ? tuple[index] : rest === false ? undefined : rest
    return schema === undefined ? [] : evaluation.evaluate(schema, subject.document, item, subject.place.member(String(index)))
  })
  return [...found, ...inner]
}

/** The schemas of the first elements, and that of the others, in the terms of draft 7 or 2020-12. */
function itemSchemas ({ prefixItems, items, additionalItems }: SchemaObject) {
  if (Array.isArray(prefixItems)) return { tuple: prefixItems as unknown[], rest: items, keyword: 'items' }
  if (Array.isArray(items)) return { tuple: items as unknown[], rest: additionalItems, keyword: 'additionalItems' }
  return { tuple: [], rest: items, keyword: 'items' }
}

export const arrayRules: KeywordRules<readonly unknown[]> = {
  minItems: limitRule('minItems', (value, limit) => value.length < limit),
  maxItems: limitRule('maxItems', (value, limit) => value.length > limit),
  uniqueItems (subject, value) {
    const duplicates = subject.schema.uniqueItems === true ? firstDuplicates(value) : undefined
    return duplicates === undefined ? nothing : [violationOf(subject, 'uniqueItems', { i: duplicates[0], j: duplicates[1] })]
  },
  items,
  prefixItems: items,
  additionalItems: items,
  contains (subject, value, evaluation) {
    const { schema: { contains, minContains = 1, maxContains }, document, place } = subject
    const count = value.filter((item, index) => evaluation.fits(contains, document, item, place.member(String(index)))).length
    const isTooFew = typeof minContains === 'number' && count < minContains
    const isTooMany = typeof maxContains === 'number' && count > maxContains
    return isTooFew || isTooMany ? [violationOf(subject, 'contains', { minContains, maxContains, count })] : nothing
  }
}
