/** The name that somebody meant who sent a misspelt one: a member, or one of many allowed values. */
import type { SchemaObject } from '../../json-schema/schema-document.js'
import { toRecord } from '../../json-schema/schema-steps.js'
import { maxNameLength } from '../../limits.js'
import { hasOwn } from '../../untrusted/read.js'
import { cleanText } from '../../untrusted/text.js'
import type { FailedPart } from '../failed-part.js'
import type { Finding } from '../finding.js'
import { isListed } from './words.js'

export interface NearName {
  /** The known name near to an unexpected member, or the allowed value near to a wrong one. */
  readonly suggestion?: string
  /** The member that was sent in place of a missing one. */
  readonly found?: string
}

export function nearNameFor (finding: Finding, part: FailedPart): NearName | undefined {
  switch (finding.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': return suggestMember(finding, part)
    case 'enum':
    case 'anyOf':
    case 'oneOf': return suggestValue(finding, part)
    case 'required': return findMisspelt(finding, part)
    default: return undefined
  }
}

function suggestMember ({ tokens, keyword = '', schema }: Finding, part: FailedPart): NearName | undefined {
  const name = tokens.at(-1) ?? ''
  const holder = tokens.slice(0, -1)
  const { value } = part.walker.matchAt(holder)
  const isKnown = schema !== undefined && keyword === 'additionalProperties'
  for (const { properties } of isKnown ? [schema] : schemasWith(keyword, holder, part)) {
    // A member that is named is not misspelt.
    if (hasOwn(properties, name)) continue
    const suggestion = part.nearNames.nearest(name, toRecord(properties), other => hasOwn(value, other))
    if (suggestion !== undefined) return { suggestion }
  }
  return undefined
}

/** The subschemas that name the allowed members: for `unevaluatedProperties`, also those beside the keyword. */
function schemasWith (keyword: string, holder: readonly string[], { walker }: FailedPart): readonly SchemaObject[] {
  const open = walker.matchAt(holder).nodes.filter(({ isOpen }) => isOpen).map(({ schema }) => schema)
  return keyword === 'unevaluatedProperties' ? open : open.filter(schema => schema[keyword] === false)
}

function suggestValue ({ tokens, params: { allowedValues } }: Finding, part: FailedPart): NearName | undefined {
  if (!Array.isArray(allowedValues) || isListed(allowedValues)) return undefined
  const value = part.walker.matchAt(tokens).value
  const suggestion = typeof value === 'string' ? part.nearNames.nearest(value, allowedValues) : undefined
  return suggestion === undefined ? undefined : { suggestion }
}

/** The names of headers are not the client's choice alone: proxies and browsers add many. */
function findMisspelt ({ tokens }: Finding, part: FailedPart): NearName | undefined {
  const missing = tokens.at(-1)
  if (missing === undefined || part.part === 'headers') return undefined
  const unnamed = part.unnamedMembersAt(tokens.slice(0, -1))
  const found = unnamed.length === 0 ? undefined : part.nearNames.nearest(missing, unnamed)
  return found === undefined ? undefined : { found: cleanText(found, maxNameLength) }
}
