/** The field that a finding is about: its names in a sentence, and whether it is a parameter or an object. */
import { isArrayIndex } from '../../json-schema/json-pointer.js'
import { maxNameLength } from '../../limits.js'
import { cleanText } from '../../untrusted/text.js'
import type { FailedPart } from '../failed-part.js'
import { requestParts } from '../request-parts.js'

export interface Field {
  /** An object is nested in the body; the part is the whole body, query string, …; everything else is a parameter. */
  readonly kind: 'part' | 'parameter' | 'object'
  /** The part that holds the field, such as `request body`. */
  readonly part: string
  /** The subject of a sentence: `` `page` ``, `layout.type`, `outputs[0].url`, `Request body`. */
  readonly label: string
  /** The last name alone: `type`. */
  readonly name: string
  /** The name of the object that holds the field: `layout`. Elements of an array have none. */
  readonly parent: string | undefined
  /** For each token that leads to the field: true if it is the index of an array element. */
  readonly isIndex: readonly boolean[]
}

export function fieldOf (tokens: readonly string[], failed: FailedPart): Field {
  const part = requestParts[failed.part].name
  const last = tokens.at(-1)
  if (last === undefined) {
    return { kind: 'part', part, label: part.charAt(0).toUpperCase() + part.slice(1), name: part, parent: undefined, isIndex: [] }
  }
  const isIndex = tokens.map((token, depth) => isElement(token, tokens.slice(0, depth), failed))
  const kind = isObjectField(isIndex, tokens, failed) ? 'object' : 'parameter'
  return {
    kind,
    part,
    label: labelOf(kind, tokens, isIndex, failed),
    name: cleanName(last, failed),
    parent: tokens.length > 1 && isIndex.at(-2) === false ? cleanName(tokens.at(-2) ?? '', failed) : undefined,
    isIndex
  }
}

/** The label of a field, split where its array indices are. */
export function labelParts ({ kind, isIndex }: Field, tokens: readonly string[], failed: FailedPart): readonly string[] {
  // No cleaned name contains the character that stands for an index.
  return labelOf(kind, tokens.map((token, depth) => isIndex[depth] === true ? '\0' : token), isIndex, failed).split('\0')
}

function labelOf (kind: Field['kind'], tokens: readonly string[], isIndex: readonly boolean[], failed: FailedPart): string {
  const path = pathOf(tokens, isIndex, failed)
  return kind === 'parameter' ? `\`${path}\`` : path
}

/** The client chooses the name of an unexpected member, so it is cleaned and bounded. Header names are lower case. */
function cleanName (name: string, { part }: FailedPart): string {
  return cleanText(part === 'headers' ? name.toLowerCase() : name, maxNameLength)
}

function isElement (token: string, holder: readonly string[], failed: FailedPart): boolean {
  if (!isArrayIndex(token)) return false
  // Without a request there is no holder value, and a number is assumed to be an index.
  const value = failed.valueAt(holder)
  return value === undefined || Array.isArray(value)
}

function isObjectField (isIndex: readonly boolean[], [name = '']: readonly string[], failed: FailedPart): boolean {
  if (failed.part !== 'body') return false
  return isIndex.length > 1 || isIndex[0] === true || failed.isContainer(name)
}

/** The last two property names joined by a dot, with indices in brackets. */
function pathOf (tokens: readonly string[], isIndex: readonly boolean[], failed: FailedPart): string {
  const names = tokens.flatMap((_, index) => isIndex[index] === true ? [] : [index])
  const start = names.at(-2) ?? 0
  return tokens.slice(start).reduce((path, token, offset) => {
    if (isIndex[start + offset] === true) return `${path}[${token}]`
    return path === '' ? cleanName(token, failed) : `${path}.${cleanName(token, failed)}`
  }, '')
}
