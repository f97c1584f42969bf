/** The issues of an event: those of a failed validation, or those that a handler passes, checked. */
import { ApiErrorIssueSchema, maxIssues, type ApiErrorIssue } from '../event/event.js'
import { boundedPointerTo, parsePointer } from '../json-schema/pointer.js'
import { describeValue } from '../untrusted/describe-value.js'
import { read } from '../untrusted/read.js'
import { logError } from '../untrusted/safe-log.js'
import { cleanText } from '../untrusted/text.js'
import type { DescribedIssue } from '../validation/described.js'
import type { ErrorContext } from './error-context.js'
import type { ResolvedError } from './resolved-error.js'
import { translate } from './translate.js'

/** None twice; `undefined` where there are none. */
export function issuesOf ({ constant, issues, failure }: ResolvedError, context: ErrorContext): ApiErrorIssue[] | undefined {
  const found = failure?.issues ?? (Array.isArray(issues) ? checkedIssues(constant, issues, context) : [])
  if (found.length === 0) return undefined

  // A validator can report two keywords in the same words; a handler's issues differ where their keywords do.
  const isSame = (one: ApiErrorIssue, other: ApiErrorIssue) =>
    one.in === other.in && one.message === other.message && (failure !== undefined || one.keyword === other.keyword)
  const byPointer = new Map<string, ApiErrorIssue[]>()
  return found.map(one => ({ ...one.issue, message: translate(one.issue.message, constant, one, context) })).filter(issue => {
    const others = byPointer.get(issue.pointer)
    if (others?.some(other => isSame(issue, other)) === true) return false
    if (others === undefined) byPointer.set(issue.pointer, [issue])
    else others.push(issue)
    return true
  })
}

/** A wrong issue is left out of the event and named in the log. */
function checkedIssues (constant: string, issues: readonly unknown[], { log }: ErrorContext): DescribedIssue[] {
  return issues.slice(0, maxIssues).flatMap((issue, index): DescribedIssue[] => {
    try {
      return [{ issue: checkIssue(issue), params: {} }]
    } catch (error) {
      logError(log, `issues[${index}] of '${constant}' was left out of the event`, error)
      return []
    }
  })
}

const locations = ['path', 'query', 'header', 'body']
const pointerPattern = new RegExp(ApiErrorIssueSchema.properties.pointer.pattern ?? '', 'u')

/** @throws {TypeError} That names the member, the value and the rule. */
function checkIssue (value: unknown): ApiErrorIssue {
  const location = read(value, 'in')
  const pointer = read(value, 'pointer')
  const keyword = read(value, 'keyword')
  const message = read(value, 'message')
  const text = typeof message === 'string' ? cleanText(message) : ''

  if (!locations.includes(location as string)) throw wrong('in', `one of ${locations.join(', ')}`, location)
  if (typeof pointer !== 'string' || !pointerPattern.test(pointer)) throw wrong('pointer', 'a JSON Pointer (RFC 6901)', pointer)
  if (keyword !== undefined && typeof keyword !== 'string') throw wrong('keyword', 'a string', keyword)
  if (text === '') throw wrong('message', 'a non-empty string', message)

  return {
    in: location as ApiErrorIssue['in'],
    pointer: boundedPointerTo(parsePointer(pointer)),
    ...(keyword !== undefined && { keyword: cleanText(keyword) }),
    message: text
  }
}

function wrong (member: string, rule: string, value: unknown): TypeError {
  return new TypeError(`'${member}' of an issue must be ${rule}, got ${describeValue(value)}`)
}
