/**
 * All default sentences. Each names the field and states the rule, and never quotes a value that the client sent.
 *
 * Most are a field's label and a predicate. The sentences about missing and unexpected members and about unions depend on the
 * kind of the field. A sentence ends with the condition of its rule, and with what helps to find the right value.
 */
import type { Finding } from '../finding.js'
import { conditionEnding } from './conditions.js'
import type { Field } from './field.js'
import { predicateOf } from './predicates.js'
import { togetherSentence, unionSentence } from './union-sentences.js'
import { invalid, show } from './words.js'

type Frame = (field: Field, params: Finding['params']) => string

const missing: Frame = ({ kind, label, name, part, parent }) => {
  if (kind === 'parameter') return `${label} is required in ${part}.`
  return parent === undefined ? `Please provide ${name}.` : `Please provide ${name} under ${parent} object.`
}
const unexpected = (fault: string): Frame => ({ kind, label, name, part, parent }) => {
  if (kind === 'part') return `${label} ${fault}.`
  if (kind === 'parameter') return `${label} ${fault} in ${part}.`
  return parent === undefined ? `${label} ${fault}.` : `${name} ${fault} under ${parent} object.`
}

const frames: ReadonlyMap<string, Frame> = new Map(Object.entries<Frame>({
  required: missing,
  dependentRequired: missing,
  dependencies: missing,
  dependentSchemas: missing,
  additionalProperties: unexpected('is not allowed'),
  unevaluatedProperties: unexpected('is not allowed'),
  propertyNames: (field, params) => {
    const words = params.rule === undefined ? invalid : predicateOf(params.rule as Finding)
    const sentence = unexpected('is not a valid name')(field, params)
    return words === invalid ? sentence : sentence.replace(/\.$/, () => `: names ${words}`)
  },
  anyOf: (field, params) => unionSentence(params, field),
  oneOf: (field, params) => unionSentence(params, field),
  not: (field, params) => {
    if (params.isMember === true) return unexpected('is not allowed')(field, params)
    return Array.isArray(params.together)
      ? togetherSentence(params.together, field.kind)
      : `${field.label} ${predicateOf({ keyword: 'not', params })}`
  }
}))

/** The sentence of a finding; the schema author's own one if the validator carries it. */
export function sentenceOf (finding: Finding, field: Field): string {
  const { keyword = '', params, text } = finding
  if (text !== undefined) return mentions(text, field) ? text : `${field.label}: ${text}`
  if (params.isSecret === true) return `${field.label} is not accepted.`
  const sentence = frames.get(keyword)?.(field, params) ?? `${field.label} ${predicateOf(finding)}`
  return withHelp(withCondition(sentence, conditionEnding(finding, field.kind)), finding)
}

/** The condition stands before the example. */
function withCondition (sentence: string, condition: string): string {
  return condition === '' ? sentence : sentence.replace(/(?=, such as .*$|\.$)/, () => ` ${condition}`)
}

const memberKeywords: ReadonlySet<string | undefined> = new Set(['additionalProperties', 'unevaluatedProperties'])

/** Ends a sentence with the schema's own example, or with the name that is near to the one that was sent. */
function withHelp (sentence: string, { keyword, params: { example, suggestion, found } }: Finding): string {
  const start = sentence.replace(/\.$/, '')
  if (suggestion !== undefined) return `${start}; did you mean ${memberKeywords.has(keyword) ? String(suggestion) : show(suggestion)}?`
  if (found !== undefined) return `${start} (found ${String(found)}).`
  const hasExample = /, such as |must look like /.test(sentence)
  return example === undefined || hasExample ? sentence : `${start}, such as ${String(example)}.`
}

/** True if the author's own text already names the field. */
function mentions (text: string, { label, name }: Field): boolean {
  if (['`', "'", '"'].some(quote => text.includes(`${quote}${name}${quote}`))) return true
  // A bare word is more likely part of the prose in zod's own sentences and for a name of one or two letters.
  const isWord = name.length > 2 && !/^(?:Invalid|Too (?:small|big)|Unrecognized) ?/.test(text) && text.toLowerCase().split(/[^\p{L}\p{N}_-]+/u).includes(name.toLowerCase())
  return isWord || (label !== name && text.includes(label))
}
