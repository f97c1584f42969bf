/** RFC 6901 JSON Pointers. */
import { maxTextLength } from './text.js'

/** The tokens of a pointer. */
export function parsePointer (pointer: string): string[] {
  return pointer.split('/').slice(1).map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The pointer of the tokens; where it would be longer than an event carries, that of the nearest ancestor that fits. */
export function pointerOf (tokens: readonly string[]): string {
  let pointer = ''
  for (const token of tokens) {
    const next = `${pointer}/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (next.length > maxTextLength) break
    pointer = next
  }
  return pointer
}
