/** Cleans text of any origin, for events and log messages. */
import { maxTextLength } from '../limits.js'

// Control characters, the line and paragraph separators, and the bidi controls, which reorder or hide the text around them.
const unprintable = /[\p{Cc}\u2028\u2029]+/gu
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

// All of these and lone surrogates in one test, since most texts are clean.
const suspicious = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/**
 * Makes one clean line of at most `limit` UTF-16 code units.
 *
 * Replaces each run of line breaks and control characters by a space and each lone surrogate by U+FFFD, removes bidi
 * controls, and ends a text that is too long with an ellipsis.
 */
export function cleanText (text: string, limit = maxTextLength): string {
  if (text.length <= limit && !suspicious.test(text)) return text.trim()

  // Cut first, so that a message of megabytes costs no more than one that just fits.
  const line = text.slice(0, limit * 4).toWellFormed().replace(unprintable, ' ').replace(bidiControls, '').trim()
  if (line.length <= limit) return line

  // The cut can split a surrogate pair and leave its first half behind.
  return `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** True if {@link cleanText} would return the text unchanged. */
export function isCleanText (text: string): boolean {
  return text.length <= maxTextLength && cleanText(text) === text
}
