/** An event that is ready to send, with the parts of its response and log line that are not in the event. */
import { serializeEvent, type ApiErrorEvent } from '../event/event.js'
import type { LogAs } from './resolved-error.js'

export interface OutgoingEvent {
  readonly body: EventBody
  /** True if the client can ask for problem details. */
  readonly problemDetails: boolean
  /** The entry's title, for problem details. */
  readonly title: string
  /** Response headers that the error carries, unchecked. */
  readonly headers: unknown
  /** The thrown value, or the cause that a handler passed. */
  readonly error: unknown
  readonly logAs: LogAs
}

/** An event and its JSON, which is written when it is first needed. */
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
