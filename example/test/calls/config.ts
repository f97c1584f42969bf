/** The environment of the Rooms API: what it decides, and how a wrong value is refused. */
import t from 'tap'
import { ConfigError, describeLocation, readConfig } from '../../config.js'
import type { StoreLocation } from '../../store/engines.js'

t.test('the environment has defaults', async t => {
  const { jwtSecret, ...config } = readConfig({ PORT: '', HOST: ' ', METRICS_PORT: '' })

  t.strictSame(config, {
    host: '127.0.0.1', port: 3000, metricsPort: undefined, isSecretRandom: true, store: { engine: 'sqlite', path: ':memory:' }
  })
  t.ok(jwtSecret.length > 40)
  t.not(readConfig({}).jwtSecret, jwtSecret)
})

t.test('the environment decides host, ports and secret', async t => {
  t.match(readConfig({ HOST: '::1', PORT: '0', METRICS_PORT: '9464', JWT_SECRET: 'known' }),
    { host: '::1', port: 0, metricsPort: 9464, jwtSecret: 'known', isSecretRandom: false })
})

const locations: Array<[url: string, location: StoreLocation, described: string]> = [
  ['file:rooms.db', { engine: 'sqlite', path: 'rooms.db' }, 'SQLite in rooms.db'],
  ['file:///var/my%20rooms.db', { engine: 'sqlite', path: '/var/my rooms.db' }, 'SQLite in /var/my rooms.db'],
  ['postgres://me:pw@db/rooms', { engine: 'postgres', url: 'postgres://me:pw@db/rooms' }, 'postgres://***@db/rooms'],
  ['postgresql://db/rooms', { engine: 'postgres', url: 'postgresql://db/rooms' }, 'postgresql://db/rooms']
]

for (const [url, location, described] of locations) {
  t.test(`DATABASE_URL can be ${url}`, async t => {
    const { store } = readConfig({ DATABASE_URL: url })

    t.strictSame(store, location)
    t.equal(describeLocation(store), described)
  })
}

const faults: Array<[variable: string, value: string, shown?: string]> = [
  ['PORT', 'abc'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '3000.5'],
  ['PORT', '0x10'],
  ['METRICS_PORT', 'on'],
  ['DATABASE_URL', 'mysql://me:secret@db/rooms', 'mysql://***@db/rooms'],
  ['DATABASE_URL', 'rooms.db'],
  ['DATABASE_URL', 'file:'],
  ['DATABASE_URL', 'file://another-host/rooms.db'],
  ['DATABASE_URL', 'postgres://me:secret@db:port/rooms', 'postgres://***@db:port/rooms'],
  ['DATABASE_URL', 'postgres']
]

for (const [variable, value, shown = value] of faults) {
  t.test(`${variable}=${value} is refused in one line that names it`, async t => {
    t.throws(() => readConfig({ [variable]: value }), ConfigError)
    try {
      readConfig({ [variable]: value })
    } catch (error) {
      const { message } = error as ConfigError
      t.ok(message.startsWith(`${variable} must `), message)
      t.ok(message.endsWith(`got '${shown}'.`), message)
      t.notMatch(message, /secret|\n/)
    }
  })
}
