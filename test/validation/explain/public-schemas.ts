/** The kinds of mistakes that bodies for public schemas (Swagger, AsyncAPI, JSON:API, CycloneDX, dev containers, …) met. */
import t from 'tap'
import { build } from '../../fixtures/build.js'
import { eventOf } from '../../fixtures/event.js'

const text = { type: 'string' }
const open = (properties: object, required: readonly string[] = [], more: object = {}) => ({ type: 'object', properties, required, ...more })
const strict = (properties: object, required: readonly string[] = [], more: object = {}) => open(properties, required, { additionalProperties: false, ...more })
const x = (schema: object) => open({ x: schema })

const parameter = x({
  oneOf: [
    strict({ in: { enum: ['body'] }, schema: text }, ['in', 'schema']),
    { required: ['in', 'type'], oneOf: [strict({ in: { enum: ['query'] }, type: text }), strict({ in: { enum: ['path'] }, type: text })] }
  ]
})
const resource = (type: string, name: string) => open({ data: open({ type: { const: type }, attributes: open({ [name]: text }, [name]) }, ['type']) }, ['data'])
const flow = (name: string, url: string) => strict({ type: { enum: ['oauth2'] }, flow: { enum: [name] }, [url]: text }, ['type', 'flow', url])
const security = x({ oneOf: [flow('implicit', 'authorizationUrl'), flow('password', 'tokenUrl'), flow('application', 'tokenUrl'), strict({ type: { enum: ['basic'] } }, ['type'])] })
const container = {
  oneOf: [
    open({ image: text, stop: { enum: ['none', 'container'] } }, ['image']),
    open({ compose: text, service: text, stop: { enum: ['none', 'compose'] } }, ['compose', 'service'])
  ]
}
const scheduled = x({ ...open({ interval: { enum: ['daily', 'cron'] } }, ['interval']), if: { properties: { interval: { const: 'cron' } } }, then: { required: ['cronjob'] } })
const referred = x({ oneOf: [open({ $ref: text }, ['$ref']), strict({ address: text, title: text })] })
const licenses = x({ oneOf: [{ type: 'array', items: strict({ license: text }, ['license']) }, { type: 'array', items: strict({ expression: text }, ['expression']), maxItems: 1 }] })

type Row = readonly [what: string, schema: object, body: object, issues: ReadonlyArray<readonly [pointer: string, message: string]>]

