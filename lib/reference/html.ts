/** Renders a catalog as a page for people: one file, which loads nothing. */
import { createHash } from 'node:crypto'
import { Eta } from 'eta'
import { pageScript } from './page-script.js'
import { pageStyle } from './page-style.js'
import { pageTemplate } from './page-template.js'
import type { DescribedConstant, Reference } from './reference-content.js'

const eta = new Eta({ autoEscape: true })
const renderPage = eta.compile(pageTemplate)

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Allows only the page's own style, script and icon. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(pageStyle)}`,
  `script-src ${hashOf(pageScript)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** @param name - The last segment of the page's path. Links to the other formats are relative to it. */
export function toHtml ({ own, generic }: Reference, name: string): string {
  return eta.render(renderPage, {
    name,
    own: own.map(toEntry),
    generic: generic.map(toEntry),
    pageStyle,
    pageScript
  })
}

function toEntry (described: DescribedConstant) {
  const { constant, data, example, code } = described
  return {
    ...described,
    // A long name violates between its words.
    words: constant.split(/(?<=_)/),
    kind: code < 500 ? 'client' : 'server',
    example: JSON.stringify(example, null, 2),
    data: data && JSON.stringify(data, null, 2)
  }
}
