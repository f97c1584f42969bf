/**
 * An event that async onSend hooks still hold is an answer: Fastify may neither run the rest of the request nor answer again.
 *
 * Fastify documents `reply.sent` as true after `reply.send()`, and stops its chain where it is; yet it becomes true only when
 * the last byte was handed over. Until then, a guard hook that calls `reply.apiError()` without returning it would not keep
 * the handler from running. `reply.hijack()` would stop the chain too, but would also refuse the error handlers their answer
 * when an onSend hook fails, and hide the end of the handler from tracers.
 */
import type { FastifyReply, onErrorHookHandler } from 'fastify'
import { isAnswered } from './circumstances.js'

// Replies whose event failed on its way: what comes now is the error handlers' answer, perhaps later.
const failed = new WeakSet<object>()

/** Marks the reply as sent while its event is on the way. */
export function holdPendingAnswer (reply: FastifyReply): FastifyReply {
  if (!reply.sent && !failed.has(reply)) Object.defineProperty(reply, 'sent', { value: true, configurable: true })
  return reply
}

/** onError hook: an onSend hook failed on the event, so the error handlers answer in its place. */
export const releasePendingAnswer: onErrorHookHandler = (_request, reply, _error, done) => {
  if (isAnswered(reply)) {
    failed.add(reply)
    Reflect.deleteProperty(reply, 'sent')
  }
  done()
}
