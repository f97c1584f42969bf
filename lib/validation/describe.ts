/** From a failed validation to the issues of an event: where, which keyword, which sentence. */
import { boundedPointerTo } from '../json-schema/pointer.js'
import { cleanText } from '../untrusted/text.js'
import { errorMessageOf } from './wording/error-message.js'
import { locationOfPart, type ValidationFailure } from './failure.js'
import type { Finding } from './finding.js'
import { findingsOf } from './findings.js'
import type { DescribedFailure, DescribedIssue } from './described.js'
import { placeOf, type Place } from './wording/field.js'
import type { RequestData } from './failed-part.js'
import { sentenceOf } from './wording/sentences.js'

export function describe (failure: ValidationFailure, data: RequestData): DescribedFailure {
  const [first, ...rest] = findingsOf(failure, data)
  const place = placeOf(first.tokens, data)
  return {
    isConstant: false,
    kind: place.kind === 'object' ? 'object' : 'parameter',
    issues: [
      describeIssue(first, place, data),
      ...rest.map(finding => describeIssue(finding, placeOf(finding.tokens, data), data))
    ]
  }
}

function describeIssue (finding: Finding, place: Place, data: RequestData): DescribedIssue {
  const { tokens, keyword, params, text } = finding
  const own = text === undefined ? errorMessageOf(finding, data) : undefined
  const message = cleanText(own ?? defaultSentence(finding, place, data)) || cleanText(sentenceOf(finding, place))
  const [location, pointer] = [locationOfPart[data.part], boundedPointerTo(tokens)]
  const issue = keyword === undefined ? { in: location, pointer, message } : { in: location, pointer, keyword, message }
  return { issue, params, field: place }
}

function defaultSentence (finding: Finding, place: Place, { isBodyAbsent }: RequestData): string {
  return isBodyAbsent && finding.text === undefined ? 'Please provide a request body.' : sentenceOf(finding, place)
}
