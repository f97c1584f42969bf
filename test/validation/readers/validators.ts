import { FormatRegistry, Type } from '@sinclair/typebox'
import { z, type ZodType } from 'zod'
import t from 'tap'
import { eventOf } from '../../fixtures/event.js'
import { buildWith, failBody, type ValidatorName } from '../../fixtures/validators.js'

// TypeBox knows no format by itself.
FormatRegistry.Set('email', value => value.includes('@'))

const names: readonly ValidatorName[] = [
  'ajv', 'ajv allErrors', 'ajv2020', 'ajv2020 allErrors', 'typebox5', 'typebox6', 'zod', 'zod-openapi'
]

/** One fault each: the schema in TypeBox and in zod, a body, and where the fault is. */
const faults: ReadonlyArray<readonly [fault: string, schema: object, zod: ZodType, body: unknown, constant: string, pointer: string]> = [
  ['a missing scalar', Type.Object({ name: Type.String() }), z.object({ name: z.string() }), {}, 'invalid_params', '/name'],
  ['a missing object', Type.Object({ config: Type.Object({}) }), z.object({ config: z.object({}) }), {}, 'invalid_object', '/config'],
  ['a missing array', Type.Object({ outputs: Type.Array(Type.String()) }), z.object({ outputs: z.array(z.string()) }), {}, 'invalid_object', '/outputs'],
  ['a missing nested member', Type.Object({ config: Type.Object({ layout: Type.String() }) }), z.object({ config: z.object({ layout: z.string() }) }), { config: {} }, 'invalid_object', '/config/layout'],
  ['a missing member of an element', Type.Object({ outputs: Type.Array(Type.Object({ url: Type.String() })) }), z.object({ outputs: z.array(z.object({ url: z.string() })) }), { outputs: [{}] }, 'invalid_object', '/outputs/0/url'],
  ['a missing optional-object branch', Type.Object({ v: Type.Union([Type.Object({}), Type.Null()]) }), z.object({ v: z.object({}).nullable() }), {}, 'invalid_object', '/v'],
  ['a wrong type', Type.Object({ page: Type.Integer() }), z.object({ page: z.int() }), { page: 'x' }, 'invalid_params', '/page'],
  ['a wrong type of an object', Type.Object({ config: Type.Object({}) }), z.object({ config: z.object({}) }), { config: 'x' }, 'invalid_object', '/config'],
  ['a wrong nested type', Type.Object({ config: Type.Object({ size: Type.Integer() }) }), z.object({ config: z.object({ size: z.int() }) }), { config: { size: 'x' } }, 'invalid_object', '/config/size'],
  ['a wrong type in an array', Type.Object({ ids: Type.Array(Type.Integer()) }), z.object({ ids: z.array(z.int()) }), { ids: [1, 'x'] }, 'invalid_object', '/ids/1'],
  ['no member of an enum', Type.Object({ region: Type.Union([Type.Literal('uk001'), Type.Literal('us001')]) }), z.object({ region: z.enum(['uk001', 'us001']) }), { region: 'x' }, 'invalid_params', '/region'],
  ['no member of a nested enum', Type.Object({ layout: Type.Object({ type: Type.Union([Type.Literal('GRID'), Type.Literal('SIDEBAR')]) }) }), z.object({ layout: z.object({ type: z.enum(['GRID', 'SIDEBAR']) }) }), { layout: { type: 'x' } }, 'invalid_object', '/layout/type'],
  ['not the constant', Type.Object({ version: Type.Literal(2) }), z.object({ version: z.literal(2) }), { version: 3 }, 'invalid_params', '/version'],
  ['below the minimum', Type.Object({ page: Type.Integer({ minimum: 1 }) }), z.object({ page: z.int().min(1) }), { page: 0 }, 'invalid_params', '/page'],
  ['above the maximum', Type.Object({ page: Type.Integer({ maximum: 9 }) }), z.object({ page: z.int().max(9) }), { page: 10 }, 'invalid_params', '/page'],
  ['at the exclusive minimum', Type.Object({ page: Type.Integer({ exclusiveMinimum: 0 }) }), z.object({ page: z.int().gt(0) }), { page: 0 }, 'invalid_params', '/page'],
  ['at the exclusive maximum', Type.Object({ page: Type.Integer({ exclusiveMaximum: 9 }) }), z.object({ page: z.int().lt(9) }), { page: 9 }, 'invalid_params', '/page'],
  ['no multiple', Type.Object({ page: Type.Integer({ multipleOf: 5 }) }), z.object({ page: z.int().multipleOf(5) }), { page: 3 }, 'invalid_params', '/page'],
  ['a text that is too short', Type.Object({ name: Type.String({ minLength: 3 }) }), z.object({ name: z.string().min(3) }), { name: 'x' }, 'invalid_params', '/name'],
  ['a text that is too long', Type.Object({ name: Type.String({ maxLength: 3 }) }), z.object({ name: z.string().max(3) }), { name: 'xxxx' }, 'invalid_params', '/name'],
  ['too few items', Type.Object({ ids: Type.Array(Type.Integer(), { minItems: 1 }) }), z.object({ ids: z.array(z.int()).min(1) }), { ids: [] }, 'invalid_object', '/ids'],
  ['too many items', Type.Object({ ids: Type.Array(Type.Integer(), { maxItems: 1 }) }), z.object({ ids: z.array(z.int()).max(1) }), { ids: [1, 2] }, 'invalid_object', '/ids'],
  ['a pattern', Type.Object({ id: Type.String({ pattern: '^[a-z]+$' }) }), z.object({ id: z.string().regex(/^[a-z]+$/) }), { id: '1' }, 'invalid_params', '/id'],
  ['a format', Type.Object({ mail: Type.String({ format: 'email' }) }), z.object({ mail: z.email() }), { mail: 'x' }, 'invalid_params', '/mail'],
  ['an unexpected member', Type.Object({ a: Type.String() }, { additionalProperties: false }), z.strictObject({ a: z.string() }), { a: 'x', b: 1 }, 'invalid_params', '/b'],
  ['an unexpected object', Type.Object({ a: Type.String() }, { additionalProperties: false }), z.strictObject({ a: z.string() }), { a: 'x', b: {} }, 'invalid_params', '/b'],
  ['an unexpected nested member', Type.Object({ c: Type.Object({}, { additionalProperties: false }) }), z.object({ c: z.strictObject({}) }), { c: { b: 1 } }, 'invalid_object', '/c/b'],
  ['a name with a slash and a tilde', Type.Object({ n: Type.Object({ 'a/b~c': Type.Integer() }) }), z.object({ n: z.object({ 'a/b~c': z.int() }) }), { n: { 'a/b~c': 'x' } }, 'invalid_object', '/n/a~1b~0c'],
  ['no branch of a union', Type.Object({ v: Type.Union([Type.Boolean(), Type.Object({ a: Type.String() })]) }), z.object({ v: z.union([z.boolean(), z.object({ a: z.string() })]) }), { v: 'x' }, 'invalid_object', '/v'],
  ['a body of another type', Type.Object({ a: Type.String() }), z.object({ a: z.string() }), [], 'invalid_params', ''],
  ['a body that is null', Type.Object({ a: Type.String() }), z.object({ a: z.string() }), null, 'invalid_params', ''],
  ['no body', Type.Object({ a: Type.String() }), z.object({ a: z.string() }), undefined, 'invalid_params', ''],
  ['an element of a body that is an array', Type.Array(Type.Object({ id: Type.Integer() })), z.array(z.object({ id: z.int() })), [{ id: 'x' }], 'invalid_object', '/0/id']
]

