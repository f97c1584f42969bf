/** Calls the option `translate`, which words a text for the request. */
import { cleanText } from '../untrusted/text.js'
import type { DescribedIssue } from '../validation/described-failure.js'
import { callOption } from './call-option.js'
import type { ErrorContext } from './error-context.js'

/** The text, translated and cleaned; `''` if it is not a string. */
export function translate (text: unknown, constant: string, issue: DescribedIssue | undefined, context: ErrorContext): string {
  const { settings: { translate: hook }, request, log } = context
  const clean = typeof text === 'string' ? cleanText(text) : ''
  if (hook === undefined || request === undefined || clean === '') return clean

  const details = { constant, issue: issue?.issue, params: issue === undefined ? {} : paramsOf(issue), request }
  const translated = callOption('translate', 'a non-empty string', isText, () => hook(clean, details), log)
  return (translated && cleanText(translated)) || clean
}

/** The numbers and names behind the sentence. */
function paramsOf ({ params, field }: DescribedIssue): Record<string, unknown> {
  if (field === undefined) return {}
  const { name, parent } = field
  return parent === undefined ? { ...params, name } : { ...params, name, parent }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
