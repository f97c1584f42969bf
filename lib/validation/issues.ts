/** From a failed validation to the issues of an event: where, which keyword, which sentence. */
import type { FastifyRequest } from 'fastify'
import type { ApiErrorIssue } from '../event.js'
import { boundedPointerTo } from '../json-pointer.js'
import { cleanText } from '../text.js'
import { errorMessageOf } from './error-message.js'
import { locationOfPart, type ValidationFailure } from './failure.js'
import type { Finding } from './finding.js'
import { findingsOf } from './findings.js'
import { describeOnce } from './known-failures.js'
import { placeOf, type Place } from './place.js'
import { RequestData } from './request-data.js'
import { sentenceOf } from './sentences.js'

export interface DescribedIssue {
  readonly issue: ApiErrorIssue
  /** The numbers and names behind the sentence, under the names that Ajv gives them. */
  readonly params: Readonly<Record<string, unknown>>
  /** Where it is; unknown of an issue that a handler passes. */
  readonly place?: Pick<Place, 'name' | 'parent'> | undefined
}

export interface DescribedFailure {
  /** What the first issue is about; it decides the constant. */
  readonly kind: 'parameter' | 'object'
  /** From 1 to 100. */
  readonly issues: readonly [DescribedIssue, ...DescribedIssue[]]
}

export function describeFailure (failure: ValidationFailure, request: FastifyRequest | undefined): DescribedFailure {
  const data = new RequestData(failure.part, request)
  return describeOnce(failure, data, () => describe(failure, data))
}

function describe (failure: ValidationFailure, data: RequestData): DescribedFailure {
  const [first, ...rest] = findingsOf(failure, data)
  const place = placeOf(first.tokens, data)
  return {
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
  return { issue, params, place }
}

function defaultSentence (finding: Finding, place: Place, { isBodyAbsent }: RequestData): string {
  return isBodyAbsent && finding.text === undefined ? 'Please provide a request body.' : sentenceOf(finding, place)
}
