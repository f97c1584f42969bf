import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import t from 'tap'
import { catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { collectLogs } from '../fixtures/logs.js'
import { lacks } from '../fixtures/needs.js'
import { thrownValues } from '../fixtures/thrown-values.js'

const refused = ['level', 'time', 'pid', 'hostname', 'reqId', 'constant', 'code', 'msg']
const invalid = ['level', 'time', 'pid', 'hostname', 'reqId', 'constant', 'code', 'issues', 'msg']
const failed = ['level', 'time', 'pid', 'hostname', 'reqId', 'constant', 'code', 'err', 'msg']

/** Each kind of error by its path: the level of its line, all the fields on it, and the constant. */
const lineByPath: ReadonlyArray<readonly [path: string, level: number, fields: readonly string[], constant: string]> = [
  ['/sent', 30, refused, 'conflict'],
  ['/sent-with-cause', 50, failed, 'fetch_error'],
  ['/sent-5xx', 50, refused, 'service_unavailable'],
  ['/thrown', 30, refused, 'conflict'],
  ['/thrown-with-cause', 50, failed, 'fetch_error'],
  ['/thrown-5xx', 50, failed, 'service_unavailable'],
  ['/mapped', 30, refused, 'gone'],
  ['/foreign-4xx', 30, refused, 'conflict'],
  ['/foreign-5xx', 50, failed, 'bad_gateway'],
  ['/crash', 50, failed, 'internal_server_error'],
  ['/validated?size=x', 30, invalid, 'invalid_params'],
  ['/none', 30, refused, 'resource_not_found'],
  ['/%', 30, refused, 'invalid_params']
]

for (const [path, level, fields, constant] of lineByPath) {
  t.test(`${path} is one line at level ${level} with ${constant}`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, {
      mapError: error => error instanceof RangeError ? catalog.error('gone') : undefined
    }, { logger })
    app.get('/sent', (_request, reply) => reply.apiError('conflict'))
    app.get('/sent-with-cause', (_request, reply) => reply.apiError('fetch_error', { cause: new Error('ENOSPC') }))
    app.get('/sent-5xx', (_request, reply) => reply.apiError('service_unavailable'))
    app.get('/thrown', async () => { throw catalog.error('conflict') })
    app.get('/thrown-with-cause', async () => { throw catalog.error('fetch_error', { cause: new Error('ENOSPC') }) })
    app.get('/thrown-5xx', async () => { throw catalog.error('service_unavailable') })
    app.get('/mapped', async () => { throw new RangeError('own') })
    app.get('/foreign-4xx', async () => { throw Object.assign(new Error('own'), { statusCode: 409 }) })
    app.get('/foreign-5xx', async () => { throw Object.assign(new Error('own'), { statusCode: 502 }) })
    app.get('/crash', async () => { throw new Error('own') })
    app.get('/validated', {
      schema: { querystring: { type: 'object', properties: { size: { type: 'integer' } } } }
    }, async () => 'unreachable')

    const { statusCode, body } = await app.inject(path)

    const { message } = JSON.parse(body) as { message: string }
    t.strictSame(errorLines().map(Object.keys), [fields])
    t.hasStrict(errorLines(), [{ level, constant, code: statusCode, msg: message, reqId: 'req-1' }])
  })
}

t.test('the line of a failure has the stack of the error, and of all its causes', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', async () => {
    throw new Error('no rooms', { cause: new TypeError('no rows', { cause: new RangeError('no socket') }) })
  })

  await app.inject('/')

  const [line] = errorLines()
  const { type, stack } = line?.err as { type: string, stack: string }
  t.equal(type, 'Error')
  t.match(stack, /^Error: no rooms\n {4}at .*log[^]*\ncaused by: TypeError: no rows\n {4}at .*log[^]*\ncaused by: RangeError: no socket\n {4}at .*log/)
})

t.test('malformed HTTP is one line of the server', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  await app.listen({ port: 0, host: '127.0.0.1' })

  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.end('no HTTP\r\n\r\n').resume()
  await once(socket, 'close')

  t.hasStrict(errorLines(), [{ level: 30, constant: 'invalid_params', code: 400, msg: 'Request is not valid HTTP.' }])
  t.strictSame(errorLines().map(Object.keys), [refused.filter(field => field !== 'reqId')])
})

