/** Row: a request body that cannot be read becomes the constant for parameters, with a fixed message. */
import type { ResolvedEntry } from '../../catalog/catalog-entry.js'
import { foreignStatus } from '../../untrusted/error-status.js'
import { readProperty } from '../../untrusted/read.js'
import { unreadableBodyMessage } from '../core-messages.js'
import { resolveForeign, type Row } from './row.js'

export const unreadableBody: Row = (error, { replyStatus, settings: { parameterConstant, catalog } }) => {
  const message = unreadableBodyMessage(readProperty(error, 'code'), readProperty(error, 'name'))
  const status = foreignStatus(error, replyStatus)
  if (message === undefined || status === undefined || status >= 500) return undefined

  const entry = catalog.constants[parameterConstant] as ResolvedEntry
  return resolveForeign({ constant: parameterConstant, code: entry.code, entry, message }, error)
}
