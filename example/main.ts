/** `npm start`: the Rooms API as a process. */
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.js'
import { createToken } from './auth.js'
import { ConfigError, describeLocation, readConfig, type Config } from './config.js'
import { quickStart } from './quick-start.js'
import { openStore } from './store/store.js'

try {
  await start(readConfig(process.env))
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}

async function start (config: Config): Promise<void> {
  const store = openStore(config.store, { withDemo: true })
  // The log goes to stderr, because stdout is for the lines to paste.
  const app = await buildApp({ store, jwtSecret: config.jwtSecret, logger: { level: 'warn', stream: process.stderr } })

  try {
    await store.prepare()
  } catch (error) {
    // A file that cannot be opened will not open later. A server that is down can come back.
    if (config.store.engine === 'sqlite') {
      throw new ConfigError(`DATABASE_URL must name a file that SQLite can open, got 'file:${config.store.path}' (${error}).`)
    }
    app.log.warn({ err: error }, 'the database cannot be reached: calls answer fetch_error until it can')
  }

  const { host, port, metricsPort } = config
  let metricsAddress: string | undefined
  if (metricsPort !== undefined) {
    // Loaded here, so that OpenTelemetry is loaded only if metrics are served.
    const { createMetricsServer } = await import('./metrics.js')
    const metrics = createMetricsServer()
    app.addHook('onClose', () => metrics.close())
    metricsAddress = await listen(metrics, 'METRICS_PORT', host, metricsPort)
  }
  const address = await listen(app, 'PORT', host, port)
  shutDownOnSignal(() => app.close())

  const token = createToken(app.jwt)
  console.log([
    `Rooms API: ${address} (${describeLocation(config.store)})`,
    ...metricsAddress === undefined ? [] : [`Metrics: ${metricsAddress}/metrics`],
    ...config.isSecretRandom ? ['JWT_SECRET is not set: a random one signs the tokens, until this process ends.'] : [],
    `Token, valid for a day: ${token}`,
    '',
    ...quickStart(address, token),
    '',
    `Calls: ${address}/docs`,
    `Errors: ${address}/errors`,
    'Change an id or leave out a member to see an error event; `npm run tour` shows all of them.'
  ].join('\n'))
}

async function listen (server: FastifyInstance, variable: string, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port })
  } catch (error) {
    throw listenError(error, variable, host, port)
  }
}

function listenError (error: unknown, variable: string, host: string, port: number): unknown {
  switch (error instanceof Error && 'code' in error && error.code) {
    case 'EADDRINUSE': return new ConfigError(`${variable} must be a free port, got '${port}', which is in use on ${host}.`)
    case 'EACCES': return new ConfigError(`${variable} must be a port that this user may open, got '${port}'.`)
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN': return new ConfigError(`HOST must be an address or a name of this machine, got '${host}'.`)
    default: return error
  }
}

/** Answers the requests that have begun. A second signal, or five seconds, end the process anyway. */
function shutDownOnSignal (close: () => Promise<unknown>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), 5000).unref()
      close().catch((error: unknown) => {
        console.error(error)
        process.exitCode = 1
      })
    })
  }
}
