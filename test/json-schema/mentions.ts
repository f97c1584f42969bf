import t from 'tap'
import { mentions } from '../../lib/json-schema/mentions.js'
import { SchemaDocument } from '../../lib/json-schema/schema-document.js'

const shared = { Room: { $id: 'Room', properties: { size: { errorMessage: 'x' } } }, Loop: { $id: 'Loop', $ref: 'Loop' } } as Readonly<Record<string, object>>
const document = (schema: object) => new SchemaDocument(schema as SchemaDocument['schema'], id => shared[id])

for (const [where, schema, expected] of [
  ['nowhere', { properties: { a: { type: 'string' } } }, false],
  ['at the top', { errorMessage: 'x' }, true],
  ['in a list of subschemas', { allOf: [{ anyOf: [{ errorMessage: 'x' }] }] }, true],
  ['in a shared schema', { properties: { room: { $ref: 'Room' } } }, true],
  ['in a part of a shared schema', { items: { $ref: 'Room#/properties/size' } }, true],
  ['behind a reference that leads nowhere', { $ref: 'None' }, false],
  ['behind a reference that leads to itself', { $ref: 'Loop' }, false]
] as const) {
  t.test(`a keyword ${where} is ${expected ? '' : 'not '}mentioned`, async t => {
    t.equal(mentions(document(schema), 'errorMessage'), expected)
  })
}

t.test('a format is mentioned by its name', async t => {
  const found = document({ properties: { secret: { format: 'password' } } })

  t.ok(mentions(found, 'format password'))
  t.notOk(mentions(found, 'format date'))
})

t.test('a schema that is too large to be searched can mention anything', async t => {
  t.ok(mentions(document({ anyOf: Array.from({ length: 10_001 }, () => ({})) }), 'errorMessage'))
})
