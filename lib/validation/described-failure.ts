/** A failed validation in words. */
import type { ApiErrorIssue } from '../event/event.js'
import type { Field } from './wording/field.js'

export interface DescribedIssue {
  readonly issue: ApiErrorIssue
  /** The numbers and names behind the sentence, under the names that Ajv gives them. */
  readonly params: Readonly<Record<string, unknown>>
  /** The field that the issue is about; `undefined` for an issue that a handler passes. */
  readonly field?: Field | undefined
}

export interface DescribedFailure {
  /** True if the description does not depend on the request. The next such failure then gets this very object. */
  readonly isConstant: boolean
  /** Whether the first issue is about a parameter or an object. This decides the constant. */
  readonly kind: 'parameter' | 'object'
  /** From 1 to 100. */
  readonly issues: readonly [DescribedIssue, ...DescribedIssue[]]
}
