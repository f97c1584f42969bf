/** Words that several sentences use: lists, numbers with a noun, types, and constants of a schema. */
import { isScalar } from '../../json-schema/keyword-checks.js'
import { maxListedValues, maxValueListLength } from '../../limits.js'

/** The predicate if neither schema nor value tell more. */
export const invalid = 'is invalid.'

/** `A`, `A or B`, `A, B or C`. */
export function list (words: readonly string[], conjunction = 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`
}

export function count (limit: unknown, noun: string): string {
  const plural = noun === 'property' ? 'properties' : `${noun}s`
  return `${limit} ${limit === 1 ? noun : plural}`
}

/** `a string`, `an integer`, `null`. An integer is a number, too. */
export function nameTypes (type: unknown): string[] {
  const types = [type].flat()
  return types.filter(one => one !== 'integer' || !types.includes('number')).map(withArticle)
}

function withArticle (type: unknown): string {
  if (type === 'null') return 'null'
  return type === 'integer' || type === 'array' || type === 'object' ? `an ${type}` : `a ${type}`
}

/** Strings are shown in quotes if they read as a value of another type or as several values. */
export function show (value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'undefined'
  return /^(?:|true|false|null|[-+]?\.?\d[\d.e+-]*)$|^\s|\s$|[,"]| or /i.test(value) ? JSON.stringify(value) : value
}

/** True if a sentence lists all of the values. */
export function isListed (values: readonly unknown[]): boolean {
  const isShort = values.length > 0 && values.length <= maxListedValues && values.every(isScalar)
  return isShort && listValues(values).length <= maxValueListLength
}

export function listValues (values: readonly unknown[]): string {
  return list(values.map(show))
}
