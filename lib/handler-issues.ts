/** Issues that a handler passes, checked: a wrong one is left out of the event and named in the log. */
import { describeValue } from './describe-value.js'
import { ApiErrorIssueSchema, type ApiErrorIssue } from './event.js'
import { read } from './foreign-error.js'
import { parsePointer, boundedPointerTo } from './json-pointer.js'
import { cleanText } from './text.js'

const locations = ['path', 'query', 'header', 'body']
const pointerPattern = new RegExp(ApiErrorIssueSchema.properties.pointer.pattern ?? '', 'u')

/** @throws {TypeError} That names the member, the value and the rule. */
export function checkIssue (value: unknown): ApiErrorIssue {
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
