/** The `data` of a catalog is documented as @fastify/swagger documents a route's own schemas. */
import { Type, type TSchema } from '@sinclair/typebox'
import t, { type Test } from 'tap'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { catalog, documentErrors } from '../../lib/index.js'
import { documentOf, type Setup } from '../fixtures/openapi-document.js'

async function documentedData (t: Test, version: '3.0.3' | '3.1.0', data: TSchema, swaggerOptions: Setup['swaggerOptions'] = {}) {
  const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.', data } })
  const { paths, components } = await documentOf(t, {
    version,
    swaggerOptions,
    options: { catalog: errors },
    declare: app => app.get('/', { schema: { response: errors.responses('room_full') } }, async (_request, reply) => reply.apiError('room_full', { data: {} }))
  })
  const responses = paths['/']?.get?.responses ?? {}
  const schema = responses['409']?.content['application/json']?.schema as { allOf: [unknown, { properties: { data: unknown } }] }
  return { responses, data: schema.allOf[1].properties.data, schemas: components.schemas }
}

for (const [what, data, expected] of [
  ['null', Type.Object({ by: Type.Union([Type.String(), Type.Null()]) }), { properties: { by: { type: 'string', nullable: true } } }],
  ['a map', Type.Object({ seats: Type.Record(Type.String(), Type.Integer()) }), { properties: { seats: { additionalProperties: { type: 'integer' } } } }],
  ['a literal', Type.Object({ kind: Type.Literal('hard') }), { properties: { kind: { type: 'string', enum: ['hard'] } } }],
  ['a property named properties', Type.Object({ properties: Type.Literal('x') }), { properties: { properties: { enum: ['x'] } } }],
  ['examples', Type.Object({ by: Type.String({ examples: ['Ada'] }) }), { properties: { by: { example: 'Ada' } } }]
] as const) {
  t.test(`${what} in data is written as OpenAPI 3.0 has it`, async t => {
    t.match((await documentedData(t, '3.0.3', data)).data, expected)
  })
}

for (const version of ['3.0.3', '3.1.0'] as const) {
  t.test(`recursive data refers to a component of the OpenAPI ${version} document`, async t => {
    const node = Type.Recursive(This => Type.Object({ id: Type.String(), children: Type.Array(This) }))
    const { data, schemas } = await documentedData(t, version, Type.Object({ node }))
    const references = [...JSON.stringify([data, schemas]).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => String(reference))

    t.ok(references.length > 0)
    for (const reference of references) t.ok(reference.replace('#/components/schemas/', '') in schemas, reference)
  })
}

t.test('a route without response schemas keeps its default response', async t => {
  const { responses } = await documentedData(t, '3.1.0', Type.Object({ capacity: Type.Integer() }))

  t.same(responses['200'], { description: 'Default Response' })
})

t.test('data is documented beside the transform of another type provider', async t => {
  const { data } = await documentedData(t, '3.1.0', Type.Object({ capacity: Type.Integer() }),
    documentErrors({ transform: jsonSchemaTransform, transformObject: jsonSchemaTransformObject }))

  t.same(data, { type: 'object', required: ['capacity'], properties: { capacity: { type: 'integer' } } })
})

for (const [what, own, other] of [
  ["one catalog's data", Type.Object({ seats: Type.Integer() }, { $id: 'Details' }), Type.Object({ desks: Type.Integer() }, { $id: 'Details' })],
  ['the parts of two modules', ...['seats', 'desks'].map(name => Type.Module({
    Details: Type.Object({ [name]: Type.Integer(), next: Type.Optional(Type.Ref('Details')) })
  }).Import('Details'))]
] as const) {
  t.test(`two schemas of one $id in ${what} are two components`, async t => {
    const errors = catalog.extend({ room_full: { code: 409, title: 'x', data: own as TSchema }, desk_taken: { code: 410, title: 'x', data: other as TSchema } })
    const { components } = await documentOf(t, { declare: app => app.get('/', { schema: { response: errors.responses('room_full', 'desk_taken') } }, async () => 'x') })
    const properties = Object.values(components.schemas).map(schema => Object.keys((schema as TSchema).properties as object)[0])

    t.same(properties, ['seats', 'desks', 'constant'])
  })
}

t.test('parts of two modules that read the same, and refer to parts that do not, are told apart', async t => {
  const [own, other] = ['seats', 'desks'].map(name => Type.Module({
    Place: Type.Object({ details: Type.Ref('Details') }), Details: Type.Object({ [name]: Type.Integer() })
  }).Import('Place') as unknown as TSchema)
  const errors = catalog.extend({ room_full: { code: 409, title: 'x', data: own }, desk_taken: { code: 410, title: 'x', data: other } })
  const { paths, components } = await documentOf(t, { declare: app => app.get('/', { schema: { response: errors.responses('room_full', 'desk_taken') } }, async () => 'x') })
  const follow = (schema: unknown) => components.schemas[String((schema as TSchema).$ref).replace('#/components/schemas/', '')] as { properties: Record<string, unknown> }
  const detailsOf = (code: string) => {
    const { allOf } = paths['/']?.get?.responses[code]?.content['application/json']?.schema as { allOf: [unknown, { properties: { data: unknown } }] }
    return Object.keys(follow(follow(allOf[1].properties.data).properties.details).properties)
  }

  t.same([detailsOf('409'), detailsOf('410')], [['seats'], ['desks']])
})

t.test("data has a component of its own beside the user's schema of the same $id", async t => {
  const errors = catalog.extend({ room_full: { code: 409, title: 'x', data: Type.Object({ seats: Type.Integer() }, { $id: 'Room' }) } })
  const { components } = await documentOf(t, {
    declare: app => {
      app.addSchema({ $id: 'Room', type: 'object', properties: { id: { type: 'string' } } })
      app.get('/', { schema: { response: { 200: { $ref: 'Room#' }, ...errors.responses('room_full') } } }, async () => 'x')
    }
  })

  t.match(Object.values(components.schemas), [{ properties: { id: {} } }, { properties: { seats: {} } }, { properties: { constant: {} } }])
})

t.test('a schema that routes and errors share stays one component', async t => {
  const Room = Type.Object({ id: Type.String() }, { $id: 'Room' })
  const errors = catalog.extend({ room_full: { code: 409, title: 'x', data: Room } })
  const { components } = await documentOf(t, {
    declare: app => {
      app.addSchema(Room)
      app.get('/', { schema: { response: { 200: { $ref: 'Room#' }, ...errors.responses('room_full') } } }, async () => 'x')
    }
  })

  t.match(Object.values(components.schemas), [{ properties: { id: {} } }, { properties: { constant: {} } }])
  t.equal(Object.keys(components.schemas).length, 2)
})
