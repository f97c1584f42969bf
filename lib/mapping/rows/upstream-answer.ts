/** Row: an error that carries another server's response is masked, and its headers are dropped. */
import { headerEntries } from '../../untrusted/headers.js'
import { readProperty } from '../../untrusted/read.js'
import { resolveMasked } from './masked.js'
import type { Row } from './row.js'

const responseHeaders = new Set(['content-type', 'content-length', 'date', 'transfer-encoding'])

export const upstreamAnswer: Row = (error, context) =>
  isUpstreamAnswer(error) ? { ...resolveMasked(500, error, context), headers: undefined } : undefined

/** True for the errors of SDKs and HTTP clients that pass on the headers of a response. */
function isUpstreamAnswer (error: unknown): boolean {
  return headerEntries(readProperty(error, 'headers')).some(([name]) => responseHeaders.has(name))
}
