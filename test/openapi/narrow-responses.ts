/** `narrowResponses`: which constants a response holds, and which data comes with which, for clients that are generated. */
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { catalog, documentErrors } from '../../lib/index.js'
import { documentOf } from '../fixtures/openapi-document.js'
import { compileGenerated } from '../fixtures/openapi-types.js'

const errors = catalog.extend({
  room_full: { code: 409, title: 'Room is full.', data: Type.Object({ capacity: Type.Integer() }) },
  room_locked: { code: 409, title: 'Room is locked.', data: Type.Object({ by: Type.Union([Type.String(), Type.Null()]) }) },
  room_moved: { code: 409, title: 'Room has moved.' }
})
const event = { $ref: '#/components/schemas/ApiErrorEvent' }
const problem = { $ref: '#/components/schemas/ApiErrorProblemDetails' }
const kind = (constants: string[], data: object = {}) => ({ type: 'object', required: ['constant'], properties: { constant: { type: 'string', enum: constants }, ...data } })

const narrowedDocument = (t: Test, version: '3.0.3' | '3.1.0', declare: (app: FastifyInstance) => unknown, problemDetails = false) =>
  documentOf(t, { version, options: { catalog: errors, problemDetails }, swaggerOptions: documentErrors({ narrowResponses: true }), declare })

const room = (app: FastifyInstance) => app.get('/rooms', {
  schema: { querystring: { type: 'object', properties: { page: { type: 'integer' } } }, response: errors.responses('resource_not_found', 'not_found', 'room_full', 'room_locked', 'room_moved', 'conflict') }
}, async (_request, reply) => reply.apiError('not_found'))

for (const [version, by] of [
  ['3.0.3', { type: 'string', nullable: true }],
  ['3.1.0', { anyOf: [{ type: 'string' }, { type: 'null' }] }]
] as const) {
  t.test(`each response of an OpenAPI ${version} document has its own constants, and data by constant`, async t => {
    const { paths } = await narrowedDocument(t, version, room, true)
    const contentOf = (code: number) => paths['/rooms']?.get?.responses[code]?.content
    const capacity = { type: 'object', required: ['capacity'], properties: { capacity: { type: 'integer' } } }

    t.same(contentOf(400)?.['application/json']?.schema, { allOf: [event, kind(['invalid_params'])] })
    t.same(contentOf(404)?.['application/json']?.schema, { allOf: [event, kind(['resource_not_found', 'not_found'])] })
    for (const [mediaType, reference] of [['application/json', event], ['application/problem+json', problem]] as const) {
      t.match(contentOf(409)?.[mediaType]?.schema, {
        allOf: [reference, { oneOf: [kind(['room_moved', 'conflict']), kind(['room_full'], { data: capacity }), kind(['room_locked'], { data: { properties: { by } } })] }]
      }, mediaType)
    }
  })
}

t.test('types that openapi-typescript generates narrow by constant', async t => {
  const document = await narrowedDocument(t, '3.1.0', room)
  const faults = await compileGenerated(t, document, `import type { paths } from './types.js'
    type Responses = paths['/rooms']['get']['responses']
    type Failure = { [Code in 400 | 404 | 409]: Responses[Code]['content']['application/json'] }[400 | 404 | 409]
    export function advise (event: Failure): string {
      switch (event.constant) {
        case 'invalid_params':
        case 'resource_not_found':
        case 'not_found':
        case 'room_moved':
        case 'conflict': return event.message
        case 'room_full': return String(event.data?.capacity.toFixed())
        case 'room_locked': return event.data?.by ?? 'nobody'
      }
    }
    // @ts-expect-error -- 404 has no such constant
    export const wrong: Responses[404]['content']['application/json'] = { constant: 'room_full', code: 404, message: 'Room is full.' }`)

  t.equal(faults, '')
})

for (const [options, fault] of [
  [{ narrowResponses: 'yes' }, "- option 'narrowResponses' must be true or false, got 'yes'."],
  [{ transform: {} }, "- option 'transform' must be a function ({ schema, url, … }) => ({ schema, url }), got {}."],
  [{ transformObject: 1 }, "- option 'transformObject' must be a function ({ openapiObject }) => openapiObject, got 1."],
  [{ openapi: {} }, "- unknown option 'openapi'; known are transform, transformObject, narrowResponses."]
] as ReadonlyArray<readonly [object, string]>) {
  t.test(`documentErrors refuses ${JSON.stringify(options)}`, async t => {
    t.throws(() => documentErrors(options), new TypeError(`Invalid options of documentErrors:\n${fault}`))
  })
}

for (const options of [null, 'yes', 1, () => {}] as object[]) {
  t.test(`documentErrors refuses ${String(options)} for its options`, async t => {
    t.throws(() => documentErrors(options), { name: 'TypeError', message: /^Invalid options of documentErrors: must be an object, got / })
  })
}
