/** Reads the items of a validator as findings: picks the reader for the validator, and drops findings that repeat others. */
import { isWithin } from '../json-schema/json-pointer.js'
import { maxIssues } from '../limits.js'
import { readProperty } from '../untrusted/read.js'
import type { FailedPart } from './failed-part.js'
import type { Finding } from './finding.js'
import { readAjvItems } from './readers/ajv.js'
import { normalizeFinding } from './readers/normalize.js'
import { readTypeBoxItems } from './readers/typebox.js'
import { isZodItem, readZodItems } from './readers/zod.js'
import type { ValidationFailure } from './validation-failure.js'

/** At least one finding and at most as many as an event has issues, in the validator's order. */
export function findingsOf ({ items }: ValidationFailure, part: FailedPart): readonly [Finding, ...Finding[]] {
  const [first = wholePart, ...rest] = withoutErrorsInMissing(readItems(items, part))
  // Whatever a validator reports about an absent body, there is only one thing to say.
  if (part.isBodyAbsent && first.text === undefined) return [{ ...wholePart, keyword: 'type' }]
  return [first, ...rest]
}

const wholePart: Finding = { tokens: [], keyword: undefined, params: {} }

function readItems (items: ValidationFailure['items'], part: FailedPart): Finding[] {
  const [first] = items
  if (first === undefined) return []
  if (isZodItem(first)) return readZodItems(items, part)
  const findings = typeof readProperty(first, 'keyword') === 'string' ? readAjvItems(items, part) : readTypeBoxItems(items, part)
  return findings.slice(0, maxIssues).map(finding => normalizeFinding(finding, part))
}

/** If a value is missing, drops everything else about it. */
function withoutErrorsInMissing (findings: readonly Finding[]): Finding[] {
  const missing: Finding[] = []
  return findings.slice(0, maxIssues).filter(finding => {
    if (missing.some(other => repeats(finding, other))) return false
    if (finding.keyword === 'required') missing.push(finding)
    return true
  })
}

function repeats ({ tokens }: Finding, missing: Finding): boolean {
  // A schema author (zod) can have several sentences about one missing value.
  const isBelow = tokens.length > missing.tokens.length
  return isWithin(tokens, missing.tokens) && (missing.text === undefined || isBelow)
}
