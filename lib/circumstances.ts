/** What beside the error decides its event: the scope's settings, the request, and what the reply was already given. */
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from './options.js'

export interface Circumstances {
  readonly settings: Settings
  readonly request: FastifyRequest | undefined
  /** The status that the reply already has. */
  readonly replyStatus: number | undefined
  /** Takes the faults of hooks and of an error's parts. */
  readonly log: FastifyBaseLogger | undefined
}

const answeredKey = Symbol('fastify-api-error.answered')

type Answerable = FastifyReply & { [answeredKey]?: boolean }

/** Declares the mark that an event was handed to a reply, so that all replies keep one shape. */
export function decorateAnswered (fastify: FastifyInstance): void {
  if (!fastify.hasReplyDecorator(answeredKey)) fastify.decorateReply(answeredKey, false)
}

export function markAnswered (reply: Answerable): void {
  reply[answeredKey] = true
}

export function isAnswered (reply: Answerable): boolean {
  return reply[answeredKey] === true
}

export function circumstancesOf (settings: Settings, reply: Answerable): Circumstances {
  const { request } = reply
  return {
    settings,
    request,
    // The status of an event that failed on its way out says nothing about that failure.
    replyStatus: isAnswered(reply) ? undefined : reply.statusCode,
    log: request.log
  }
}
