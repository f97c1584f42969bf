/** Where a finding is: what kind of failure that makes it, and how a sentence names it. */
import { isArrayIndex } from '../../json-schema/pointer.js'
import { cleanText } from '../../untrusted/text.js'
import type { RequestPart } from '../failure.js'
import type { RequestData } from '../failed-part.js'
import { describesContainer } from '../../json-schema/document.js'
import type { Spot } from '../../json-schema/walk.js'

/** An object is something nested in the body; a parameter everything else; the part itself has no name of its own. */
export type PlaceKind = 'part' | 'parameter' | 'object'

export interface Place {
  readonly kind: PlaceKind
  /** Such as `request body`. */
  readonly part: string
  /** The subject of a sentence: `` `page` ``, `layout.type`, `outputs[0].url`, `Request body`. */
  readonly label: string
  /** The last name by itself: `type`. */
  readonly name: string
  /** The property that holds the value, where one does: `layout`; not for an array element. */
  readonly parent: string | undefined
}

const nameOfPart = {
  body: 'request body',
  querystring: 'query string',
  headers: 'request headers',
  params: 'request path'
} as const satisfies Record<RequestPart, string>

// Names come from the client where it sends members that nobody expects.
const maxNameLength = 64

export function placeOf (tokens: readonly string[], data: RequestData): Place {
  const part = nameOfPart[data.part]
  const last = tokens.at(-1)
  if (last === undefined) {
    return { kind: 'part', part, label: part.charAt(0).toUpperCase() + part.slice(1), name: part, parent: undefined }
  }
  const spots = data.walker.spots(tokens)
  const isIndex = tokens.map((token, depth) => isElement(token, spots[depth]))
  const kind = isObjectPlace(isIndex, spots.at(-1), data) ? 'object' : 'parameter'
  const path = pathOf(tokens, isIndex, data)
  return {
    kind,
    part,
    label: kind === 'parameter' ? `\`${path}\`` : path,
    name: cleanName(last, data),
    parent: tokens.length > 1 && isIndex.at(-2) === false ? cleanName(tokens.at(-2) ?? '', data) : undefined
  }
}

/** A client's or schema's name, fit for a sentence; header names are lower case. */
function cleanName (name: string, { part }: RequestData): string {
  return cleanText(part === 'headers' ? name.toLowerCase() : name, maxNameLength)
}

function isElement (token: string, holder: Spot | undefined): boolean {
  // Without the request, a number is taken for an index.
  return isArrayIndex(token) && (holder?.value === undefined || Array.isArray(holder.value))
}

function isObjectPlace (isIndex: readonly boolean[], spot: Spot | undefined, { part }: RequestData): boolean {
  if (part !== 'body') return false
  return isIndex.length > 1 || isIndex[0] === true || spot?.nodes.some(({ schema }) => describesContainer(schema)) === true
}

/** The last two property names joined by a dot, indices in brackets. */
function pathOf (tokens: readonly string[], isIndex: readonly boolean[], data: RequestData): string {
  const names = tokens.flatMap((_, index) => isIndex[index] === true ? [] : [index])
  const start = names.at(-2) ?? 0
  return tokens.slice(start).reduce((path, token, offset) => {
    if (isIndex[start + offset] === true) return `${path}[${token}]`
    return path === '' ? cleanName(token, data) : `${path}.${cleanName(token, data)}`
  }, '')
}
