import t from 'tap'
import { FailedPart } from '../../../lib/validation/failed-part.js'
import { fieldOf } from '../../../lib/validation/wording/field.js'
import { failedPart } from '../../fixtures/failed-part.js'

const schema = {
  type: 'object',
  properties: { page: { type: 'integer' }, layout: { type: 'object' }, ids: { type: 'array' }, either: { anyOf: [{ type: 'string' }, { type: 'object' }] } }
}
const body = 'request body'
const parameter = { kind: 'parameter', part: body, parent: undefined }
const object = { kind: 'object', part: body, parent: undefined }

for (const [name, tokens, value, field] of [
  ['the whole body', [], {}, { kind: 'part', part: body, label: 'Request body', name: body, parent: undefined }],
  ['a scalar', ['page'], { page: 'x' }, { ...parameter, label: '`page`', name: 'page' }],
  ['a member that the schema does not know', ['other'], { other: {} }, { ...parameter, label: '`other`', name: 'other' }],
  ['an object', ['layout'], { layout: 1 }, { ...object, label: 'layout', name: 'layout' }],
  ['an array', ['ids'], { ids: 1 }, { ...object, label: 'ids', name: 'ids' }],
  ['a member that can be an object', ['either'], { either: 1 }, { ...object, label: 'either', name: 'either' }],
  ['a nested member', ['layout', 'type'], { layout: { type: 1 } }, { ...object, label: 'layout.type', name: 'type', parent: 'layout' }],
  ['a member below three', ['a', 'b', 'c'], { a: { b: { c: 1 } } }, { ...object, label: 'b.c', name: 'c', parent: 'b' }],
  ['an element', ['ids', '0'], { ids: ['x'] }, { ...object, label: 'ids[0]', name: '0', parent: 'ids' }],
  ['a member of an element', ['outputs', '0', 'url'], { outputs: [{ url: 1 }] }, { ...object, label: 'outputs[0].url', name: 'url' }],
  ['an element of an element', ['a', '0', '1'], { a: [[1, 2]] }, { ...object, label: 'a[0][1]', name: '1' }],
  ['a member below several elements', ['a', '0', 'b', '1', 'c'], { a: [{ b: [1, { c: 1 }] }] }, { ...object, label: 'b[1].c', name: 'c' }],
  ['an element of a body that is an array', ['2'], [1, 2, 3], { ...object, label: '[2]', name: '2' }],
  ['a member of an element of a body that is an array', ['2', 'a'], [1, 2, { a: 1 }], { ...object, label: '[2].a', name: 'a' }],
  ['a member whose name is a number', ['2'], { 2: 1 }, { ...parameter, label: '`2`', name: '2' }],
  ['a nested member whose name is a number', ['a', '2'], { a: { 2: 1 } }, { ...object, label: 'a.2', name: '2', parent: 'a' }],
  ['the member __proto__', ['__proto__'], {}, { ...parameter, label: '`__proto__`', name: '__proto__' }],
  ['the member constructor', ['a', 'constructor'], { a: {} }, { ...object, label: 'a.constructor', name: 'constructor', parent: 'a' }],
  ['an empty name', [''], { '': 1 }, { ...parameter, label: '``', name: '' }]
] as const) {
  t.test(`the field of ${name}`, async t => {
    t.hasStrict(fieldOf(tokens, failedPart(schema, value)), field)
  })
}

for (const [part, name, label] of [
  ['params', 'request path', 'Request path'],
  ['querystring', 'query string', 'Query string'],
  ['headers', 'request headers', 'Request headers']
] as const) {
  t.test(`a member of the ${name} is a parameter, whatever its schema and its depth`, async t => {
    const failed = failedPart(schema, { layout: { type: 1 } }, { part })

    t.hasStrict(fieldOf(['layout'], failed), { kind: 'parameter', part: name, label: '`layout`', name: 'layout', parent: undefined })
    t.hasStrict(fieldOf(['layout', 'type'], failed), { kind: 'parameter', part: name, label: '`layout.type`', name: 'type', parent: 'layout' })
    t.hasStrict(fieldOf([], failed), { kind: 'part', part: name, label, name, parent: undefined })
  })
}

t.test('the names of headers are in lower case, and no others', async t => {
  t.hasStrict(fieldOf(['X-Key'], failedPart(schema, {}, { part: 'headers' })), { label: '`x-key`', name: 'x-key' })
  t.hasStrict(fieldOf(['X-Key'], failedPart(schema, {})), { label: '`X-Key`', name: 'X-Key' })
})

t.test('without a request, a number is an index', async t => {
  t.hasStrict(fieldOf(['ids', '0', 'a'], new FailedPart('body', undefined)), { ...object, label: 'ids[0].a', name: 'a' })
})

t.test('the names that a client chooses are clean and at most 64 long', async t => {
  const field = fieldOf(['a\nb\u202ec', 'x'.repeat(1000)], failedPart(schema, {}))

  t.equal(field.parent, 'a bc')
  t.equal(field.name, `${'x'.repeat(63)}…`)
  t.equal(field.label, `a bc.${'x'.repeat(63)}…`)
})
