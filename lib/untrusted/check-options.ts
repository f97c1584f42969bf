/** Checks the options of every exported function: all faults at once, in one error. */
import { describeValue } from './describe-value.js'
import { readOwn } from './read.js'

/** The requirement on one option, in words and as a check. */
export interface Rule<Options> {
  readonly expected: string
  holds (value: unknown, options: Options): boolean
}

export const booleanRule = { expected: 'true or false', holds: (value: unknown) => typeof value === 'boolean' }

/** @param signature - Parameters and result for the message, such as `(error) => boolean`. */
export function functionRule (signature: string) {
  return { expected: `a function ${signature}`, holds: (value: unknown) => typeof value === 'function' }
}

/** Options that Fastify itself reads from the options of a plugin. */
export const fastifyOptions = ['prefix', 'logLevel', 'logSerializers']

/**
 * @param owner - The function that takes the options, for the message.
 * @param ignored - Names of options that somebody else reads from the same object.
 * @throws {TypeError} Lists every wrong option with its value and rule.
 */
export function checkOptions<Options extends object> (
  owner: string, rules: Readonly<Record<string, Rule<Options>>>, options: Options, ignored: readonly string[] = []
): void {
  if (typeof options !== 'object' || (options as unknown) === null) {
    throw new TypeError(`Invalid options of ${owner}: must be an object, got ${describeValue(options)}.`)
  }
  const faults = Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    const rule = readOwn(rules, name) as Rule<Options> | undefined
    if (rule === undefined) {
      return ignored.includes(name) ? [] : [`- unknown option '${name}'; known are ${Object.keys(rules).join(', ')}.`]
    }
    if (value === undefined || rule.holds(value, options)) return []
    return [`- option '${name}' must be ${rule.expected}, got ${describeValue(value)}.`]
  })
  if (faults.length > 0) throw new TypeError(`Invalid options of ${owner}:\n${faults.join('\n')}`)
}
