/**
 * Records on a reply whether its event has been sent.
 *
 * Once `reply.apiError()` is called, the request is answered: the handler must not run, and nothing else may be sent.
 * Fastify documents `reply.sent` as true after `reply.send()`, but it becomes true only when the response has ended. While
 * an async onSend hook holds the event, a guard hook that calls `reply.apiError()` without returning it would not stop the
 * request. So this package sets `reply.sent`, and takes it back if an onSend hook fails: then the error handlers answer.
 * `reply.hijack()` would not let them, and would hide the end of the handler from tracers.
 */
import type { FastifyInstance, FastifyReply, onErrorHookHandler } from 'fastify'
import type { ErrorContext } from '../mapping/error-context.js'
import type { Settings } from '../options.js'

const stateKey = Symbol('fastify-api-error.state')

/** A reply has failed if its event was sent and an onSend hook threw on it. */
type State = 'open' | 'answered' | 'failed'
type Reply = FastifyReply & { [stateKey]?: State }

/** Declares the state as a decorator, so that all replies keep one shape. */
export function decorateState (fastify: FastifyInstance): void {
  if (!fastify.hasReplyDecorator(stateKey)) fastify.decorateReply(stateKey, 'open')
}

/** True once an event was sent, even if it failed on its way. */
export function isAnswered (reply: Reply): boolean {
  return reply[stateKey] !== undefined && reply[stateKey] !== 'open'
}

export function markAnswered (reply: Reply): void {
  if (reply[stateKey] !== 'failed') reply[stateKey] = 'answered'
}

/** Stops the request: its remaining hooks and its handler do not run. */
export function holdAnswer (reply: Reply): FastifyReply {
  if (!reply.sent && reply[stateKey] !== 'failed') Object.defineProperty(reply, 'sent', { value: true, configurable: true })
  return reply
}

/** onError hook. If the reply is answered, an onSend hook has failed on its event. */
export const releaseAnswer: onErrorHookHandler = (_request, reply: Reply, _error, done) => {
  if (isAnswered(reply)) {
    reply[stateKey] = 'failed'
    Reflect.deleteProperty(reply, 'sent')
  }
  done()
}

export function contextOf (reply: FastifyReply, settings: Settings): ErrorContext {
  const { request } = reply
  // The status of a reply that is answered is that of its event, not of the error that came after it.
  const replyStatus = isAnswered(reply) ? undefined : reply.statusCode
  return { settings, request, replyStatus, log: request.log }
}

export function isHttp2 ({ raw }: FastifyReply): boolean {
  return 'stream' in raw
}

export function isClientGone ({ raw }: FastifyReply): boolean {
  return raw.destroyed || raw.socket?.destroyed === true
}
