/** Requests that the API refuses without its database, each with its exact event: they hold whatever befalls the database. */
import type { ApiErrorEvent, ApiErrorIssue } from 'fastify-api-error'
import type { TokenName } from '../tour-cases.js'
import { demo } from '../store/demo.js'
import { expectEvent, type Exchange, type Method } from './exchange.js'

const { roomId, participantId } = demo
const output = { streamKey: 'my-stream-key', url: 'rtmp://live.example.com/app' }
const layout = { type: 'GRID', priority: 'SPEAKER', gridSize: 9 }
const livestream = (members: object) => ({ roomId, outputs: [output], config: { layout }, ...members })
const withLayout = (members: object) => livestream({ config: { layout: { ...layout, ...members } } })

const notJson = 'Request body is not valid JSON.'
const noRoomId = 'Please provide a valid `roomId` in body params.'
const noLayout = 'Please provide layout under config object.'
const badUrl = 'Request path is not a valid URL path.'

/** `issue` is part, pointer and keyword of the one failed validation. */
const invalid: Array<[call: string, body: unknown, code: 400 | 422, message: string, issue: string]> = [
  ['POST /v2/rooms', { region: 'moon1' }, 400, "'region' field is invalid.", 'body /region enum'],
  ['POST /v2/rooms', [], 400, 'Request body must be an object.', 'body  type'],
  ['POST /v2/rooms', { customRoomId: 'a\0b' }, 400, '`customRoomId` is invalid.', 'body /customRoomId pattern'],
  ['GET /v2/rooms?page=0', undefined, 400, '`page` must be ≥ 1.', 'query /page minimum'],
  ['GET /v2/rooms?page=first', undefined, 400, '`page` must be an integer.', 'query /page type'],
  ['GET /v2/rooms?perPage=101', undefined, 400, '`perPage` must be ≤ 100.', 'query /perPage maximum'],
  ['GET /v2/rooms/%00', undefined, 400, '`roomId` is invalid.', 'path /roomId pattern'],
  ['GET /v2/rooms/validate/not-a-room', undefined, 400, '`RoomId` is invalid.', 'path /roomId pattern'],
  ['HEAD /v2/rooms/validate/not-a-room', undefined, 400, '`RoomId` is invalid.', 'path /roomId pattern'],
  ['GET /v2/sessions?roomId=not-a-room', undefined, 400, '`RoomId` is invalid.', 'query /roomId pattern'],
  ['POST /v2/sessions/end', {}, 400, noRoomId, 'body /roomId required'],
  ['POST /v2/sessions/end', { roomId: {} }, 400, '`RoomId` is invalid.', 'body /roomId type'],
  ['POST /v2/sessions/participants/remove', { roomId }, 400, '`PartcipantId` is required in request body.', 'body /participantId required'],
  ['POST /v2/sessions/participants/remove', { participantId }, 400, noRoomId, 'body /roomId required'],
  ['POST /v2/recordings/start', { config: { layout } }, 400, noRoomId, 'body /roomId required'],
  ['POST /v2/recordings/start', { roomId }, 422, 'Please provide config.', 'body /config required'],
  ['POST /v2/recordings/start', { roomId, config: {} }, 422, noLayout, 'body /config/layout required'],
  ['POST /v2/hls/start', { roomId, config: {} }, 422, noLayout, 'body /config/layout required'],
  ['POST /v2/livestreams/start', livestream({ outputs: undefined }), 422, 'Please provide outputs.', 'body /outputs required'],
  ['POST /v2/livestreams/start', livestream({ outputs: [] }), 422, 'Please provide outputs.', 'body /outputs minItems'],
  ['POST /v2/livestreams/start', livestream({ outputs: [{ url: output.url }] }), 422, 'Please provide streamKey.', 'body /outputs/0/streamKey required'],
  ['POST /v2/livestreams/start', livestream({ outputs: [output, { ...output, streamKey: '' }] }), 422, 'Please provide streamKey.', 'body /outputs/1/streamKey minLength'],
  ['POST /v2/livestreams/start', livestream({ outputs: [{ streamKey: 'key' }] }), 422, 'Please provide streamUrl.', 'body /outputs/0/url required'],
  ['POST /v2/livestreams/start', livestream({ outputs: [{ ...output, url: 'no url' }] }), 422, 'outputs[0].url must be a valid URI.', 'body /outputs/0/url format'],
  ['POST /v2/livestreams/start', livestream({ config: {} }), 422, noLayout, 'body /config/layout required'],
  ['POST /v2/livestreams/start', withLayout({ type: 'CIRCLE' }), 422, 'layout.type must be SPOTLIGHT, SIDEBAR or GRID.', 'body /config/layout/type enum'],
  ['POST /v2/livestreams/start', withLayout({ priority: 'LOUDEST' }), 422, 'layout.priority must be SPEAKER or PIN.', 'body /config/layout/priority enum'],
  ['POST /v2/livestreams/start', withLayout({ gridSize: 0 }), 422, 'grid Size must be a positive number.', 'body /config/layout/gridSize exclusiveMinimum'],
  ['POST /v2/livestreams/start', withLayout({ gridSize: 26 }), 422, 'grid Size must be ≤ 25.', 'body /config/layout/gridSize maximum']
]