const rows: readonly Row[] = [
  ['a tag in a union inside a branch', parameter, { x: { in: 'query' } }, [['/x/type', 'Please provide type under x object.']]],
  ['no tag in a union inside a branch', parameter, { x: { type: 'a' } }, [['/x/in', 'Please provide in under x object.']]],
  ['a tag in a member', { oneOf: [resource('articles', 'title'), resource('people', 'name')] }, { data: { type: 'people', attributes: { title: 'x' } } }, [['/data/attributes/name', 'Please provide name under attributes object.']]],
  ['an unknown tag in a member', { oneOf: [resource('articles', 'title'), resource('people', 'name')] }, { data: { type: 'person' } }, [['/data/type', 'data.type must be articles or people.']]],
  ['two tags, the second unknown', security, { x: { type: 'oauth2', flow: 'clientCredentials', tokenUrl: 'a' } }, [['/x/flow', 'x.flow must be implicit, password or application.']]],
  ['two tags, the second missing', security, { x: { type: 'oauth2' } }, [['/x/flow', 'Please provide flow under x object.']]],
  ['enumerations that overlap are no tag', container, { image: 'a', stop: 'x' }, [['/stop', '`stop` must be none or container.']]],
  ["the value of another branch's enumeration", container, { image: 'a', stop: 'compose' }, [['/stop', '`stop` must be none or container.']]],
  ['a condition that holds because its member is missing', scheduled, { x: {} }, [['/x/interval', 'Please provide interval under x object.']]],
  ['a condition that does not hold because its member is wrong', x({ ...open({ kind: { enum: ['a', 'b'] }, n: {} }), if: { properties: { kind: { const: 'a' } } }, else: open({ n: { type: 'integer' } }) }), { x: { kind: 'c', n: 'y' } }, [['/x/kind', 'x.kind must be a or b.']]],
  ['a misspelt member beside a reference', referred, { x: { adress: 'a' } }, [['/x/adress', 'adress is not allowed under x object; did you mean address?']]],
  ['an unknown member beside a reference', referred, { x: { foo: 'a' } }, [['/x/foo', 'foo is not allowed under x object.']]],
  ['a missing member beside a reference', x({ oneOf: [open({ $ref: text }, ['$ref']), open({ description: text }, ['description'])] }), { x: {} }, [['/x/description', 'Please provide description under x object.']]],
  ['a union of arrays, by the members of their elements', licenses, { x: [{ expression: 'a' }, { expression: 'b' }] }, [['/x', 'x must have at most 1 item.']]],
  ['several branches fit, one of them by an inner union', { oneOf: [{ oneOf: [open({ image: text }, ['image']), open({ build: text }, ['build'])] }, open({ compose: text }, ['compose'])] }, { image: 'a', compose: 'b' }, [['', '`image` and `compose` cannot be used together.']]],
  ['alternatives of several members', x({ anyOf: [strict({ filter: text }, ['filter']), strict({ calculate: text, as: text }, ['calculate', 'as']), strict({ fold: text }, ['fold'])] }), { x: {} }, [['/x', 'Please provide filter, calculate and as or fold under x object.']]],
  ['a misspelt alternative', x({ anyOf: [strict({ filter: text }, ['filter']), strict({ fold: text }, ['fold'])] }), { x: { filtr: 'a' } }, [['/x/filter', 'Please provide filter under x object (found filtr).'], ['/x/filtr', 'filtr is not allowed under x object; did you mean filter?']]],
  ['missing alternatives beside an unexpected member', x({ anyOf: [strict({ pattern: text, id: text }, ['pattern', 'id']), strict({ pattern: text, name: text }, ['pattern', 'name'])] }), { x: { pattern: 'a', zone: 'b' } }, [['/x', 'Please provide id or name under x object.'], ['/x/zone', 'zone is not allowed under x object.']]],
  ['a false branch is never meant', x({ anyOf: [false, { type: 'string' }] }), { x: 5 }, [['/x', '`x` must be a string.']]],
  ['branches that exclude each other', x({ type: 'object', oneOf: [{ required: ['a'], not: { required: ['b'] } }, { required: ['b'], not: { required: ['a'] } }] }), { x: { a: 1, b: 2 } }, [['/x', 'a and b cannot be used together.']]],
  ['a not in a condition', x({ anyOf: [{ type: 'boolean' }, { if: { not: { type: 'object' } }, then: {}, else: open({ f: text }) }] }), { x: { f: 5 } }, [['/x/f', 'x.f must be a string.']]],
  ['a not without words beside another rule', x({ type: 'object', minProperties: 1, not: { type: 'object', maxProperties: 0, patternProperties: { '^x-': {} } } }), { x: {} }, [['/x', 'x must have at least 1 property.']]],
  ['a dependency that is a union', x({ ...open({ a: {} }), dependencies: { a: { anyOf: [{ required: ['b'] }, { required: ['c'] }] } } }), { x: { a: 1 } }, [['/x', 'Please provide b or c under x object when a is present.']]],
  ['constants of a type', x({ type: 'string', enum: ['a', 'b'] }), { x: 5 }, [['/x', '`x` must be a or b.']]]
]

for (const [what, schema, body, issues] of rows) {
  for (const allErrors of [false, true]) {
    t.test(`${what}, ${allErrors ? 'all errors' : 'the first error'}`, async t => {
      const app = await build(t, {}, { ajv: { customOptions: { removeAdditional: false, coerceTypes: false, strict: false, allErrors } } })
      app.post('/', { schema: { body: schema } }, async () => 'valid')

      const { issues: found = [] } = eventOf(await app.inject({ method: 'POST', url: '/', payload: body }))

      // Without `allErrors`, a validator stops at the first fault of each branch.
      const told = found.map(({ pointer, message }) => [pointer, message])
      t.strictSame(told.slice(0, allErrors ? issues.length : 1), issues.slice(0, allErrors ? issues.length : 1))
      t.ok(told.every(issue => issues.some(([pointer, message]) => pointer === issue[0] && message === issue[1])) || allErrors, JSON.stringify(told))
    })
  }
}
