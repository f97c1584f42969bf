import { inspect } from 'node:util'
import t from 'tap'
import { ApiError, catalog, isApiError } from '../../lib/index.js'
import { build } from '../fixtures/build.js'

t.test('an ApiError of a 4xx captures no stack frames', async t => {
  t.equal(catalog.error('resource_not_found').stack, 'ApiError: Resource not found.')
})

t.test('an ApiError of a 5xx captures its stack', async t => {
  t.match(catalog.error('service_unavailable').stack, /test\/catalog\/api-error/)
})

t.test("the process's stack trace limit stays as it was", async t => {
  const limit = Error.stackTraceLimit

  catalog.error('resource_not_found')

  t.equal(Error.stackTraceLimit, limit)
})

t.test('an ApiError has a name, a class and a cause as errors do', async t => {
  const cause = new Error('disk full')
  const error = catalog.error('fetch_error', { cause })

  t.ok(error instanceof ApiError)
  t.equal(error.name, 'ApiError')
  t.equal(error.cause, cause)
  t.notOk('cause' in catalog.error('fetch_error'))
})

t.test('an ApiError has no members that were not given', async t => {
  t.same(Object.keys(catalog.error('fetch_error')), ['constant', 'statusCode'])
})

const changeable = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit') as PropertyDescriptor

for (const [name, limit] of [
  ['read-only', { ...changeable, writable: false }],
  ['missing on an Error that cannot be extended', undefined],
  ['kept by a setter that throws', { configurable: true, get: () => 10, set () { throw new Error('hardened') } }]
] as const) {
  t.test(`a stack trace limit that is ${name} is left as it is`, async t => {
    const app = await build(t)
    app.addHook('preValidation', async () => {})
    app.get('/', { schema: { querystring: { type: 'object', required: ['a'] } } }, async () => 'unreachable')
    app.get('/thrown', async () => { throw catalog.error('resource_not_found') })
    app.get('/replied', async (_request, reply) => reply.apiError('resource_not_found'))
    await app.ready()

    const withLimit = async <Result>(use: () => Promise<Result>) => {
      if (limit !== undefined) Object.defineProperty(Error, 'stackTraceLimit', limit)
      else Reflect.deleteProperty(Error, 'stackTraceLimit')
      try {
        return await use()
      } finally {
        Object.defineProperty(Error, 'stackTraceLimit', changeable)
      }
    }

    await withLimit(async () => {
      t.equal(catalog.error('conflict').statusCode, 409)
      for (const [url, status] of [['/', 400], ['/thrown', 404], ['/replied', 404]] as const) t.equal((await app.inject(url)).statusCode, status)
      if (limit === undefined) t.equal(Error.stackTraceLimit, undefined)
    })
  })
}

t.test('isApiError knows the errors of another install of the package', async t => {
  const copy = await import(`${'../../lib/catalog/api-error.js'}?copy`) as typeof import('../../lib/catalog/api-error.js')
  const other = copy.createApiError('conflict', catalog.constants.conflict, undefined)

  t.notOk(other instanceof ApiError)
  t.ok(isApiError(other))
})

const { proxy, revoke } = Proxy.revocable({}, {})
revoke()

for (const value of [undefined, null, 'x', 404, Symbol('x'), {}, new Error('x'), { constant: 'conflict', statusCode: 409 }, { constant: Object.create(null) }]) {
  t.test(`isApiError refuses ${inspect(value)}`, async t => t.notOk(isApiError(value)))
}

t.test('isApiError refuses a revoked proxy', async t => t.notOk(isApiError(proxy)))

t.test('isApiError refuses an ApiError whose status was changed afterwards', async t => {
  t.notOk(isApiError(Object.assign(catalog.error('conflict'), { statusCode: 200 })))
})
