import { inspect } from 'node:util'
import { cleanText } from './text.js'

const options = { depth: 0, customInspect: false, breakLength: Infinity, maxStringLength: 100, maxArrayLength: 3 }

/** A value in one short line, for an error that says what was passed; runs none of the value's own code. */
export function describeValue (value: unknown): string {
  return cleanText(inspect(value, options), 120)
}
