/** An event on its way out, with what its response and its log line need beside it. */
import { serializeEvent, type ApiErrorEvent } from '../event/event.js'
import type { LogAs, ResolvedError } from './resolved-error.js'

export interface OutgoingEvent {
  readonly body: EventBody
  readonly title: string
  readonly headers: unknown
  readonly error: unknown
  readonly logAs: LogAs
}

/** An event and its JSON, which is written when it is first asked for. */
export class EventBody {
  readonly event: ApiErrorEvent
  #json: string | undefined

  constructor (event: ApiErrorEvent) {
    this.event = event
  }

  get json (): string {
    this.#json ??= serializeEvent(this.event)
    return this.#json
  }
}

export function withBody (body: EventBody, { entry: { title }, headers, error, logAs }: ResolvedError): OutgoingEvent {
  return { body, title, headers, error, logAs }
}
