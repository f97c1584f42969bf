/** Reads the configuration from the environment. A wrong value ends the start with a line that says how to correct it. */
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { StoreLocation } from './store/engines.js'

export interface Config {
  readonly host: string
  readonly port: number
  /** The port of the metrics; `undefined` serves none. */
  readonly metricsPort: number | undefined
  readonly jwtSecret: string
  /** True if no secret was given. Tokens are then valid until the process ends. */
  readonly isSecretRandom: boolean
  readonly store: StoreLocation
}

/** A fault in the environment. Its message is one line for the person who starts the API. */
export class ConfigError extends Error {
  static {
    this.prototype.name = 'ConfigError'
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws {ConfigError} Names the variable, its value and the rule. */
export function readConfig (environment: Environment): Config {
  // Shells and compose files pass an unset variable as an empty one.
  const read = (name: string) => environment[name]?.trim() || undefined
  const jwtSecret = read('JWT_SECRET')
  const metricsPort = read('METRICS_PORT')
  return {
    // Not 0.0.0.0, so that the example is reachable from the network only if HOST says so.
    host: read('HOST') ?? '127.0.0.1',
    port: portOf('PORT', read('PORT') ?? '3000'),
    metricsPort: metricsPort === undefined ? undefined : portOf('METRICS_PORT', metricsPort),
    jwtSecret: jwtSecret ?? randomBytes(32).toString('base64url'),
    isSecretRandom: jwtSecret === undefined,
    store: locationOf(read('DATABASE_URL'))
  }
}

function portOf (name: string, value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN
  if (port <= 65535) return port
  throw new ConfigError(`${name} must be a whole number from 0 to 65535, got '${oneLine(value)}'.`)
}

function locationOf (url: string | undefined): StoreLocation {
  if (url === undefined) return { engine: 'sqlite', path: ':memory:' }
  if (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url)) return { engine: 'postgres', url }
  if (/^file:.+/.test(url) && !url.includes('\0')) return { engine: 'sqlite', path: pathOf(url) }

  throw new ConfigError('DATABASE_URL must be file:<path>, postgres://<user>@<host>/<database> or unset for SQLite in memory, ' +
    `got '${oneLine(withoutPassword(url))}'.`)
}

/** `file:rooms.db` is relative to the working directory; `file:///var/rooms.db` is a file URL. */
function pathOf (url: string): string {
  if (!url.startsWith('file://')) return url.slice('file:'.length)
  try {
    return fileURLToPath(url)
  } catch {
    throw new ConfigError(`DATABASE_URL must name a local file, such as file:rooms.db, got '${oneLine(url)}'.`)
  }
}

/** The location of the data, for people: a URL without its credentials. */
export function describeLocation (location: StoreLocation): string {
  if (location.engine === 'postgres') return withoutPassword(location.url)
  return location.path === ':memory:' ? 'SQLite in memory' : `SQLite in ${location.path}`
}

function withoutPassword (url: string): string {
  return url.replace(/\/\/.*@/, '//***@').replace(/(password=)[^&]*/i, '$1***')
}

function oneLine (text: string): string {
  return text.replace(/\s+/g, ' ')
}
