import t from 'tap'
import { SchemaWalker } from '../../lib/validation/schema-walk.js'

t.test('the walk through a schema with cycles of objects and of $refs ends', async t => {
  const cyclic: Record<string, unknown> = { $ref: '#/properties/a', properties: {} }
  Object.assign(cyclic.properties as object, { a: cyclic, b: { $ref: '#' } })
  const walker = new SchemaWalker(cyclic, undefined, () => undefined, false)

  t.ok(walker.spots(Array.from({ length: 100 }, () => 'a')).every(({ nodes }) => nodes.length > 0))
  t.same(walker.at(['none']).nodes, [])
})

t.test('schemas that the walk cannot follow are left aside', async t => {
  const at = (schema: unknown, token = 'a') => new SchemaWalker(schema, undefined, () => undefined, false).at([token]).nodes.map(node => node.schema)

  t.same(at({ patternProperties: { '(': { type: 'string' } } }), [])
  t.same(at({ $ref: '#/definitions/%zz' }), [])
  t.same(at({ $ref: '#/definitions/a%20b', definitions: { 'a b': { properties: { a: { type: 'null' } } } } }), [{ type: 'null' }])
  t.same(at({ $ref: 'nowhere#/x' }), [])
  t.same(at(null), [])
  t.same(at({ properties: null, patternProperties: 7, items: 'x' }, '0'), [])
})
