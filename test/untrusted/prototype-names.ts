/** Names that every object inherits are names like any other, wherever one comes in from outside. */
import t from 'tap'
import { catalog, defineCatalog, documentErrors, serverOptions, toApiErrorEvent } from '../../lib/index.js'
import { recordErrors } from '../../lib/opentelemetry.js'
import errorReference, { toMarkdown } from '../../lib/reference/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

const names = Object.getOwnPropertyNames(Object.prototype)
const own = (name: string, value: unknown): object => Object.fromEntries([[name, value]])

/** Text of the JavaScript engine that tells of a look-up gone wrong. */
const engineText = /is not (?:a function|iterable|a constructor)|cannot read|undefined \(/i

for (const name of names) {
  t.test(`${name} as a member of a detail`, async t => {
    const app = await build(t)
    app.get('/', (_request, reply) => {
      reply.code(404)
      return (reply.apiError as (constant: string, detail: object) => unknown)('conflict', own(name, 'x'))
    })

    t.same(eventOf(await app.inject('/')), { constant: 'internal_server_error', code: 500, message: 'Internal Server Error' })
    t.throws(() => catalog.error('conflict', own(name, 'x')), { message: `Invalid error detail: has no member '${name}'; known are message, headers, issues, cause, data.` })
  })

  t.test(`${name} as a constant`, async t => {
    for (const call of [
      () => catalog.error(name as 'conflict'),
      () => catalog.ensure(undefined, name as 'conflict'),
      () => catalog.responses(name as 'conflict'),
      () => defineCatalog({}).error(name as 'conflict')
    ]) t.throws(call, { message: `Unknown error constant '${name}'` })
  })

  t.test(`${name} as an option`, async t => {
    const options = own(name, 'x')
    const unknown = { message: `unknown option '${name}'` }

    await t.rejects(async () => build(t, options), unknown)
    await t.rejects(async () => (await build(t)).register(errorReference, options), unknown)
    for (const call of [
      () => serverOptions(options), () => documentErrors(options), () => recordErrors(options), () => toMarkdown(catalog, options),
      () => toApiErrorEvent(new Error('x'), options), () => documentErrors({ ...options })
    ]) t.throws(call, unknown)
    await t.rejects(async () => build(t, { validation: options }), { message: "option 'validation'" })
    await t.rejects(async () => build(t, { validation: { parameter: name } }), { message: "option 'validation'" })
  })

  t.test(`${name} in an entry of a catalog`, async t => {
    t.throws(() => defineCatalog({ room_full: { code: 409, title: 'Full.', ...own(name, 'x') } }), { message: `has no member '${name}'` })
    const extend = () => catalog.extend(own(name, { code: 409, title: 'Full.' }) as {}) as unknown as typeof catalog
    // It is a name that a constant can have.
    if (name === 'constructor') t.equal(extend().error(name as 'conflict').statusCode, 409)
    else t.throws(extend, { message: /its name must start with a letter and hold only/ })
  })

  t.test(`${name} as whatever a foreign error can be called`, async t => {
    const error = (fields: object) => Object.assign(new Error('Own.'), { statusCode: 409, ...fields })
    for (const fields of [{ code: name }, { name }, { status: name, expose: true }, { constant: name }, { type: name }, { headers: own(name, 'x') }]) {
      t.same(toApiErrorEvent(error(fields)), { constant: 'conflict', code: 409, message: 'Own.' }, JSON.stringify(fields))
    }
    t.equal(toApiErrorEvent(error({ validationContext: name, validation: [{ instancePath: '' }] })).constant, 'conflict')
  })

  t.test(`${name} in the items of a validator`, async t => {
    const item = { keyword: name, instancePath: `/${name}`, schemaPath: `#/${name}`, params: own(name, 'x') }
    const error = Object.assign(new Error('x'), { statusCode: 400, validationContext: 'body', validation: [item] })

    t.same(toApiErrorEvent(error), {
      constant: 'invalid_params',
      code: 400,
      message: `\`${name}\` is invalid.`,
      issues: [{ in: 'body', pointer: `/${name}`, keyword: name, message: `\`${name}\` is invalid.` }]
    })
  })

  t.test(`${name} as a member of the request and of its schema`, async t => {
    const app = await build(t, {}, { ajv: { customOptions: { removeAdditional: false, ownProperties: true } } })
    app.post('/unexpected', { schema: { body: { type: 'object', additionalProperties: false, properties: { a: { type: 'string' } } } } }, async () => 'accepted')
    app.post('/format', { schema: { body: { type: 'object', properties: { a: { type: 'string', minLength: 3, errorMessage: own(name, 'Never.') } } } } }, async () => 'accepted')
    app.get('/query', { schema: { querystring: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } } } }, async () => 'accepted')
    const post = async (url: string, body: object) => (await app.inject({ method: 'POST', url, payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } })).json()

    // Fastify refuses these two before any schema is asked: `onProtoPoisoning` and `onConstructorPoisoning`.
    const expected = name === '__proto__' ? 'Request body is not valid JSON.' : `\`${name}\` is not allowed in request body.`
    t.equal((await post('/unexpected', own(name, 1))).message, expected)
    t.equal((await post('/format', { a: 'x' })).message, '`a` must have at least 3 characters.')
    t.equal((await app.inject(`/query?${name}=1`)).json().message, '`a` is required in query string.')
  })

  t.test(`${name} leaves no text of the engine`, async t => {
    const app = await build(t)
    for (const url of [`/${name}`, `/?${name}=${name}`, `/a/${name}`]) {
      const { body } = await app.inject({ url, headers: { accept: name, 'content-type': name } })
      t.notMatch(body, engineText)
    }
  })
}
