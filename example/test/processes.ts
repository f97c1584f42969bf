/** The example as processes: the tour, the start, the lines that it prints, its end. */
import { execFile, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { catalog, type ResolvedEntry } from 'fastify-api-error'
import { runNode, spawnNode } from '../../test/fixtures/node.js'
import { compileExample } from './fixtures/compile.js'
import { freePort } from './fixtures/free-port.js'

const cwd = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const { main } = await compileExample(t)

type Environment = Readonly<Record<string, string>>

/** Starts the API on a free port, and waits for what it prints. */
async function start (t: Test, environment: Environment = {}) {
  const child = spawnNode([main], {
    cwd, env: { ...process.env, PORT: '0', HOST: '', JWT_SECRET: '', DATABASE_URL: '', METRICS_PORT: '', ...environment }
  })
  t.teardown(() => child.kill('SIGKILL'))
  const printed = await printedBy(child)
  const [address = ''] = /http:\S+/.exec(printed) ?? []
  return { child, printed, address, curlLines: printed.split('\n').filter(line => line.startsWith('curl ')) }
}

function printedBy (child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', chunk => {
      text += chunk
      if (text.includes('npm run tour')) resolve(text)
    })
    child.stderr?.on('data', chunk => { text += chunk })
    child.once('exit', code => reject(new Error(`ended with ${code}: ${text}`)))
  })
}

/** For the tests that only ask. */
const running = await start(t)

const hasCurl = await run('curl', ['--version']).then(() => true, () => false)

/** Runs a printed line as a shell does; where there is no curl, makes its request. */
async function paste (line: string): Promise<unknown> {
  if (hasCurl) return JSON.parse((await run('sh', ['-c', `${line} --silent --max-time 10`])).stdout)

  const [url = '', ...rest] = Array.from(line.matchAll(/'([^']*)'/g), ([, quoted = '']) => quoted)
  const headers = rest.filter(text => /^[A-Z][A-Za-z-]+: /.test(text)).map(text => text.split(': ', 2))
  const body = rest.find(text => text.startsWith('{'))
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST', headers: Object.fromEntries(headers), body: body ?? null
  })
  return response.json()
}

t.test('the tour provokes every documented message and says so', async t => {
  const { stdout } = await run('npm', ['run', '--silent', 'tour'], { cwd, timeout: 60_000 })

  const lines = stdout.trimEnd().split('\n')
  t.match(lines.at(-1), /^26 of 26 /)
  for (const [constant, { code, messages }] of Object.entries<ResolvedEntry>(catalog.constants)) {
    for (const message of messages) {
      t.ok(lines.some(line => line.startsWith(constant) && line.includes(` ${code} `) && line.includes(`  ${message}  `)), message)
    }
  }
})

t.test('each of the six lines that the start prints works when it is pasted', async t => {
  const { curlLines } = running

  // One after the other, as a person would: the second creates a room.
  const answers: unknown[] = []
  for (const line of curlLines) answers.push(await paste(line))
  const [rooms, created, room, participants, recording, livestream] = answers

  t.equal(curlLines.length, 6)
  t.match(rooms, { data: [{ roomId: 'demo-room-abcd' }] })
  t.match(created, { roomId: String, region: 'uk001' })
  t.match(room, { roomId: 'demo-room-abcd' })
  t.match(participants, { data: [{ name: 'Ada' }, { name: 'Grace' }] })
  t.match(recording, { recordingId: String })
  t.match(livestream, { livestreamId: String })
})

t.test('the pages that the start names are there', async t => {
  const { address, printed } = running

  for (const [name, path] of [['Calls', '/docs'], ['Errors', '/errors']] as const) {
    t.ok(printed.includes(`\n${name}: ${address}${path}\n`), printed)
    t.match(await (await fetch(address + path)).text(), /<!doctype html>/i)
  }
})

t.test('a call without a token is answered with invalid_token', async t => {
  const { address } = running

  const response = await fetch(`${address}/v2/rooms`)

  t.equal(response.status, 401)
  t.equal(response.headers.get('content-type'), 'application/json; charset=utf-8')
  t.strictSame(await response.json(), {
    constant: 'invalid_token', code: 401, message: '`token` is invalid.', documentation: '/errors#invalid_token'
  })
})

t.test('a malformed URL is answered with an event', async t => {
  const { address } = running

  const response = await fetch(`${address}/v2/rooms/%zz`)

  t.match(await response.json(), { constant: 'invalid_params', code: 400 })
})

t.test('a token of one start opens another start with the same secret', async t => {
  const environment = { JWT_SECRET: 'shared by two instances' }
  const [one, two] = await Promise.all([start(t, environment), start(t, environment)])

  const [line = ''] = one.curlLines
  t.match(await paste(line.replace(one.address, two.address)), { data: [{ roomId: 'demo-room-abcd' }] })
  t.notMatch(one.printed, 'JWT_SECRET')
})

t.test('a token of one start is invalid for another where the secret is random', async t => {
  const other = await start(t)

  const [line = ''] = running.curlLines
  t.match(await paste(line.replace(running.address, other.address)), { constant: 'invalid_token' })
  t.match(running.printed, 'JWT_SECRET is not set')
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  t.test(`${signal} ends the process with exit code 0`, async t => {
    const { child, address } = await start(t)
    await fetch(`${address}/v2/rooms`).then(response => response.text())

    child.kill(signal)

    const [code, endedBy] = await once(child, 'exit')
    t.strictSame([code, endedBy], [0, null])
  })
}

t.test('a server that is down is no reason not to start', async t => {
  const { curlLines, printed } = await start(t, { DATABASE_URL: `postgres://me:secret@127.0.0.1:${await freePort()}/rooms` })

  const [line = ''] = curlLines
  t.match(await paste(line), { constant: 'fetch_error', message: 'Unable to fetch rooms.' })
  t.notMatch(printed, 'secret@')
})

t.test('a port that is in use ends the start', async t => {
  const { port } = new URL(running.address)

  await t.rejects(start(t, { PORT: port }), { message: `ended with 1: PORT must be a free port, got '${port}', which is in use on 127.0.0.1.\n` })
})

const faults: Array<[environment: Environment, line: RegExp]> = [
  [{ PORT: 'abc' }, /^PORT must be a whole number from 0 to 65535, got 'abc'\.\n$/],
  [{ DATABASE_URL: 'mysql://db/rooms' }, /^DATABASE_URL must be file:<path>, .* got 'mysql:\/\/db\/rooms'\.\n$/],
  [{ DATABASE_URL: 'file:missing/folder/rooms.db' }, /^DATABASE_URL must name a file .* got 'file:missing\/folder\/rooms.db' \(.*\)\.\n$/],
  [{ HOST: '192.0.2.1' }, /^HOST must be .* got '192\.0\.2\.1'\.\n$/]
]

for (const [environment, line] of faults) {
  t.test(`${JSON.stringify(environment)} ends the start with one line and exit code 1`, async t => {
    const failure: { code?: unknown, stdout?: string, stderr?: string } = await runNode([main], {
      cwd, env: { ...process.env, PORT: '0', HOST: '', JWT_SECRET: '', DATABASE_URL: '', METRICS_PORT: '', ...environment }
    }).then(() => ({}), error => error)

    t.equal(failure.code, 1)
    t.equal(failure.stdout, '')
    t.match(failure.stderr, line)
  })
}
