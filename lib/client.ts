/**
 * The client for developers who call the API: reads a typed event from a response. It imports nothing at run time and works
 * wherever `fetch` exists.
 *
 * @module
 */
import type { AllEntries, DataSchema, StaticOf } from './catalog/catalog-entry.js'
import type { AnyCatalog, EntriesOf } from './catalog/catalog.js'
import type { RegisteredCatalog } from './catalog/register.js'
import type { ApiErrorIssue } from './event/event.js'

export type { ApiErrorIssue } from './event/event.js'
export type { Register } from './catalog/register.js'

type EventOf<Constant, Entry> = {
  readonly constant: Constant
  readonly code: Entry extends { readonly code: infer Code } ? Code : number
  readonly message: string
  readonly issues?: readonly ApiErrorIssue[]
  readonly requestId?: string
  readonly documentation?: string
  /** Missing if the server had no data that fits the schema. */
  readonly data?: Entry extends { readonly data: infer Data extends DataSchema } ? StaticOf<Data> : never
}

/** The events of a catalog, as a union that narrows by `constant`. */
export type ApiErrorEvent<Catalog extends AnyCatalog = RegisteredCatalog> = EventsOf<AllEntries<EntriesOf<Catalog>>>

type EventsOf<Entries> = { [Constant in keyof Entries & string]: EventOf<Constant, Entries[Constant]> }[keyof Entries & string]

/** The members of a response that are read: fetch's, undici's, or any other of this shape. */
export interface ResponseLike {
  readonly headers: { get (name: string): string | null }
  readonly body: { getReader (): ReaderLike } | null
  clone (): ResponseLike
}

interface ReaderLike {
  read (): Promise<{ readonly done: boolean, readonly value?: Uint8Array | undefined }>
  cancel (): Promise<unknown>
}

/** The longest body that is read, in UTF-16 code units. An event is far shorter. */
const maxLength = 1_048_576

/**
 * True for the body of an error of this API.
 *
 * @example
 * const body: unknown = await response.json()
 * if (isApiErrorEvent(body)) console.error(body.constant, body.message)
 */
export function isApiErrorEvent<Catalog extends AnyCatalog = RegisteredCatalog> (
  value: unknown
): value is ApiErrorEvent<Catalog> {
  return isEvent(value)
}

/** Checks the shape alone. A newer server can send constants that this client's catalog lacks. */
function isEvent (value: unknown): boolean {
  if (!isRecord(value)) return false
  const { constant, code, message, issues, requestId = '', documentation = '' } = value
  return typeof constant === 'string' && /^[a-z][a-z0-9_]*$/.test(constant) &&
    Number.isInteger(code) && (code as number) >= 400 && (code as number) <= 599 &&
    typeof message === 'string' && message !== '' &&
    typeof requestId === 'string' && typeof documentation === 'string' &&
    (issues === undefined || (Array.isArray(issues) && issues.every(isIssue)))
}

/**
 * Reads the event in a response, also in the form of problem details (RFC 9457). Returns `undefined` if the body is anything
 * else. Never throws, whatever the body is, and leaves the response unread.
 *
 * @example
 * const response = await fetch('/rooms/abcd')
 * const event = response.ok ? undefined : await readApiErrorEvent(response)
 * if (event?.constant === 'resource_not_found') showMissing(event.message)
 */
export async function readApiErrorEvent<Catalog extends AnyCatalog = RegisteredCatalog> (
  response: ResponseLike
): Promise<ApiErrorEvent<Catalog> | undefined> {
  try {
    if (!/[/+]json\b/i.test(response.headers.get('content-type') ?? '')) return undefined
    const body: unknown = JSON.parse(await readText(response.clone()))
    const event: unknown = isEvent(body) ? body : fromProblem(body)
    return (isEvent(event) ? event : undefined) as ApiErrorEvent<Catalog> | undefined
  } catch {
    return undefined
  }
}

async function readText ({ body }: ResponseLike): Promise<string> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done = true, value } = await reader?.read() ?? {}
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
    if (text.length > maxLength) {
      // Not awaited, because cancelling a clone waits until the response itself is cancelled.
      reader?.cancel().catch(() => {})
      return ''
    }
  }
}

/** Renames the members of problem details to those of an event. */
function fromProblem (problem: unknown): unknown {
  if (!isRecord(problem)) return undefined
  const { type, title, status, detail, ...members } = problem
  const documentation = typeof type !== 'string' || type === 'about:blank' ? {} : { documentation: type }
  return { ...members, code: status, message: detail ?? title, ...documentation }
}

function isIssue (value: unknown): boolean {
  if (!isRecord(value)) return false
  const { in: location, pointer, message, keyword = '', params = {} } = value
  return [location, pointer, message, keyword].every(member => typeof member === 'string') &&
    isRecord(params) && !Array.isArray(params) && Object.values(params).flat().every(param => !isRecord(param))
}

function isRecord (value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
