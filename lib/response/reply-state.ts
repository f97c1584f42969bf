/**
 * Whether a reply is open, answered or failed.
 *
 * Fastify documents `reply.sent` as true after `reply.send()`, yet it becomes true only when the last byte was handed over.
 * While async onSend hooks hold an event, a guard hook that calls `reply.apiError()` without returning it would not keep the
 * handler from running. So an answered reply says that it is sent, until an onSend hook fails on the event: then the error
 * handlers answer in its place. `reply.hijack()` would refuse them, and hide the end of the handler from tracers.
 */
import type { FastifyInstance, FastifyReply, onErrorHookHandler } from 'fastify'
import type { ErrorContext } from '../mapping/error-context.js'
import type { Settings } from '../options.js'

const stateKey = Symbol('fastify-api-error.state')

type State = 'open' | 'answered' | 'failed'
type Reply = FastifyReply & { [stateKey]?: State }

/** Declares the state, so that all replies keep one shape. */
export function decorateState (fastify: FastifyInstance): void {
  if (!fastify.hasReplyDecorator(stateKey)) fastify.decorateReply(stateKey, 'open')
}

/** True once an event was handed to the reply, also where it failed on its way. */
export function isAnswered (reply: Reply): boolean {
  return reply[stateKey] !== undefined && reply[stateKey] !== 'open'
}

export function markAnswered (reply: Reply): void {
  if (reply[stateKey] !== 'failed') reply[stateKey] = 'answered'
}

/** Stops the request: the rest of its hooks and its handler do not run. */
export function holdAnswer (reply: Reply): FastifyReply {
  if (!reply.sent && reply[stateKey] !== 'failed') Object.defineProperty(reply, 'sent', { value: true, configurable: true })
  return reply
}

/** onError hook: an onSend hook failed on the event. */
export const releaseAnswer: onErrorHookHandler = (_request, reply: Reply, _error, done) => {
  if (isAnswered(reply)) {
    reply[stateKey] = 'failed'
    Reflect.deleteProperty(reply, 'sent')
  }
  done()
}

export function contextOf (settings: Settings, reply: FastifyReply): ErrorContext {
  const { request } = reply
  return { settings, request, replyStatus: isAnswered(reply) ? undefined : reply.statusCode, log: request.log }
}

export function isHttp2 ({ raw }: FastifyReply): boolean {
  return 'stream' in raw
}

export function isClientGone ({ raw }: FastifyReply): boolean {
  return raw.destroyed || raw.socket?.destroyed === true
}
