/** What an error comes to: the event, its headers, and what the log gets. */
import type { ResolvedEntry } from './catalog-entry.js'
import type { Circumstances } from './circumstances.js'
import { resolveData } from './data.js'
import { maxIssues, type ApiErrorEvent, type ApiErrorIssue } from './event.js'
import { checkIssue } from './handler-issues.js'
import { callHook } from './hooks.js'
import { cleanText } from './text.js'
import type { DescribedIssue } from './validation/issues.js'

export interface Outcome {
  readonly event: ApiErrorEvent
  /** The entry's own, whatever the message is. */
  readonly title: string
  /** Response headers as the error gave them, unchecked. */
  readonly headers: unknown
  /** What was thrown, or what a handler passed as the cause. */
  readonly error: unknown
  /** True for a crash, false for an expected refusal, of which the log gets the event alone. */
  readonly isFailure: boolean
  /** True where the error goes into the log although it is no failure of the server. */
  readonly showsError: boolean
}

/** An error in the terms of a catalog, before it is worded and cleaned. */
export interface Refusal {
  readonly constant: string
  readonly code: number
  readonly entry: ResolvedEntry
  readonly message?: unknown
  /** Issues that a handler passes. */
  readonly issues?: unknown
  /** Issues of a failed validation; the first one's message is the event's. */
  readonly described?: readonly DescribedIssue[] | undefined
  readonly data?: unknown
}

/** An expected refusal below 500 and a failure from there on, unless it is said otherwise. */
export function createOutcome (
  refusal: Refusal, circumstances: Circumstances, about: Partial<Omit<Outcome, 'event' | 'title'>> = {}
): Outcome {
  const { headers, error, isFailure = refusal.code >= 500, showsError = isFailure } = about
  return { event: createEvent(refusal, circumstances), title: refusal.entry.title, headers, error, isFailure, showsError }
}

function createEvent (refusal: Refusal, circumstances: Circumstances): ApiErrorEvent {
  const { constant, code, entry } = refusal
  const { settings, request } = circumstances
  const issues = issuesOf(refusal, circumstances)
  const message = refusal.described === undefined
    ? translate(refusal.message, constant, undefined, circumstances)
    : issues[0]?.message
  const event: ApiErrorEvent = { constant, code, message: message || translate(entry.title, constant, undefined, circumstances) }

  if (issues.length > 0) event.issues = issues
  // An error that the table made of another one has none to check.
  if (entry.data !== undefined && 'data' in refusal) {
    const data = dataOf(refusal, circumstances)
    if (data !== undefined) event.data = data
  }
  const requestId = settings.requestId && request !== undefined ? cleanText(String(request.id)) : ''
  if (requestId !== '') event.requestId = requestId
  if (settings.documentation !== undefined) event.documentation = `${settings.documentation}#${constant}`
  return event
}

function issuesOf ({ constant, issues, described }: Refusal, circumstances: Circumstances): ApiErrorIssue[] {
  const found = described ?? checkedIssues(constant, issues, circumstances)
  const translated = found.map(one => translateIssue(one, constant, circumstances))
  return translated.filter((issue, index) => translated.findIndex(other => isSameIssue(issue, other)) === index)
}

function checkedIssues (constant: string, issues: unknown, { report }: Circumstances): DescribedIssue[] {
  if (!Array.isArray(issues)) return []

  return issues.slice(0, maxIssues).flatMap((issue, index): DescribedIssue[] => {
    try {
      return [{ issue: checkIssue(issue), params: {} }]
    } catch (error) {
      report(`issues[${index}] of '${constant}' was left out of the event`, error)
      return []
    }
  })
}

function isSameIssue (one: ApiErrorIssue, other: ApiErrorIssue): boolean {
  return one.pointer === other.pointer && one.in === other.in && one.keyword === other.keyword && one.message === other.message
}

function translateIssue ({ issue, params }: DescribedIssue, constant: string, circumstances: Circumstances): ApiErrorIssue {
  if (circumstances.settings.translate === undefined) return issue
  return { ...issue, message: translate(issue.message, constant, { issue, params }, circumstances) }
}

function translate (
  message: unknown, constant: string, found: DescribedIssue | undefined,
  { settings: { translate: hook }, request, report }: Circumstances
): string {
  const text = typeof message === 'string' ? cleanText(message) : ''
  if (hook === undefined || request === undefined || text === '') return text

  const context = { constant, issue: found?.issue, params: found?.params ?? {}, request }
  const translated = callHook('translate', 'a non-empty string', isString, () => hook(text, context), report)
  return (translated && cleanText(translated)) || text
}

const isString = (value: unknown): value is string => typeof value === 'string' && value !== ''

function dataOf ({ constant, entry, data }: Refusal, { report }: Circumstances): unknown {
  try {
    return entry.data && resolveData(entry.data, data)
  } catch (error) {
    report(`data of '${constant}' was left out of the event`, error)
    return undefined
  }
}
