import t from 'tap'
import { z } from 'zod'
import { catalog, entryOf } from '../../lib/catalog/catalog.js'
import { defaultSettings } from '../../lib/options.js'
import { errorsByCode, impliedErrors } from '../../lib/routes/route-errors.js'

const shared = new Map<string, unknown>([['Room', { properties: { layout: { type: 'object' } } }]])
const route = { settings: defaultSettings, declared: [], getSchema: (id: string) => shared.get(id) }
const entries = (...constants: readonly string[]) => new Map(constants.map(constant => [constant, entryOf(catalog.constants, constant)]))

const parameters = ['invalid_params']
const both = ['invalid_params', 'invalid_object']
const cycle = { $ref: '#' }

for (const [name, schema, constants] of [
  ['without a schema', undefined, []],
  ['without a schema of the request', { response: {} }, []],
  ['with params', { params: {} }, parameters],
  ['with a query string', { querystring: {} }, parameters],
  ['with a query string under its other name', { query: {} }, parameters],
  ['with headers', { headers: {} }, parameters],
  ['with an object in the query string', { querystring: { properties: { a: { type: 'object' } } } }, parameters],
  ['with a body of scalars', { body: { properties: { a: { type: 'string' } } } }, parameters],
  ['with an object in the body', { body: { properties: { a: { type: 'object' } } } }, both],
  ['with an array in the body', { body: { properties: { a: { items: {} } } } }, both],
  ['with a body that is an array', { body: { type: 'array', items: { type: 'string' } } }, both],
  ['with a body that is a tuple', { body: { prefixItems: [{}] } }, both],
  ['with an object under any name in the body', { body: { additionalProperties: { type: 'object' } } }, both],
  ['with an object under a pattern in the body', { body: { patternProperties: { '(': { type: 'object' } } } }, both],
  ['with an object in a branch of the body', { body: { anyOf: [{}, { properties: { a: { type: 'object' } } }] } }, both],
  ['with an object in a shared schema', { body: { $ref: 'Room' } }, both],
  ['with a body that refers to itself', { body: cycle }, parameters],
  ['with a body that is false', { body: false }, parameters],
  ['with scalars for each media type', { body: { content: { 'application/json': { schema: {} } } } }, parameters],
  ['with an object for one media type', { body: { content: { 'a/b': {}, 'application/json': { schema: { properties: { a: { type: 'object' } } } } } } }, both],
  ['with an object in a schema of zod', { body: z.object({ a: z.object({}) }) }, both]
] as const) {
  t.test(`a route ${name} can fail with: ${constants.join(', ') || 'nothing'}`, async t => {
    t.strictSame(impliedErrors(schema, route), entries(...constants))
  })
}

t.test('a route that the plugin does not know implies nothing', async t => {
  t.strictSame(impliedErrors({ body: {} }, undefined), new Map())
})

const byCode = (declared: readonly string[][], own: object = {}, schema: unknown = {}) =>
  [...errorsByCode(schema, route, declared.map(constants => entries(...constants)), own)].map(([code, errors]) => [code, [...errors.keys()]])

t.test('the errors of a route are listed by code, declared ones before implied ones', async t => {
  t.strictSame(byCode([['resource_not_found'], ['conflict']], {}, { params: {} }), [[404, ['resource_not_found']], [409, ['conflict']], [400, ['invalid_params']]])
})

t.test('a constant that is declared twice is listed once', async t => {
  t.strictSame(byCode([['conflict'], ['conflict']]), [[409, ['conflict']]])
})

t.test('a constant that is declared and implied is listed once', async t => {
  t.strictSame(byCode([['invalid_params']], {}, { params: {} }), [[400, ['invalid_params']]])
})

for (const [status, declared, implied] of [
  ['400', false, false],
  ['4xx', true, false],
  ['4XX', true, false],
  ['default', true, false],
  ['Default', true, false],
  ['5xx', true, true],
  ['404', true, true]
] as const) {
  t.test(`if the route describes ${status} itself, a declared 400 ${declared ? 'stays' : 'goes'} and an implied one ${implied ? 'stays' : 'goes'}`, async t => {
    t.strictSame(byCode([['invalid_params']], { [status]: {} }), declared ? [[400, ['invalid_params']]] : [])
    t.strictSame(byCode([], { [status]: {} }, { params: {} }), implied ? [[400, ['invalid_params']]] : [])
  })
}