for (const [fault, schema, zod, body, constant, pointer] of faults) {
  t.test(`${fault} has the same constant, part and pointer, whichever validator finds it`, async t => {
    for (const name of names) {
      const event = await failBody(t, name, name.startsWith('zod') ? zod : schema, body)

      t.equal(event.constant, constant, `${name}: constant`)
      t.hasStrict(event.issues, [{ in: 'body', pointer }], `${name}: ${JSON.stringify(event.issues)}`)
      t.equal(event.issues?.length, 1, `${name}: one issue`)
    }
  })
}

for (const [part, url, headers, location, pointer] of [
  ['querystring', '/?page=x', {}, 'query', '/page'],
  ['params', '/x', {}, 'path', '/page'],
  ['headers', '/1', { page: 'x' }, 'header', '/page']
] as const) {
  t.test(`a fault in the ${part} is a parameter's, whichever validator finds it`, async t => {
    for (const name of names) {
      const app = await buildWith(t, name)
      const schema = name.startsWith('zod') ? z.object({ page: z.coerce.number() }) : Type.Object({ page: Type.Integer() })
      app.get(part === 'querystring' ? '/' : '/:page', { schema: { [part]: schema } }, async () => 'valid')

      const event = eventOf(await app.inject({ url, headers }))

      t.hasStrict(event, { constant: 'invalid_params', issues: [{ in: location, pointer }] }, name)
    }
  })
}