const refused: Array<[call: string, token: TokenName, constant: string, code: number, message: string]> = [
  ['GET /v2/rooms', 'none', 'invalid_token', 401, '`token` is invalid.'],
  ['HEAD /v2/rooms', 'none', 'invalid_token', 401, '`token` is invalid.'],
  ['GET /v2/rooms', 'forged', 'invalid_token', 401, '`token` is invalid.'],
  ['GET /v2/sessions', 'expired', 'invalid_token', 401, '`token` is invalid.'],
  ['GET /v2/rooms', 'old version', 'unauthorized_token', 403, 'Unauthorised access to V2 API, please provide valid payload version.'],
  ['GET /v2/recordings', 'no role', 'unauthorized_token', 403, 'Your role must be a CRAWLER in token payload to use V2 API.'],
  ['GET /v2/none?key=secret', 'valid', 'resource_not_found', 404, 'Route GET /v2/none not found'],
  ['DELETE /v2/rooms', 'valid', 'resource_not_found', 404, 'Route DELETE /v2/rooms not found'],
  ['GET /v2/rooms/%zz', 'valid', 'invalid_params', 400, badUrl],
  [`GET /v2/rooms/${'a'.repeat(101)}`, 'valid', 'uri_too_long', 414, 'A parameter in the request path is too long.']
]

const unreadable: Array<[body: string, contentType: string, constant: string, code: number, message: string]> = [
  ['{"region":', 'application/json', 'invalid_params', 400, notJson],
  ['{"__proto__":{"region":"uk001"}}', 'application/json', 'invalid_params', 400, notJson],
  ['', 'application/json', 'invalid_params', 400, 'Request body is empty; send JSON, or leave Content-Type out.'],
  ['region=uk001', 'text/csv', 'unsupported_media_type', 415, 'Content-Type is not supported; send application/json.']
]

export const refusals: readonly Exchange[] = [
  ...invalid.map(([call, body, code, message, issue]) => {
    const constant = code === 400 ? 'invalid_params' : 'invalid_object'
    return exchange(call, { constant, code, message, issues: [issueOf(issue, message)] }, body === undefined ? {} : { body: JSON.stringify(body) })
  }),
  ...refused.map(([call, token, constant, code, message]) => exchange(call, { constant, code, message }, { token })),
  ...unreadable.map(([body, contentType, constant, code, message]) =>
    exchange('POST /v2/rooms', { constant, code, message }, { body, contentType }))
]

function exchange (call: string, event: ApiErrorEvent, request: Partial<Exchange>): Exchange {
  const [method, path = ''] = call.split(' ') as [Method, string]
  return { method, path, ...request, check: expectEvent(method, event) }
}

function issueOf (issue: string, message: string): ApiErrorIssue {
  const [part, pointer = '', keyword = ''] = issue.split(' ') as [ApiErrorIssue['in'], string, string]
  return { in: part, pointer, keyword, message }
}
