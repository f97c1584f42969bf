/** Reads values that can be anything, revoked proxies and throwing getters included. Nothing in here throws. */

/** A property of any value; `undefined` if there is none or if its getter throws. */
export function readProperty (value: unknown, key: PropertyKey): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined
  try {
    return (value as Record<PropertyKey, unknown>)[key]
  } catch {
    return undefined
  }
}

/** Same as {@link readProperty}, for names that come from outside: ignores inherited ones, such as `toString`. */
export function readOwn (value: unknown, key: PropertyKey): unknown {
  return hasOwn(value, key) ? readProperty(value, key) : undefined
}

/** True if the value is an object that has this property itself. */
export function hasOwn (value: unknown, key: PropertyKey): boolean {
  try {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  } catch {
    return false
  }
}

/** True for an object that is not an array. */
export function isObject (value: unknown): value is Readonly<Record<string, unknown>> {
  try {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    // A revoked proxy.
    return false
  }
}
