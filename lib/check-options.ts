import { describeValue } from './describe-value.js'

/** What an option must be, in words and as a check. */
export interface Rule<Options> {
  readonly expected: string
  holds (value: unknown, options: Options): boolean
}

// Fastify passes these through the same object.
const fastifysOwn = new Set(['prefix', 'logLevel', 'logSerializers'])

/**
 * The one check of what a caller passes as options.
 *
 * @throws {TypeError} That names each wrong option with its value and rule.
 */
export function checkOptions<Options extends object> (
  owner: string, rules: Readonly<Record<string, Rule<Options>>>, options: Options
): void {
  const faults = Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined) {
      return fastifysOwn.has(name) ? [] : [`- unknown option '${name}'; known are ${Object.keys(rules).join(', ')}.`]
    }
    if (value === undefined || rule.holds(value, options)) return []
    return [`- option '${name}' must be ${rule.expected}, got ${describeValue(value)}.`]
  })
  if (faults.length > 0) throw new TypeError(`Invalid options of ${owner}:\n${faults.join('\n')}`)
}
