/** RFC 6901 JSON Pointers. */
import { maxTextLength } from './text.js'

/** The tokens of a pointer. */
export function parsePointer (pointer: string): string[] {
  return pointer.split('/').slice(1).map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The pointer of the tokens. */
export function pointerTo (tokens: readonly string[]): string {
  return tokens.map(token => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The pointer of the tokens; where it would be longer than an event carries, that of the nearest ancestor that fits. */
export function boundedPointerTo (tokens: readonly string[]): string {
  let length = 0
  const fitting = tokens.findIndex(token => {
    length += pointerTo([token]).length
    return length > maxTextLength
  })
  return pointerTo(fitting === -1 ? tokens : tokens.slice(0, fitting))
}
