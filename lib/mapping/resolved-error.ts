/** An error in the terms of a catalog: decided, but neither worded nor cleaned. Every path to an event leads through it. */
import type { ResolvedDetail } from '../catalog/detail.js'
import type { ResolvedEntry } from '../catalog/entry.js'
import type { DescribedFailure } from '../validation/described.js'

export interface ResolvedError {
  readonly constant: string
  /** The HTTP status; not the entry's where no constant names the status of a foreign error. */
  readonly code: number
  readonly entry: ResolvedEntry
  readonly message?: unknown
  /** A failed validation, whose first issue gives the message. */
  readonly failure?: DescribedFailure | undefined
  /** Issues that a handler passed, unchecked. */
  readonly issues?: unknown
  /** Absent for errors of others, which have none to check. */
  readonly data?: unknown
  /** Response headers as the error gave them, unchecked. */
  readonly headers?: unknown
  /** What was thrown, or what a handler passed as the cause. */
  readonly error?: unknown
  readonly logAs: LogAs
}

/** A failure is logged as an error, with its stack; a refusal at `info`, and with the error behind it only where that helps. */
export type LogAs = 'failure' | 'refusal' | 'refusal with error'

/** What a caller raised by name, replied or thrown. */
export function raised (
  constant: string, entry: ResolvedEntry, { message, issues, data, headers, cause }: ResolvedDetail, error: unknown = cause
): ResolvedError {
  const { code } = entry
  const logAs = code >= 500 || cause !== undefined ? 'failure' : 'refusal'
  return { constant, code, entry, message, issues, data, headers, error, logAs }
}
