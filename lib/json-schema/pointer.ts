/** RFC 6901 JSON Pointers. */
import { maxTextLength } from '../untrusted/text.js'

/** The tokens of a pointer. */
export function parsePointer (pointer: string): string[] {
  const tokens = pointer.split('/').slice(1)
  return pointer.includes('~') ? tokens.map(token => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens
}

/** The pointer of the tokens. */
export function pointerTo (tokens: readonly string[]): string {
  return tokens.reduce((pointer, token) => `${pointer}/${escape(token)}`, '')
}

function escape (token: string): string {
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token
}

/** The pointer of the tokens; where it would be longer than an event carries, that of the nearest ancestor that fits. */
export function boundedPointerTo (tokens: readonly string[]): string {
  const pointer = pointerTo(tokens)
  if (pointer.length <= maxTextLength) return pointer

  let length = 0
  const fitting = tokens.findIndex(token => {
    length += pointerTo([token]).length
    return length > maxTextLength
  })
  return pointerTo(tokens.slice(0, fitting))
}

/** True for a token that can be an array's index. */
export function isArrayIndex (token: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(token)
}