t.test('a validator that gives an Error without items has it in the log', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.setValidatorCompiler(() => () => ({ error: new Error('database gone') }))
  app.post('/', { schema: { body: {} } }, async () => 'unreachable')

  await app.inject({ method: 'POST', url: '/', payload: {} })

  t.match(errorLines(), [{ level: 30, constant: 'invalid_params', issues: [{ in: 'body', pointer: '' }], err: { message: 'database gone' } }])
})

t.test('the line of a failed validation names the places and keywords of its issues, and no value or further message', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger, ajv: { customOptions: { allErrors: true } } })
  app.post('/', {
    schema: { body: { type: 'object', required: ['name'], properties: { size: { type: 'object', properties: { width: { maximum: 25 } } } } } }
  }, async () => 'unreachable')

  await app.inject({ method: 'POST', url: '/', payload: { size: { width: 4711 } } })

  t.hasStrict(errorLines(), [{
    level: 30,
    issues: [{ in: 'body', pointer: '/name', keyword: 'required' }, { in: 'body', pointer: '/size/width', keyword: 'maximum' }],
    msg: '`name` is required in request body.'
  }])
  t.same((errorLines()[0]?.issues as object[]).map(Object.keys), [['in', 'pointer', 'keyword'], ['in', 'pointer', 'keyword']])
  t.notMatch(JSON.stringify(errorLines().map(line => ({ ...line, time: 0, pid: 0, responseTime: 0 }))), /4711|25/)
})

t.test('the line of a failed validation names ten issues', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger, ajv: { customOptions: { allErrors: true } } })
  app.post('/', { schema: { body: { type: 'array', items: { type: 'integer' } } } }, async () => 'unreachable')

  const response = await app.inject({ method: 'POST', url: '/', payload: Array.from({ length: 12 }, () => 'x') })

  t.equal((JSON.parse(response.body) as { issues: unknown[] }).issues.length, 12)
  t.equal((errorLines()[0]?.issues as unknown[]).length, 10)
})

t.test('the line of an issue that a handler passes names its place', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', (_request, reply) => reply.apiError('invalid_params', { issues: [{ in: 'query', pointer: '/size', message: 'Too big.' }] }))

  await app.inject('/')

  t.strictSame(errorLines()[0]?.issues, [{ in: 'query', pointer: '/size' }])
})

t.test('disableRequestLogging silences the line of a failed validation', { skip: lacks('disableRequestLogging as an option') }, async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger, disableRequestLogging: true })
  app.get('/', { schema: { querystring: { required: ['size'] } } }, async () => 'unreachable')

  await app.inject('/')

  t.same(errorLines(), [])
})

t.test('a message cannot forge a log line', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', (_request, reply) => reply.apiError('conflict', 'a\n{"level":50,"msg":"forged"}'))

  await app.inject('/')

  t.match(errorLines(), [{ level: 30, msg: 'a {"level":50,"msg":"forged"}' }])
})

for (const { name, create, event: { code } } of thrownValues) {
  t.test(`${name} is logged in one line`, async t => {
    const { logger, errorLines } = collectLogs()
    const app = await build(t, {}, { logger })
    app.get('/', () => { throw create() })

    await app.inject('/')

    t.match(errorLines(), [{ level: code >= 500 || name.includes('cause') ? 50 : 30, code }])
  })
}

t.test('a client that went away is no error', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  const answered = new Promise<void>(resolve => app.addHook('onSend', async () => resolve()))
  app.get('/', async request => {
    const gone = once(request.raw.socket, 'close')
    request.raw.socket.destroy()
    await gone
    throw new Error('aborted')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })

  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {}).write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await answered

  t.match(errorLines(), [{ level: 30, constant: 'internal_server_error', err: { message: 'aborted' } }])
  t.equal(errorLines().length, 1)
})

t.test('a response that has begun is cut off, and its error logged', async t => {
  const { logger, lines } = collectLogs()
  const app = await build(t, {}, { logger })
  app.get('/', async (_request, reply) => {
    reply.raw.writeHead(200, { 'content-length': 100 })
    reply.raw.write('begun')
    throw new Error('half way')
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })

  await t.rejects(async () => (await fetch(url)).text())

  t.match(lines.filter(({ level }) => level === 50), [{ err: { message: 'half way' } }])
})
