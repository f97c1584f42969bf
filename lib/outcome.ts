/** What an error comes to: the event, its headers, and what the log gets. */
import type { ResolvedEntry } from './catalog-entry.js'
import type { Circumstances } from './circumstances.js'
import { resolveData } from './data.js'
import { maxIssues, type ApiErrorEvent, type ApiErrorIssue } from './event.js'
import { checkIssue } from './handler-issues.js'
import { callHook } from './hooks.js'
import { keepEvent, knownEvent } from './known-events.js'
import { logError } from './log.js'
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
  const { settings } = circumstances
  const event = knownEvent(refusal, settings) ?? keepEvent(createEvent(refusal, circumstances), refusal, settings)
  return { event, title: refusal.entry.title, headers, error, isFailure, showsError }
}

function createEvent (refusal: Refusal, circumstances: Circumstances): ApiErrorEvent {
  const { constant, code, entry } = refusal
  const { settings, request } = circumstances
  const issues = issuesOf(refusal, circumstances)
  const message = refusal.described === undefined
    ? translate(refusal.message, constant, undefined, circumstances)
    : issues?.[0]?.message
  const event: ApiErrorEvent = { constant, code, message: message || translate(entry.title, constant, undefined, circumstances) }

  if (issues !== undefined) event.issues = issues
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

/** None twice; `undefined` where there are none. */
function issuesOf ({ constant, issues, described }: Refusal, circumstances: Circumstances): ApiErrorIssue[] | undefined {
  const found = described ?? (Array.isArray(issues) ? checkedIssues(constant, issues, circumstances) : [])
  if (found.length === 0) return undefined

  // Of two rules that a validator found broken, the second says nothing new in the same words; a handler chose its keywords.
  const isSame = (one: ApiErrorIssue, other: ApiErrorIssue) =>
    one.in === other.in && one.message === other.message && (described !== undefined || one.keyword === other.keyword)
  const byPointer = new Map<string, ApiErrorIssue[]>()
  return found.map(one => translateIssue(one, constant, circumstances)).filter(issue => {
    const others = byPointer.get(issue.pointer)
    if (others?.some(other => isSame(issue, other)) === true) return false
    if (others === undefined) byPointer.set(issue.pointer, [issue])
    else others.push(issue)
    return true
  })
}

function checkedIssues (constant: string, issues: readonly unknown[], { log }: Circumstances): DescribedIssue[] {
  return issues.slice(0, maxIssues).flatMap((issue, index): DescribedIssue[] => {
    try {
      return [{ issue: checkIssue(issue), params: {} }]
    } catch (error) {
      logError(log, `issues[${index}] of '${constant}' was left out of the event`, error)
      return []
    }
  })
}

function translateIssue (found: DescribedIssue, constant: string, circumstances: Circumstances): ApiErrorIssue {
  const { issue } = found
  return { ...issue, message: translate(issue.message, constant, found, circumstances) }
}

function translate (
  message: unknown, constant: string, found: DescribedIssue | undefined,
  { settings: { translate: hook }, request, log }: Circumstances
): string {
  const text = typeof message === 'string' ? cleanText(message) : ''
  if (hook === undefined || request === undefined || text === '') return text

  const context = { constant, issue: found?.issue, params: found === undefined ? {} : translatable(found), request }
  const translated = callHook('translate', 'a non-empty string', isString, () => hook(text, context), log)
  return (translated && cleanText(translated)) || text
}

/** The numbers and names that a translation needs. */
function translatable ({ params, place }: DescribedIssue): Record<string, unknown> {
  if (place === undefined) return {}
  const { name, parent } = place
  return parent === undefined ? { ...params, name } : { ...params, name, parent }
}

const isString = (value: unknown): value is string => typeof value === 'string' && value !== ''

function dataOf ({ constant, entry, data }: Refusal, { log }: Circumstances): unknown {
  try {
    return entry.data && resolveData(entry.data, data)
  } catch (error) {
    logError(log, `data of '${constant}' was left out of the event`, error)
    return undefined
  }
}
