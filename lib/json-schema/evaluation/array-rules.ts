/** The rules of arrays. */
import type { SchemaObject } from '../schema-document.js'
import { firstDuplicates } from './json-equality.js'
import { limitRules } from './scalar-rules.js'
import { violationOf, type Evaluation, type Subject, type Violation } from './violation.js'

export function arrayRules (subject: Subject, value: readonly unknown[], evaluation: Evaluation): Violation[] {
  return [
    ...limitRules(subject, { minItems: limit => value.length < limit, maxItems: limit => value.length > limit }),
    ...uniqueRule(subject, value),
    ...itemRules(subject, value, evaluation),
    ...containsRule(subject, value, evaluation)
  ]
}

function uniqueRule (subject: Subject, value: readonly unknown[]): Violation[] {
  const duplicates = subject.schema.uniqueItems === true ? firstDuplicates(value) : undefined
  return duplicates === undefined ? [] : [violationOf(subject, 'uniqueItems', { i: duplicates[0], j: duplicates[1] })]
}

function itemRules (subject: Subject, value: readonly unknown[], evaluation: Evaluation): Violation[] {
  const { tuple, rest, keyword } = itemSchemas(subject.schema)
  const isTooLong = rest === false && value.length > tuple.length
  const found = isTooLong ? [violationOf(subject, keyword, { limit: tuple.length })] : []
  const inner = value.flatMap((item, index) => {
    const schema = index < tuple.length ? tuple[index] : rest === false ? undefined : rest
    return evaluation.evaluate(schema, subject.document, item, [...subject.tokens, String(index)])
  })
  return [...found, ...inner]
}

/** The schemas of the first elements, and that of the others, in the terms of draft 7 or 2020-12. */
function itemSchemas ({ prefixItems, items, additionalItems }: SchemaObject) {
  if (Array.isArray(prefixItems)) return { tuple: prefixItems as unknown[], rest: items, keyword: 'items' }
  if (Array.isArray(items)) return { tuple: items as unknown[], rest: additionalItems, keyword: 'additionalItems' }
  return { tuple: [], rest: items, keyword: 'items' }
}

function containsRule (subject: Subject, value: readonly unknown[], evaluation: Evaluation): Violation[] {
  const { schema: { contains, minContains = 1, maxContains }, document, tokens } = subject
  if (contains === undefined) return []
  const isMatching = (item: unknown, index: number) =>
    evaluation.fits(contains, document, item, [...tokens, String(index)])
  const count = value.filter(isMatching).length
  const isTooFew = typeof minContains === 'number' && count < minContains
  const isTooMany = typeof maxContains === 'number' && count > maxContains
  return isTooFew || isTooMany ? [violationOf(subject, 'contains', { minContains, maxContains, count })] : []
}
