/** The clients' sockets: sends requests, holds each answer against the state of the database, and counts. */
import { connect } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import type { createTokens } from '../tour-cases.js'
import type { Answer } from '../../test/fixtures/event.js'
import { judge, type Exchange, type State } from './exchange.js'
import { createTally, type Tally } from './tally.js'

export interface Api {
  readonly address: string
  readonly tokens: ReturnType<typeof createTokens>
}

export function createClients ({ address, tokens }: Api, connections: number) {
  // An answer later than this is none.
  const pool = new Pool(address, { connections, headersTimeout: 10_000, bodyTimeout: 10_000 })
  let tally = createTally('healthy')
  let startedAt = performance.now()

  async function send ({ method, path, token = 'valid', body, contentType = 'application/json' }: Exchange): Promise<Answer> {
    const authorization = tokens[token]
    const { statusCode, headers, body: stream } = await pool.request({
      method,
      path,
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...(body !== undefined && { 'content-type': contentType })
      },
      body: body ?? null
    })
    return { statusCode, headers, body: await stream.text() }
  }

  async function perform (exchange: Exchange): Promise<void> {
    const atStart = tally
    const sentAt = performance.now()
    let answer: Answer | undefined
    try {
      answer = await send(exchange)
      const isFailure = judge(exchange, answer, tally === atStart ? tally.state : 'changing')
      if (isFailure) tally.lastFailure = performance.now() - startedAt
      else if (exchange.checkFailure !== undefined) tally.firstResult ??= performance.now() - startedAt
    } catch (error) {
      tally.wrong++
      if (tally.examples.length < 3) tally.examples.push(`${exchange.method} ${exchange.path}: ${String(error)}\n${JSON.stringify(answer)}`)
    }
    const status = answer?.statusCode ?? 0
    tally.byStatus[status] = (tally.byStatus[status] ?? 0) + 1
    tally.slowest = Math.max(tally.slowest, performance.now() - sentAt)
  }

  /** Starts a period; the tally of the one before. */
  function enter (state: State): Tally {
    const before = tally
    tally = createTally(state)
    startedAt = performance.now()
    return before
  }

  /** A client that goes away before its answer. */
  async function vanish (): Promise<void> {
    const { hostname, port } = new URL(address)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    await once(socket, 'connect')
    socket.write(`GET /v2/rooms HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: ${tokens.valid}\r\n\r\n`)
    await sleep(1)
    socket.destroy()
    await sleep(50)
  }

  return { send, perform, enter, vanish }
}
