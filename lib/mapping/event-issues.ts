/** The issues of an event: those of a failed validation, or those that a handler passed. */
import { ApiErrorIssueSchema, issueLocations, type ApiErrorIssue, type IssueLocation } from '../event/event.js'
import { parsePointer, toBoundedPointer } from '../json-schema/json-pointer.js'
import { maxIssues } from '../limits.js'
import { describeValue } from '../untrusted/describe-value.js'
import { readProperty } from '../untrusted/read.js'
import { logError } from '../untrusted/safe-log.js'
import { cleanText } from '../untrusted/text.js'
import type { DescribedIssue } from '../validation/described-failure.js'
import type { ErrorContext } from './error-context.js'
import type { ResolvedError } from './resolved-error.js'
import { boundedParams, sentParamsOf } from './issue-params.js'
import { translate } from './translate-message.js'

/** The issues without duplicates; `undefined` if there are none. */
export function issuesOf ({ constant, issues, failure }: ResolvedError, context: ErrorContext): ApiErrorIssue[] | undefined {
  const found = failure?.issues ?? (Array.isArray(issues) ? checkedIssues(constant, issues, context) : [])
  if (found.length === 0) return undefined

  // A validator can report two keywords that give the same sentence. A handler's issues differ if their keywords differ.
  const isSame = (one: ApiErrorIssue, other: ApiErrorIssue) =>
    one.in === other.in && one.message === other.message && (failure !== undefined || one.keyword === other.keyword)
  const byPointer = new Map<string, ApiErrorIssue[]>()
  return found.map(one => wordedIssue(one, constant, context)).filter(issue => {
    const others = byPointer.get(issue.pointer)
    if (others?.some(other => isSame(issue, other)) === true) return false
    if (others === undefined) byPointer.set(issue.pointer, [issue])
    else others.push(issue)
    return true
  })
}

function wordedIssue (described: DescribedIssue, constant: string, context: ErrorContext): ApiErrorIssue {
  const { issue: { in: location, pointer, keyword, message: text } } = described
  const message = translate(text, constant, described, context)
  const params = context.settings.issueParams ? sentParamsOf(described) : undefined
  return {
    in: location,
    pointer,
    ...(keyword !== undefined && { keyword }),
    ...(params !== undefined && { params }),
    message
  }
}

/** The valid issues. Each wrong one is logged and left out. */
function checkedIssues (constant: string, issues: readonly unknown[], { log }: ErrorContext): DescribedIssue[] {
  return issues.slice(0, maxIssues).flatMap((issue, index): DescribedIssue[] => {
    try {
      return [{ issue: checkIssue(issue), params: boundedParams(readProperty(issue, 'params')) ?? {} }]
    } catch (error) {
      logError(log, `issues[${index}] of '${constant}' was left out of the event`, error)
      return []
    }
  })
}

const pointerPattern = new RegExp(ApiErrorIssueSchema.properties.pointer.pattern ?? '', 'u')

/** @throws {TypeError} Names the member, its value and the rule. */
function checkIssue (value: unknown): ApiErrorIssue {
  const location = readProperty(value, 'in')
  const pointer = readProperty(value, 'pointer')
  const keyword = readProperty(value, 'keyword')
  const message = readProperty(value, 'message')
  const text = typeof message === 'string' ? cleanText(message) : ''

  if (!isLocation(location)) throw wrong('in', `one of ${issueLocations.join(', ')}`, location)
  if (typeof pointer !== 'string' || !pointerPattern.test(pointer)) throw wrong('pointer', 'a JSON Pointer (RFC 6901)', pointer)
  if (keyword !== undefined && typeof keyword !== 'string') throw wrong('keyword', 'a string', keyword)
  if (text === '') throw wrong('message', 'a non-empty string', message)

  return {
    in: location,
    pointer: toBoundedPointer(parsePointer(pointer)),
    ...(keyword !== undefined && { keyword: cleanText(keyword) }),
    message: text
  }
}

function isLocation (value: unknown): value is IssueLocation {
  return (issueLocations as readonly unknown[]).includes(value)
}

function wrong (member: string, rule: string, value: unknown): TypeError {
  return new TypeError(`'${member}' of an issue must be ${rule}, got ${describeValue(value)}`)
}
