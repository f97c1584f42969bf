import { STATUS_CODES } from 'node:http'
import t from 'tap'
import { defineCatalog } from '../../lib/index.js'
import { genericConstantFor, genericEntries } from '../../lib/catalog/generic-constants.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

const entries = Object.entries(genericEntries)

t.test('there is one generic constant per status, and each is well formed', async t => {
  t.equal(new Set(entries.map(([, { code }]) => code)).size, entries.length)
  for (const [constant, { code, title }] of entries) {
    t.match(constant, /^[a-z]+(_[a-z]+)*$/)
    t.equal(constant, title.toLowerCase().replaceAll(' ', '_'))
    t.ok(code >= 400 && code <= 599)
  }
})

t.test('every error status that Node and IANA name is there', async t => {
  // 418 is unused and 509 unassigned in the IANA registry.
  const known = Object.keys(STATUS_CODES).map(Number).filter(code => code >= 400 && code !== 418 && code !== 509)

  t.same(entries.map(([, { code }]) => code).sort(), known.sort())
})

for (const [constant, code] of [
  ['bad_request', 400],
  ['conflict', 409],
  ['payload_too_large', 413],
  ['unprocessable_content', 422],
  ['too_many_requests', 429],
  ['unavailable_for_legal_reasons', 451],
  ['internal_server_error', 500],
  ['service_unavailable', 503]
] as const) {
  t.test(`${constant} is the generic constant of ${code}, in every catalog`, async t => {
    const app = await build(t, { catalog: defineCatalog({}) })
    app.get('/', (_request, reply) => reply.apiError(constant))

    t.equal(genericConstantFor(code), constant)
    t.same(eventOf(await app.inject('/')), { constant, code, message: genericEntries[constant].title })
  })
}

t.test('a status without a name has the constant of its class', async t => {
  t.equal(genericConstantFor(418), 'bad_request')
  t.equal(genericConstantFor(499), 'bad_request')
  t.equal(genericConstantFor(599), 'internal_server_error')
})
