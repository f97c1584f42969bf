/** The longest text that an event carries, in UTF-16 code units. */
export const maxTextLength = 1024

// Control characters, the line and paragraph separators, and the characters that reorder or hide text when it is shown.
const unprintable = /[\p{Cc}\u2028\u2029]+/gu
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

// What the three above change, in one look: most texts are clean.
const suspicious = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/**
 * One clean line of at most `limit` UTF-16 code units: what may go into an event or a log line.
 *
 * Line breaks and control characters become one space, bidi controls vanish, a lone surrogate becomes U+FFFD, and what
 * is too long ends in an ellipsis.
 */
export function cleanText (text: string, limit = maxTextLength): string {
  if (text.length <= limit && !suspicious.test(text)) return text.trim()

  // Cut first: a message of megabytes costs no more than one that just fits.
  const line = text.slice(0, limit * 4).toWellFormed().replace(unprintable, ' ').replace(bidiControls, '').trim()
  if (line.length <= limit) return line

  // A cut between the halves of a surrogate pair leaves a lone one behind.
  return `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** True where {@link cleanText} would return the text as it is. */
export function isCleanText (text: string): boolean {
  return text.length <= maxTextLength && cleanText(text) === text
}
