/** Writes a catalog as a Markdown table, for docs sites. */
import type { AnyCatalog } from '../catalog/catalog.js'
import { catalogRule } from '../options.js'
import { booleanRule, checkOptions } from '../untrusted/check-options.js'
import { isObject } from '../untrusted/read.js'
import { genericOf } from './reference-content.js'

export interface MarkdownOptions {
  /** Adds the generic constants after the catalog's own. @default false */
  readonly generic?: boolean | undefined
  /** Gives each row an anchor, so that the `documentation` of events can link to it. @default false */
  readonly anchors?: boolean | undefined
}

const rules = { catalog: catalogRule, generic: booleanRule, anchors: booleanRule }

/**
 * Writes the catalog as a table in GitHub's Markdown, which is valid MDX too: one row for each constant, with code and messages.
 *
 * @throws {TypeError} Lists every wrong option with its value and rule.
 * @example
 * await writeFile('docs/errors.md', `# Errors\n\n${toMarkdown(errors)}`)
 */
export function toMarkdown (catalog: AnyCatalog, options: MarkdownOptions = {}): string {
  checkOptions('toMarkdown', rules, isObject(options) ? { ...options, catalog } : options)
  const { generic = false, anchors = false } = options
  const entries = [...Object.entries(catalog.constants), ...generic ? genericOf(catalog) : []]

  const rows = entries.map(([constant, { code, title, messages }]) => [
    `${anchors ? `<a id="${constant}"></a>` : ''}**${constant}**`,
    code,
    (messages.length > 0 ? messages : [title]).map(toCell).join(' ')
  ])
  return [['Constant', 'Code', 'Message'], ['---', '---', '---'], ...rows].map(row => `| ${row.join(' | ')} |\n`).join('')
}

// A code span that needs no escaping, or one character that has a meaning in Markdown, its tables or MDX.
const signs = /(`[^`\\|]+`)|[\\`*[\]<{}|~&]|(?<![a-z\d])_|_(?![a-z\d])/gi

/** Escapes a text for a table cell and keeps its code spans. */
function toCell (text: string): string {
  return text.replace(signs, (sign, code) => code ?? `\\${sign}`)
}
