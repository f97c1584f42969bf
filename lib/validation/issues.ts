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
import { requestData, type RequestData } from './request-data.js'
import { sentenceOf } from './sentences.js'

export interface DescribedIssue {
  readonly issue: ApiErrorIssue
  /** The numbers and names behind the sentence, for translations. */
  readonly params: Readonly<Record<string, unknown>>
}

export interface DescribedFailure {
  /** What the first issue is about; it decides the constant. */
  readonly kind: 'parameter' | 'object'
  /** From 1 to 100. */
  readonly issues: readonly [DescribedIssue, ...DescribedIssue[]]
}

export function describeFailure (failure: ValidationFailure, request: FastifyRequest | undefined): DescribedFailure {
  const data = requestData(failure.part, request)
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
  return {
    issue: {
      in: locationOfPart[data.part],
      pointer: boundedPointerTo(tokens),
      ...(keyword !== undefined && { keyword }),
      message
    },
    params: { ...params, name: place.name, ...(place.parent !== undefined && { parent: place.parent }) }
  }
}

function defaultSentence (finding: Finding, place: Place, { isBodyAbsent }: RequestData): string {
  return isBodyAbsent && finding.text === undefined ? 'Please provide a request body.' : sentenceOf(finding, place)
}
