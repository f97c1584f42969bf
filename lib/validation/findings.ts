/** From a validator's items to findings: which validator made them, and which of its findings echo another. */
import { maxIssues } from '../event/event.js'
import { read } from '../untrusted/read.js'
import { findingsOfAjv } from './readers/ajv.js'
import type { ValidationFailure } from './failure.js'
import type { Finding } from './finding.js'
import { refine } from './readers/specify.js'
import type { RequestData } from './failed-part.js'
import { findingsOfTypeBox } from './readers/typebox.js'
import { findingsOfZod, isZodItem } from './readers/zod.js'

/** The findings in the validator's order, at most as many as an event has issues, and at least one. */
export function findingsOf ({ items }: ValidationFailure, data: RequestData): readonly [Finding, ...Finding[]] {
  const [first = wholePart, ...rest] = withoutEchoes(readItems(items, data))
  // Whatever the validator says of a body that is not there, there is one thing to say of it.
  if (data.isBodyAbsent && first.text === undefined) return [{ ...wholePart, keyword: 'type' }]
  return [first, ...rest]
}

const wholePart: Finding = { tokens: [], keyword: undefined, params: {} }

function readItems (items: ValidationFailure['items'], data: RequestData): Finding[] {
  const [first] = items
  if (first === undefined) return []
  if (isZodItem(first)) return findingsOfZod(items, data)
  const found = typeof read(first, 'keyword') === 'string' ? findingsOfAjv(items, data) : findingsOfTypeBox(items, data)
  return found.slice(0, maxIssues).map(finding => refine(finding, data))
}

/** What is wrong with or inside a missing value is no second fault. */
function withoutEchoes (findings: readonly Finding[]): Finding[] {
  const missing: Finding[] = []
  return findings.slice(0, maxIssues).filter(finding => {
    if (missing.some(other => other.text === undefined ? isWithin(finding, other) : isBelow(finding, other))) return false
    if (finding.keyword === 'required') missing.push(finding)
    return true
  })
}

function isWithin ({ tokens }: Finding, other: Finding): boolean {
  return tokens.length >= other.tokens.length && other.tokens.every((token, index) => token === tokens[index])
}

/** A schema author can have several things to say of one missing value. */
function isBelow (finding: Finding, other: Finding): boolean {
  return finding.tokens.length > other.tokens.length && isWithin(finding, other)
}
