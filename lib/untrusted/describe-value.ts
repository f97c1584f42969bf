/** Shows a wrong value in the error that refuses it. */
import { inspect } from 'node:util'
import { maxDescriptionLength } from '../limits.js'
import { cleanText } from './text.js'

const options = { depth: 0, customInspect: false, breakLength: Infinity, maxStringLength: 100, maxArrayLength: 3 }

/** The value in one short line. Runs none of the value's own code. */
export function describeValue (value: unknown): string {
  return cleanText(inspect(value, options), maxDescriptionLength)
}
