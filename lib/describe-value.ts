import { inspect } from 'node:util'
import { cleanText } from './text.js'

/** A value in one short line, for an error that says what was passed; never runs a getter. */
export function describeValue (value: unknown): string {
  return cleanText(inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 100, maxArrayLength: 3 }), 120)
}
