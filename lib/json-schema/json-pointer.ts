/** JSON Pointers (RFC 6901). */
import { maxTextLength } from '../limits.js'

export function parsePointer (pointer: string): string[] {
  const tokens = pointer.split('/').slice(1)
  return pointer.includes('~') ? tokens.map(token => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens
}

export function toPointer (tokens: readonly string[]): string {
  return tokens.reduce((pointer, token) => `${pointer}/${escape(token)}`, '')
}

function escape (token: string): string {
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token
}

/** The pointer to the value or, if that is longer than an event allows, to its nearest ancestor with a pointer that fits. */
export function toBoundedPointer (tokens: readonly string[]): string {
  const pointer = toPointer(tokens)
  if (pointer.length <= maxTextLength) return pointer

  let length = 0
  const fitting = tokens.findIndex(token => {
    length += toPointer([token]).length
    return length > maxTextLength
  })
  return toPointer(tokens.slice(0, fitting))
}

/** True for a token that can be the index of an array element. */
export function isArrayIndex (token: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(token)
}

/** True if the tokens lead to the ancestor's value or into it. */
export function isWithin (tokens: readonly string[], ancestor: readonly string[]): boolean {
  return tokens.length >= ancestor.length && ancestor.every((token, index) => token === tokens[index])
}
