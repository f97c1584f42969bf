/** Equality of JSON values, whatever the order of their members. */
import { isObject } from '../../untrusted/read.js'
import { isScalar } from '../keyword-checks.js'

export function isEqual (one: unknown, other: unknown): boolean {
  return one === other || (!isScalar(one) && !isScalar(other) && canonical(one) === canonical(other))
}

/** The indices of the first two equal items. */
export function firstDuplicates (items: readonly unknown[]): readonly [number, number] | undefined {
  const indexByText = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const text = canonical(item)
    const first = indexByText.get(text)
    if (first !== undefined) return [first, index]
    indexByText.set(text, index)
  }
  return undefined
}

function canonical (value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => isObject(inner) ? sorted(inner) : inner) ?? ''
}

function sorted (value: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1))
}
