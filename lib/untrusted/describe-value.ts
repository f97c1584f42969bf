/** Shows a wrong value in the error that refuses it. */
import { inspect } from 'node:util'
import { maxDescriptionLength } from '../limits.js'
import { cleanText } from './text.js'

const options = { depth: 0, customInspect: false, breakLength: Infinity, maxStringLength: 100, maxArrayLength: 3 }

/** The value in one short line. */
export function describeValue (value: unknown): string {
  try {
    return cleanText(inspect(value, options), maxDescriptionLength)
  } catch {
    // Getters of the value, and traps of its prototypes, can throw.
    return 'a value that cannot be read'
  }
}
