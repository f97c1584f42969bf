import t from 'tap'
import { toDocument } from '../../lib/json-schema/schema-document.js'
import { SchemaWalker } from '../../lib/json-schema/schema-walker.js'

t.test('the walk through a schema with cycles of objects and of $refs ends', async t => {
  const cyclic: Record<string, unknown> = { $ref: '#/properties/a', properties: {} }
  Object.assign(cyclic.properties as object, { a: cyclic, b: { $ref: '#' } })
  const walker = new SchemaWalker(toDocument(cyclic, () => undefined), undefined, false)

  t.ok(walker.matchesAlong(Array.from({ length: 100 }, () => 'a')).every(({ nodes }) => nodes.length > 0))
  t.same(walker.matchAt(['none']).nodes, [])
})

t.test('schemas that the walk cannot follow are left aside', async t => {
  const at = (schema: unknown, token = 'a') => new SchemaWalker(toDocument(schema, () => undefined), undefined, false).matchAt([token]).nodes.map(node => node.schema)

  t.same(at({ patternProperties: { '(': { type: 'string' } } }), [])
  t.same(at({ $ref: '#/definitions/%zz' }), [])
  t.same(at({ $ref: '#/definitions/a%20b', definitions: { 'a b': { properties: { a: { type: 'null' } } } } }), [{ type: 'null' }])
  t.same(at({ $ref: 'nowhere#/x' }), [])
  t.same(at(null), [])
  t.same(at({ properties: null, patternProperties: 7, items: 'x' }, '0'), [])
})

t.test('a pattern that is not a regular expression decides nothing', async t => {
  // Ajv without the flag `u` takes it.
  const pattern = '^\\-$'
  const branch = (tag: string, member: string) => ({ type: 'object', properties: { kind: { const: tag }, [member]: { type: 'string' } }, required: [member] })
  const walker = new SchemaWalker(toDocument({
    if: { properties: { kind: { pattern } } }, then: { title: 'then' }, else: { title: 'else' }, anyOf: [branch('a', 'x'), branch('b', 'y')]
  }, () => undefined), { kind: 'a' }, false)

  const open = walker.matchAt([]).nodes.filter(({ isOpen }) => isOpen).map(({ schema }) => schema.title ?? schema.required)

  t.strictSame(open, [undefined, 'then', 'else', ['x']])
})
