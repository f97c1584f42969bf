/** Row: an error with a status of its own, or on a reply that has one, becomes the constant of that status. */
import { foreignStatus } from '../../untrusted/error-status.js'
import { readProperty } from '../../untrusted/read.js'
import { coreMessage } from '../core-messages.js'
import { resolveMasked } from './masked.js'
import { resolveStatus, type Row } from './row.js'

export const errorWithStatus: Row = (error, context) => {
  if (typeof error !== 'object' || error === null) return undefined

  const code = foreignStatus(error, context.replyStatus)
  if (code === undefined) return undefined
  const expose = readProperty(error, 'expose')
  const isMasked = expose === false || isSystemError(error) || (code >= 500 && expose !== true)
  if (isMasked) return resolveMasked(code, error, context)

  const message = coreMessage(readProperty(error, 'code'), context.request) ?? readProperty(error, 'message')
  return resolveStatus(code, context.settings.catalog, message, error)
}

/** True for an error of the operating system. Its message names files and addresses of the server. */
function isSystemError (error: object): boolean {
  return typeof readProperty(error, 'syscall') === 'string'
}
