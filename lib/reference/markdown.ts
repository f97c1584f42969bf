/** A catalog as a Markdown table, for docs sites. */
import type { AnyCatalog } from '../catalog/catalog.js'
import { booleanRule, checkOptions } from '../untrusted/check-options.js'
import { catalogRule } from '../options.js'
import { genericOf } from './reference.js'

export interface MarkdownOptions {
  /** Adds the generic constants after the catalog's own. @default false */
  readonly generic?: boolean | undefined
  /** Gives each row an anchor, so that the `documentation` of events can lead to it. @default false */
  readonly anchors?: boolean | undefined
}

const rules = { catalog: catalogRule, generic: booleanRule, anchors: booleanRule }

/**
 * The catalog as a table in GitHub's Markdown (also valid MDX): a row for each constant, with its code and its messages.
 *
 * @throws {TypeError} That lists every wrong option with its value and rule.
 * @example
 * await writeFile('docs/errors.md', `# Errors\n\n${toMarkdown(errors)}`)
 */
export function toMarkdown (catalog: AnyCatalog, options: MarkdownOptions = {}): string {
  checkOptions('toMarkdown', rules, options, [], { catalog })
  const { generic = false, anchors = false } = options
  const entries = [...Object.entries(catalog.constants), ...generic ? genericOf(catalog) : []]

  const rows = entries.map(([constant, { code, title, messages }]) => [
    `${anchors ? `<a id="${constant}"></a>` : ''}**${constant}**`,
    code,
    (messages.length > 0 ? messages : [title]).map(toCell).join(' ')
  ])
  return [['Constant', 'Code', 'Message'], ['---', '---', '---'], ...rows].map(row => `| ${row.join(' | ')} |\n`).join('')
}

// A span of code that can stand as it is, else one character that Markdown, its tables or MDX would take for a sign.
const signs = /(`[^`\\|]+`)|[\\`*[\]<{}|~&]|(?<![a-z\d])_|_(?![a-z\d])/gi

/** Text that reads as it is written; its spans of code stay. */
function toCell (text: string): string {
  return text.replace(signs, (sign, code) => code ?? `\\${sign}`)
}
