/** A failed validation in words. */
import type { ApiErrorIssue } from '../event/event.js'
import type { Place } from './wording/field.js'

export interface DescribedIssue {
  readonly issue: ApiErrorIssue
  /** The numbers and names behind the sentence, under the names that Ajv gives them. */
  readonly params: Readonly<Record<string, unknown>>
  /** Where it is; unknown of an issue that a handler passes. */
  readonly field?: Pick<Place, 'name' | 'parent'> | undefined
}

export interface DescribedFailure {
  /** True where nothing of the request was read to word it: the same object comes for the next such failure. */
  readonly isConstant: boolean
  /** What the first issue is about; it decides the constant. */
  readonly kind: 'parameter' | 'object'
  /** From 1 to 100. */
  readonly issues: readonly [DescribedIssue, ...DescribedIssue[]]
}
