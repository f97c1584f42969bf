import t from 'tap'
import { SchemaDocument } from '../../lib/json-schema/schema-document.js'

const nothing = () => undefined

for (const [name, schema] of [
  ['before', { $id: 'root', $defs: { home: { $id: 'Home', $defs: { zip: { $anchor: 'zip', title: 'inner' } } }, zip: { $anchor: 'zip', title: 'outer' } } }],
  ['after', { $id: 'root', $defs: { zip: { $anchor: 'zip', title: 'outer' }, home: { $id: 'Home', $defs: { zip: { $anchor: 'zip', title: 'inner' } } } } }]
] as const) {
  t.test(`an anchor of an embedded document ${name} it is not one of the document around it`, async t => {
    t.equal(new SchemaDocument(schema, nothing).resolve('#zip')?.schema.title, 'outer')
  })
}

t.test('an $id is relative to that of the document around it', async t => {
  const schema = { $id: 'http://x/root/', $defs: { a: { $id: 'a/', $defs: { b: { $id: 'b.json', title: 'b' } } } } }

  for (const reference of ['a/b.json', 'http://x/root/a/b.json']) t.equal(new SchemaDocument(schema, nothing).resolve(reference)?.schema.title, 'b')
})

t.test('a member whose name is a keyword is a schema', async t => {
  for (const name of ['default', 'const', 'enum', 'examples', '$id']) {
    const schema = { $id: 'root', properties: { [name]: { $id: 'r', title: 'schema' } } }

    t.equal(new SchemaDocument(schema, nothing).resolve('r')?.schema.title, 'schema', name)
  }
})

t.test('data with a member $id is not a schema', async t => {
  for (const keyword of ['default', 'const', 'examples', 'enum']) {
    const schema = { [keyword]: [{ $id: 'r', title: 'data' }], $defs: { r: { $id: 'r', title: 'schema' } } }

    t.equal(new SchemaDocument(schema, nothing).resolve('r')?.schema.title, 'schema', keyword)
  }
})
