/** Knows which values Ajv's option `coerceTypes` (also `'array'`) accepts for a type: https://ajv.js.org/coercion.html. */
import { hasType, isScalar } from '../keyword-checks.js'

/** The value that a validator that coerces types checks in place of the given one; `undefined` if it accepts none. */
export function coerce (value: unknown, type: unknown): { readonly value: unknown } | undefined {
  // Each branch of a union can have put the value into one more list.
  if (Array.isArray(value)) return value.length === 1 && type !== 'array' ? coerce(value[0], type) : undefined
  // The elements of a list that is made of a scalar have no place in the request.
  return isScalar(value) && type === 'array' ? { value } : ofScalar(value, type)
}

function ofScalar (value: unknown, type: unknown): { readonly value: unknown } | undefined {
  if (!isScalar(value)) return undefined
  if (hasType(value, type)) return { value }
  switch (type) {
    case 'string': return { value: value === null ? '' : String(value) }
    case 'number': return isNumeric(value) ? { value: Number(value) } : undefined
    case 'integer': return isNumeric(value) && Number.isInteger(Number(value)) ? { value: Number(value) } : undefined
    case 'boolean': return booleans.has(value) ? { value: booleans.get(value) } : undefined
    case 'null': return value === '' || value === 0 || value === false ? { value: null } : undefined
    default: return undefined
  }
}

const booleans: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ['true', true], [1, true], ['false', false], [0, false], [null, false]
])

/** True if coercion can have made the value of the other one. */
export function isCoerced (value: unknown, other: unknown): boolean {
  let inner = value
  while (Array.isArray(inner) && inner.length === 1) inner = inner[0]
  return isScalar(inner) && isScalar(other) && String(inner) === String(other)
}

function isNumeric (value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '' && Number.isFinite(Number(value))
  return typeof value === 'boolean' || value === null
}
