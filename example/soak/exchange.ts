/** A request of the soak with what is right to answer, whatever state the database is in. */
import { deepStrictEqual, equal, ok } from 'node:assert/strict'
import { catalog, type ApiErrorEvent } from 'fastify-api-error'
import type { TokenName } from '../tour-cases.js'
import type { FetchMessage } from '../store/store.js'
import { eventOf, type Answer } from '../../test/fixtures/event.js'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE'

export interface Exchange {
  readonly method: Method
  readonly path: string
  readonly token?: TokenName
  readonly body?: string
  readonly contentType?: string
  /** Throws where the answer is not the one of an API that has its database. */
  readonly check: (answer: Answer) => void
  /** Throws where the answer is not the one of an API that has none; absent where the database is not asked. */
  readonly checkFailure?: (answer: Answer) => void
}

/**
 * - `healthy`: the database is there.
 * - `gone`: it is not, and no answer of it is on its way.
 * - `changing`: anything between the two.
 */
export type State = 'healthy' | 'changing' | 'gone'

/** Whether the answer is a `fetch_error`; throws where it is wrong in that state. */
export function judge (exchange: Exchange, answer: Answer, state: State): boolean {
  ok(!leak.test(answer.body + Object.values(answer.headers).join()), 'the answer leaks')
  const { check, checkFailure } = exchange
  const failed = checkFailure !== undefined && (state === 'gone' || (state === 'changing' && answer.statusCode === fetchError.code))
  if (failed) checkFailure(answer)
  else check(answer)
  return failed
}

/** Matches texts of drivers, SQL, stacks and files. No answer of the API may contain them. */
const leak = /\bE(?:CONN|PIPE|HOST|TIMEDOUT)|terminat|timeout (?:exceeded|expired)|Query read|relation|syntax error|\bpg_|postgres|duplicate key|recovery mode|starting up|shutting down|\b(?:select|insert into|update) "|127\.0\.0\.1|node_modules|node:|\.[jt]s:\d|\n\s*at /i

const fetchError = catalog.constants.fetch_error

/** The checks of a request that asks the database; without a message, a failure says the constant's title. */
export function asking (method: Method, check: Exchange['check'], message: FetchMessage | typeof fetchError.title = fetchError.title) {
  return { check, checkFailure: expectEvent(method, { constant: 'fetch_error', code: fetchError.code, message }) }
}

export function expectEvent (method: Method, event: ApiErrorEvent): Exchange['check'] {
  if (method === 'HEAD') return expectHead(event.code, JSON.stringify(event))
  return answer => deepStrictEqual(eventOf(answer), event)
}

/** The headers that GET's body would have, and no body. */
export function expectHead (status: number, bodyOfGet: string): Exchange['check'] {
  return ({ statusCode, headers, body }) => {
    equal(statusCode, status)
    equal(body, '')
    equal(headers['content-type'], 'application/json; charset=utf-8')
    equal(headers['content-length'], String(Buffer.byteLength(bodyOfGet)))
  }
}

/** A success, parsed. */
export function read<Body> ({ statusCode, headers, body }: Answer, status: number): Body {
  equal(statusCode, status, body)
  equal(headers['content-type'], 'application/json; charset=utf-8')
  return JSON.parse(body) as Body
}
