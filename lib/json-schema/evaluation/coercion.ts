/** Knows which values Ajv's option `coerceTypes` (also `'array'`) accepts for a type: https://ajv.js.org/coercion.html. */
import { isScalar } from '../keyword-checks.js'

/** True if a validator that coerces types can accept the value. */
export function isCoercible (value: unknown, type: unknown): boolean {
  if (Array.isArray(value)) return value.length === 1 && type !== 'array' && isScalar(value[0])
  if (!isScalar(value)) return false
  switch (type) {
    case 'array': return true
    case 'string': return typeof value === 'number' || typeof value === 'boolean' || value === null
    case 'number': return typeof value === 'boolean' || value === null || (typeof value === 'string' && isNumeric(value))
    case 'integer': return isCoercible(value, 'number') && (typeof value !== 'string' || Number.isInteger(Number(value)))
    case 'boolean': return [null, 0, 1, 'true', 'false'].includes(value as null)
    case 'null': return ['', 0, false].includes(value as '')
    default: return false
  }
}

function isNumeric (text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text))
}
