/** Rules of passwords, and of values that clients can only write, are not quoted. */
import t from 'tap'
import { failBody } from '../../fixtures/validators.js'

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const secret = { type: 'string', writeOnly: true }

for (const [what, schema, body, message] of [
  ['its own pattern', object({ a: { ...secret, pattern: '^hunter2$' } }), { a: 'x' }, '`a` is not accepted.'],
  ['the pattern of a password', object({ a: { type: 'string', format: 'password', pattern: '^hunter2$' } }), { a: 'x' }, '`a` is not accepted.'],
  ['a constant that a list must contain', object({ a: { type: 'array', items: secret, contains: { const: 'hunter2' } } }), { a: ['x'] }, 'a is not accepted.'],
  ['a rule inside an object', object({ a: object({ b: { type: 'string', pattern: '^hunter2$', examples: ['hunter2'] } }, { writeOnly: true }) }), { a: { b: 'x' } }, 'a.b is not accepted.'],
  ['the constant of a condition', object({ pin: secret }, { if: { properties: { pin: { const: 'hunter2' } }, required: ['pin'] }, then: { required: ['x'] } }), { pin: 'hunter2' }, '`x` is required in request body.'],
  ['its type, which is told', object({ a: secret }), { a: {} }, '`a` must be a string.'],
  ['its absence, which is told', object({ a: secret }, { required: ['a'] }), {}, '`a` is required in request body.']
] as const) {
  t.test(`a secret: ${what}`, async t => {
    const event = await failBody(t, 'ajv', schema, body)

    t.equal(event.message, message)
    t.notMatch(JSON.stringify(event), /hunter2/)
  })
}
