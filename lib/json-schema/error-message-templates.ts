/**
 * The templates of ajv-errors in `errorMessage`: `${/foo}`, `${0/foo}`, `${1#}`. This package does not evaluate them, because
 * they quote values that the client sent (https://ajv.js.org/packages/ajv-errors.html#templates).
 */
import { maxSubschemas } from '../limits.js'
import { toPointer } from './json-pointer.js'
import { dataKeywords, nameKeywords } from './schema-document.js'

const template = /\$\{(?:\/[^}]*|\d+(?:#|\/[^}]*)?)\}/

export interface FoundTemplate {
  /** JSON Pointer to the text, in the schema. */
  readonly pointer: string
  readonly text: string
}

interface Place {
  readonly value: unknown
  readonly isMessage: boolean
  /** True if the members are names, as under `properties`, and not keywords. */
  readonly hasNames: boolean
  readonly name: string
  readonly holder: Place | undefined
}

/** The texts with a template, in `errorMessage` at any place of a schema. */
export function templatesIn (schema: unknown): FoundTemplate[] {
  const found: FoundTemplate[] = []
  const seen = new Set<unknown>()
  const queue: Place[] = [{ value: schema, isMessage: false, hasNames: false, name: '', holder: undefined }]
  for (let place = queue.pop(); place !== undefined && seen.size < maxSubschemas; place = queue.pop()) {
    const { value, isMessage, hasNames } = place
    if (isMessage && typeof value === 'string' && template.test(value)) found.push({ pointer: pointerOf(place), text: value })
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [name, inner] of Object.entries(value)) {
      const isText = isMessage || (!hasNames && name === 'errorMessage')
      const isData = !isText && !hasNames && dataKeywords.has(name)
      if (isData || (!isText && typeof inner !== 'object')) continue
      const holdsNames = !isText && !hasNames && nameKeywords.has(name)
      queue.push({ value: inner, isMessage: isText, hasNames: holdsNames, name, holder: place })
    }
  }
  return found
}

function pointerOf (place: Place): string {
  const tokens: string[] = []
  for (let current = place; current.holder !== undefined; current = current.holder) tokens.unshift(current.name)
  return toPointer(tokens)
}
