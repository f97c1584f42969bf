import { describeValue } from './describe-value.js'

/** What an option must be, in words and as a check. */
export interface Rule<Options> {
  readonly expected: string
  holds (value: unknown, options: Options): boolean
}

export const booleanRule = { expected: 'true or false', holds: (value: unknown) => typeof value === 'boolean' }

/** @param signature - How the function is called, for people. */
export function functionRule (signature: string) {
  return { expected: `a function ${signature}`, holds: (value: unknown) => typeof value === 'function' }
}

/** What Fastify takes from the options of a plugin. */
export const fastifysOwn = ['prefix', 'logLevel', 'logSerializers']

/**
 * The one check of what a caller passes as options.
 *
 * @param others - Options that somebody else takes from the same object.
 * @param beside - Arguments that are checked like options.
 * @throws {TypeError} That lists every wrong option with its value and rule.
 */
export function checkOptions<Options extends object> (
  owner: string, rules: Readonly<Record<string, Rule<Options>>>, options: Options, others: readonly string[] = [],
  beside: object = {}
): void {
  if (typeof options !== 'object' || (options as unknown) === null) {
    throw new TypeError(`Invalid options of ${owner}: must be an object, got ${describeValue(options)}.`)
  }
  const faults = Object.entries({ ...options, ...beside }).flatMap(([name, value]: [string, unknown]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined) {
      return others.includes(name) ? [] : [`- unknown option '${name}'; known are ${Object.keys(rules).join(', ')}.`]
    }
    if (value === undefined || rule.holds(value, options)) return []
    return [`- option '${name}' must be ${rule.expected}, got ${describeValue(value)}.`]
  })
  if (faults.length > 0) throw new TypeError(`Invalid options of ${owner}:\n${faults.join('\n')}`)
}
