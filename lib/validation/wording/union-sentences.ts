/** The sentences about a union as a whole, and about members that exclude each other. */
import { maxValueListLength } from '../../limits.js'
import type { Finding } from '../finding.js'
import type { Field } from './field.js'
import { predicateOf } from './predicates.js'
import { invalid, list, nameTypes, show } from './words.js'

export function unionSentence (params: Finding['params'], { kind, label, name, part }: Field): string {
  const { missing: absent, alternatives, excluding, passingSchemas, type, allowedValues } = params
  if (Array.isArray(absent)) {
    const names = (absent as string[][]).map(inner => inner.map(one => quoted(one, kind)).join(' and '))
    if (kind !== 'object') return `${list(names)} is required in ${part}.`
    return label.endsWith(']') ? `Please provide ${list(names)}.` : `Please provide ${list(names)} under ${name} object.`
  }
  if (Array.isArray(excluding)) return togetherSentence(excluding, kind)
  if (Array.isArray(passingSchemas)) return `${label} must fit exactly one alternative, but fits ${passingSchemas.length}.`
  if (type !== undefined) {
    return `${label} must be ${list([...nameConstants(allowedValues), ...nameTypes(type)])}.`
  }
  const texts = Array.isArray(alternatives) ? [...new Set((alternatives as Finding[]).map(one => predicateOf(one).replace(/^does not match/, 'must match')))] : [invalid]
  if (texts.includes(invalid)) return `${label} ${invalid}`
  return `${label} ${list(texts.toSorted((one, other) => rank(one) - rank(other)).map((text, index) => trim(text, index > 0)))}.`
}

/** Types come first, and what ends with an example comes last. */
function rank (text: string): number {
  return text.includes(', such as ') ? 2 : text.startsWith('must be ') ? 0 : 1
}

/** The names of types are in quotes, since types stand beside them. */
function nameConstants (allowedValues: unknown): string[] {
  if (!Array.isArray(allowedValues)) return []
  const shown = allowedValues.map(value => jsonTypes.has(value) ? JSON.stringify(value) : show(value))
  return list(shown).length <= maxValueListLength ? shown : [`one of the ${allowedValues.length} allowed values`]
}

const jsonTypes: ReadonlySet<unknown> = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'])

export function togetherSentence (names: readonly unknown[], kind: Field['kind']): string {
  return `${list(names.map(one => quoted(String(one), kind)), 'and')} cannot be used together.`
}

function quoted (name: string, kind: Field['kind']): string {
  return kind === 'object' ? name : `\`${name}\``
}

function trim (text: string, isFurther: boolean): string {
  const words = text.replace(/\.$/, '')
  return isFurther ? words.replace(/^must be /, '').replace(/^must /, '') : words
}
