/** Describes a failed validation: place, keyword and sentence of each issue. */
import { toBoundedPointer } from '../json-schema/json-pointer.js'
import { cleanText } from '../untrusted/text.js'
import type { DescribedFailure, DescribedIssue } from './described-failure.js'
import type { Condition } from './explain/condition.js'
import type { FailedPart } from './failed-part.js'
import type { Finding } from './finding.js'
import { findingsOf } from './read-findings.js'
import { requestParts } from './request-parts.js'
import type { ValidationFailure } from './validation-failure.js'
import { nearNameFor } from './wording/did-you-mean.js'
import { errorMessageOf } from './wording/error-message.js'
import { exampleFor, isSecret, isSecretAt } from './wording/example.js'
import { fieldOf, type Field } from './wording/field.js'
import { sentenceOf } from './wording/sentences.js'

export function describeFailure (failure: ValidationFailure, part: FailedPart): DescribedFailure {
  const [first, ...rest] = findingsOf(failure, part)
  const field = fieldOf(first.tokens, part)
  return {
    isConstant: false,
    kind: field.kind === 'object' ? 'object' : 'parameter',
    issues: [
      describeFinding(first, field, part),
      ...rest.map(finding => describeFinding(finding, fieldOf(finding.tokens, part), part))
    ]
  }
}

function describeFinding (finding: Finding, field: Field, part: FailedPart): DescribedIssue {
  const { tokens, keyword, text } = finding
  const params = paramsOf(finding, part)
  const worded = { ...finding, params }
  const own = text === undefined ? errorMessageOf(finding, part) : undefined
  const message = cleanText(own ?? defaultSentence(worded, field, part)) || cleanText(sentenceOf(worded, field))
  const { location } = requestParts[part.part]
  const pointer = toBoundedPointer(tokens)
  const issue = keyword === undefined ? { in: location, pointer, message } : { in: location, pointer, keyword, message }
  return { issue, params, field }
}

function paramsOf (finding: Finding, part: FailedPart): Finding['params'] {
  if (isSecret(finding, part)) return { isSecret: true }
  if (finding.text !== undefined) return finding.params
  const example = exampleFor(finding, part)
  const near = nearNameFor(finding, part)
  const { when, ...params } = finding.params
  const { at = [], member = '', values } = (when ?? {}) as Partial<Condition>
  const isTold = when !== undefined && (values === undefined || !isSecretAt([...at, member], part))
  return { ...params, ...(isTold && { when }), ...(example !== undefined && { example }), ...near }
}

function defaultSentence (finding: Finding, field: Field, { isBodyAbsent }: FailedPart): string {
  return isBodyAbsent && finding.text === undefined ? 'Please provide a request body.' : sentenceOf(finding, field)
}
