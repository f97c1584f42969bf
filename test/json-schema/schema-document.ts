import t from 'tap'
import { describesContainer, SchemaDocument, type SchemaObject } from '../../lib/json-schema/schema-document.js'

const nothing = () => undefined
const sharing = (schemas: object) => (id: string) => new Map(Object.entries(schemas)).get(id)

const cat = { type: 'string', title: 'Cat' }
const definitions = {
  cat,
  'a/b': cat,
  'a~b': cat,
  'a b': cat,
  '%zz': cat,
  list: [cat],
  closed: false,
  anchored: { $anchor: 'anchor', title: 'Anchored' },
  dynamic: { $dynamicAnchor: 'node', title: 'Dynamic' },
  draft6: { $id: '#old', title: 'Draft 6' },
  relative: { $id: 'c.json', title: 'Relative' }
}
const document = { $id: 'http://example.com/root.json', definitions }

for (const [reference, expected] of [
  ['', document],
  ['#', document],
  ['#/definitions/cat', cat],
  ['#/definitions/a~1b', cat],
  ['#/definitions/a~0b', cat],
  ['#/definitions/a%20b', cat],
  ['#/definitions/a b', cat],
  ['#/definitions/%zz', cat],
  ['#/definitions/list/0', cat],
  ['#anchor', definitions.anchored],
  ['#node', definitions.dynamic],
  ['#old', definitions.draft6],
  ['c.json', definitions.relative],
  ['c.json#', definitions.relative],
  ['http://example.com/c.json', definitions.relative],
  ['http://example.com/root.json', document],
  ['http://example.com/root.json#/definitions/cat', cat],
  ['http://example.com/root.json#anchor', definitions.anchored]
] as const) {
  t.test(`the reference ${JSON.stringify(reference)} leads to its schema`, async t => {
    t.equal(new SchemaDocument(document, nothing).resolve(reference)?.schema, expected)
  })
}

for (const reference of [
  '#/definitions/none', '#/definitions/cat/none', '#/definitions/list', '#/definitions/list/1', '#/definitions/list/length', '#/definitions/closed',
  '#/definitions/cat/title', '#none', '#/constructor', '#/definitions/__proto__', '#/definitions/toString', 'none', 'none#', 'none#/definitions/cat', '#%zz'
]) {
  t.test(`the reference ${reference} leads nowhere`, async t => {
    t.equal(new SchemaDocument(document, nothing).resolve(reference), undefined)
  })
}

t.test('a definition can be called __proto__', async t => {
  const schema = JSON.parse('{"definitions":{"__proto__":{"type":"string"}}}')

  t.strictSame(new SchemaDocument(schema, nothing).resolve('#/definitions/__proto__')?.schema, { type: 'string' })
})

t.test('a definition can be called constructor', async t => {
  const own = { definitions: { constructor: cat } }

  t.equal(new SchemaDocument(own, nothing).resolve('#/definitions/constructor')?.schema, cat)
})

for (const [name, id, reference] of [
  ['its name', 'Room', 'Room'],
  ['its name with an empty fragment', 'Room', 'Room#'],
  ['a name that was added with an empty fragment', 'Room#', 'Room'],
  ['an absolute name, by a relative one', 'http://example.com/Room', 'Room']
] as const) {
  t.test(`a shared schema is found by ${name}`, async t => {
    const room = { $id: id, type: 'object' }
    const outer = new SchemaDocument(document, sharing({ [id]: room }))

    t.equal(outer.resolve(reference)?.schema, room)
  })
}

t.test('a part of a shared schema resolves its references in the shared schema', async t => {
  const size = { type: 'integer' }
  const room = { $id: 'Room', properties: { size: { $ref: '#/definitions/size' } }, definitions: { size } }

  const property = new SchemaDocument({}, sharing({ Room: room })).resolve('Room#/properties/size')

  t.equal(property?.schema, room.properties.size)
  t.equal(property?.document.schema, room)
  t.equal(property?.document.resolve('#/definitions/size')?.schema, size)
})

t.test('a shared value that is not an object leads nowhere', async t => {
  t.equal(new SchemaDocument({}, () => true).resolve('Room'), undefined)
})

t.test('a schema of the document is preferred to a shared one', async t => {
  const own = { $id: 'Room', title: 'Own' }
  const schema = { definitions: { own } }

  t.equal(new SchemaDocument(schema, sharing({ Room: { title: 'Shared' } })).resolve('Room')?.schema, own)
})

t.test('a subschema with an $id resolves its own references', async t => {
  const zip = { type: 'string' }
  const home = { $id: 'Home', definitions: { zip } }
  const outer = new SchemaDocument({ definitions: { home, zip: false } }, nothing)

  t.equal(outer.containing(home).schema, home)
  t.equal(outer.containing(home).resolve('#/definitions/zip')?.schema, zip)
})

t.test('a subschema with an $id finds the documents around it', async t => {
  const inner = { $id: 'Inner' }
  const middle = { $id: 'Middle', definitions: { inner } }
  const sibling = { $id: 'Sibling', title: 'Sibling' }
  const outer = new SchemaDocument({ definitions: { middle, sibling } }, nothing)

  t.equal(outer.containing(middle).containing(inner).resolve('Sibling')?.schema, sibling)
})

t.test('a subschema with an $id finds shared schemas', async t => {
  const room = { title: 'Room' }
  const home = { $id: 'Home' }

  t.equal(new SchemaDocument({ definitions: { home } }, sharing({ Room: room })).containing(home).resolve('Room')?.schema, room)
})

for (const [name, schema] of [
  ['without an $id', { type: 'string' }],
  ['whose $id is an anchor', { $id: '#old' }],
  ['whose $id is not a text', { $id: { type: 'string' } }]
] as const) {
  t.test(`a subschema ${name} belongs to the document around it`, async t => {
    const outer = new SchemaDocument({ definitions: { schema } }, nothing)

    t.equal(outer.containing(schema), outer)
  })
}

t.test('a document contains itself', async t => {
  const schema = { $id: 'Room' }
  const outer = new SchemaDocument(schema, nothing)

  t.equal(outer.containing(schema), outer)
})

t.test('a schema object that contains itself ends', async t => {
  const schema: Record<string, unknown> = { definitions: {} }
  schema.definitions = { self: schema, cat: { $anchor: 'cat' } }

  t.strictSame(new SchemaDocument(schema, nothing).resolve('#cat')?.schema, { $anchor: 'cat' })
  t.equal(new SchemaDocument(schema, nothing).resolve('#dog'), undefined)
})

t.test('names are searched in 10,000 subschemas and no more', async t => {
  const deep = (depth: number) => Array.from({ length: depth }).reduce<SchemaObject>(not => ({ not }), { $anchor: 'deepest' })

  t.strictSame(new SchemaDocument(deep(9_999), nothing).resolve('#deepest')?.schema, { $anchor: 'deepest' })
  t.equal(new SchemaDocument(deep(10_000), nothing).resolve('#deepest'), undefined)
})

for (const [schema, expected] of [
  [{ type: 'object' }, true],
  [{ type: 'array' }, true],
  [{ type: ['string', 'object'] }, true],
  [{ properties: {} }, true],
  [{ items: false }, true],
  [{ prefixItems: [] }, true],
  [{ type: 'string' }, false],
  [{ additionalProperties: false }, false],
  [{}, false]
] as const) {
  t.test(`the schema ${JSON.stringify(schema)} ${expected ? 'describes' : 'does not describe'} a container`, async t => {
    t.equal(describesContainer(schema), expected)
  })
}
