/**
 * `npm run tour`: provokes every documented message over HTTP and prints the answers.
 *
 * The catalog is the list of messages to provoke. The API runs on a free port with its own database in memory, because the
 * last part of the tour breaks it.
 */
import { randomBytes } from 'node:crypto'
import { Value } from '@sinclair/typebox/value'
import { ApiErrorEventSchema, catalog, type ApiErrorEvent, type ResolvedEntry } from 'fastify-api-error'
import { buildApp } from './app.js'
import { openStore } from './store/store.js'
import { dropTables } from './store/tables.js'
import { cases, casesOfFailingStore, createTokens, type TourCase } from './tour-cases.js'

interface Stop {
  readonly how: string
  readonly event: ApiErrorEvent
}

const store = openStore({ engine: 'sqlite', path: ':memory:' }, { withDemo: true })
const app = await buildApp({ store, jwtSecret: randomBytes(32).toString('base64url') })
const address = await app.listen({ host: '127.0.0.1', port: 0 })
const tokens = createTokens(app.jwt)

const stops: Stop[] = []
for (const tourCase of cases) stops.push(await visit(tourCase))

await store.run(dropTables)
for (const tourCase of casesOfFailingStore) stops.push(await visit(tourCase, 'store: tables dropped'))
await app.close()

const documented = Object.entries<ResolvedEntry>(catalog.constants)
  .flatMap(([constant, { code, messages }]) => messages.map(message => ({ constant, code, message })))

const rows = documented.map(({ constant, code, message }) => ({
  constant,
  code: String(code),
  message,
  how: stops.find(({ event }) => event.constant === constant && event.code === code && event.message === message)?.how
}))
const missing = rows.filter(({ how }) => how === undefined)

printTable(rows.map(row => ({ ...row, how: row.how ?? 'MISSING' })))
console.log(`\n${rows.length - missing.length} of ${rows.length} documented messages provoked.`)
process.exitCode = missing.length === 0 ? 0 : 1

/** Makes the request. The answer to every stop of the tour is an error event. */
async function visit ({ method, path, body, token = 'valid' }: TourCase, circumstance?: string): Promise<Stop> {
  const authorization = tokens[token]
  const response = await fetch(address + path, {
    method,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && { 'content-type': 'application/json' })
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(10_000)
  })
  const event: unknown = await response.json()
  const how = [`${method} ${path}`, token === 'valid' ? '' : `token: ${token}`, circumstance].filter(Boolean).join(', ')
  if (Value.Check(ApiErrorEventSchema, event) && event.code === response.status) return { how, event }
  throw new Error(`${how} answered ${response.status} ${JSON.stringify(event)}, which is no error event.`)
}

function printTable (table: ReadonlyArray<Readonly<Record<'constant' | 'code' | 'message' | 'how', string>>>): void {
  const headed = [{ constant: 'constant', code: 'code', message: 'message', how: 'how' }, ...table]
  const width = (column: 'constant' | 'code' | 'message') => Math.max(...headed.map(row => row[column].length))
  const [constants, codes, messages] = [width('constant'), width('code'), width('message')]
  for (const { constant, code, message, how } of headed) {
    console.log(`${constant.padEnd(constants)}  ${code.padEnd(codes)}  ${message.padEnd(messages)}  ${how}`)
  }
}
