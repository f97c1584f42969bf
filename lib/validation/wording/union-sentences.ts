/** The sentences about a union as a whole, and about members that exclude each other. */
import type { Finding } from '../finding.js'
import type { Field } from './field.js'
import { predicateOf } from './predicates.js'
import { invalid, list, show, withArticle } from './words.js'

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
    const constants = Array.isArray(allowedValues) ? allowedValues.map(show) : []
    return `${label} must be ${list([...constants, ...[type].flat().map(withArticle)])}.`
  }
  const texts = Array.isArray(alternatives) ? [...new Set((alternatives as Finding[]).map(predicateOf))] : [invalid]
  if (texts.includes(invalid)) return `${label} ${invalid}`
  return `${label} ${list(texts.map((text, index) => trim(text, index > 0)))}.`
}

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
