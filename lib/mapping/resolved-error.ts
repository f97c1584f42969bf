/** A decided error: which constant, code and message. Every way from an error to an event goes through this type. */
import type { ResolvedEntry } from '../catalog/catalog-entry.js'
import type { ResolvedDetail } from '../catalog/error-detail.js'
import type { DescribedFailure } from '../validation/described-failure.js'

export interface ResolvedError {
  readonly constant: string
  /** The HTTP status. It differs from the entry's code if no constant names the status of a foreign error. */
  readonly code: number
  readonly entry: ResolvedEntry
  /** The message, neither translated nor cleaned. Anything but a non-empty string stands for the entry's title. */
  readonly message?: unknown
  /** A failed validation. Its first issue gives the message. */
  readonly failure?: DescribedFailure | undefined
  /** Issues that a handler passed, unchecked. */
  readonly issues?: unknown
  /** Data that a handler passed, unchecked. Foreign errors have none. */
  readonly data?: unknown
  /** Response headers that the error carries, unchecked. */
  readonly headers?: unknown
  /** The thrown value, or the cause that a handler passed. */
  readonly error?: unknown
  readonly logAs: LogAs
}

/**
 * A failure is logged at `error` with the whole error, a refusal at `info`. A refusal is logged with its error if that says
 * more than the event.
 */
export type LogAs = 'failure' | 'refusal' | 'refusal with error'

/** Resolves an error that names its constant: an ApiError, or a call of `reply.apiError`. */
export function resolveRaised (
  constant: string, entry: ResolvedEntry, { message, issues, data, headers, cause }: ResolvedDetail, error: unknown = cause
): ResolvedError {
  const { code } = entry
  const logAs = code >= 500 || cause !== undefined ? 'failure' : 'refusal'
  return { constant, code, entry, message, issues, data, headers, error, logAs }
}
