import t from 'tap'
import { catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'

/** The error document's table: constant, code and messages, to the letter. */
const documented = [
  ['invalid_params', 400, [
    'Please provide a valid `roomId` in body params.',
    '`PartcipantId` is required in request body.',
    '`RoomId` is invalid.',
    "'region' field is invalid."
  ]],
  ['invalid_token', 401, [
    '`token` is invalid.'
  ]],
  ['unauthorized_token', 403, [
    'Unauthorised access to V2 API, please provide valid payload version.',
    'Your role must be a CRAWLER in token payload to use V2 API.'
  ]],
  ['resource_not_found', 404, [
    'Room not found.',
    'Room Recording not found.',
    'Session not found.',
    'HLS not found.',
    'No active participants found.'
  ]],
  ['fetch_error', 406, [
    'Failed to get session details.',
    'Unable to fetch rooms.',
    'Unable to list Room Recordings.',
    'Failed to get Active participant List.',
    'Failed to end session.',
    'Failed to remove participant from session.'
  ]],
  ['invalid_object', 422, [
    'Please provide streamKey.',
    'Please provide streamUrl.',
    'Please provide layout under config object.',
    'Please provide outputs.',
    'layout.type must be SPOTLIGHT, SIDEBAR or GRID.',
    'layout.priority must be SPEAKER or PIN.',
    'grid Size must be a positive number.',
    'grid Size must be ≤ 25.'
  ]]
] as const

t.test('the built-in catalog has the documented constants, in the documented order, and no others', async t => {
  t.same(Object.keys(catalog.constants), documented.map(([constant]) => constant))
})

t.test('the document lists 26 messages', async t => {
  t.equal(documented.flatMap(([, , messages]) => messages).length, 26)
})

for (const [constant, code, messages] of documented) {
  t.test(`${constant} has its documented code and messages, word for word`, async t => {
    t.equal(catalog.constants[constant].code, code)
    t.same(catalog.constants[constant].messages, messages)
  })

  t.test(`${constant} has a title and a description of its own`, async t => {
    t.match(catalog.constants[constant].title, /^\S.*\.$/)
    t.match(catalog.constants[constant].description, /^[A-Z].{40,}\.$/)
  })

  t.test(`reply.apiError sends each message of ${constant} as it is documented`, async t => {
    const app = await build(t)
    app.get<{ Querystring: { message: string } }>('/', (request, reply) => reply.apiError(constant, request.query.message))

    for (const message of messages) {
      const response = await app.inject({ url: '/', query: { message } })

      t.same(eventOf(response), { constant, code, message })
    }
  })
}
