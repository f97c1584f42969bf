import t from 'tap'
import { toDocument, type GetSchema } from '../../lib/json-schema/schema-document.js'
import { SchemaWalker, type SchemaMatch, type SchemaNode } from '../../lib/json-schema/schema-walker.js'

const walk = (schema: unknown, value?: unknown, getSchema: GetSchema = () => undefined, ignoreCase = false) =>
  new SchemaWalker(toDocument(schema, getSchema), value, ignoreCase)

/** The steps that lead to each subschema, from the outside in. */
const ways = ({ nodes }: Pick<SchemaMatch, 'nodes'>) => nodes.map(node => {
  const steps: string[] = []
  for (let current: SchemaNode | undefined = node; current?.via !== undefined; current = current.via) steps.unshift(current.step)
  return `${steps.join(' ') || '.'}${node.isOpen ? '' : ' (closed)'}`
})

const object = <Properties extends object>(properties: Properties, others: object = {}) => ({ type: 'object', properties, ...others })

t.test('the subschemas of a value are those of its own keywords and of every way to them', async t => {
  const schema = {
    definitions: { text: { type: 'string' } },
    properties: { a: { $ref: '#/definitions/text', allOf: [{ minLength: 1 }, { allOf: [{ maxLength: 9 }] }] } }
  }

  t.strictSame(ways(walk(schema).matchAt(['a'])), [
    'properties', 'properties $ref', 'properties allOf/0', 'properties allOf/1', 'properties allOf/1 allOf/0'
  ])
})

t.test('each value along a pointer has its depth, its value and its subschemas', async t => {
  const schema = object({ list: { items: { type: 'integer' } } })

  const matches = walk(schema, { list: [1, 2] }).matchesAlong(['list', '1'])

  t.strictSame(matches.map(({ depth, value }) => [depth, value]), [[0, { list: [1, 2] }], [1, [1, 2]], [2, 2]])
  t.strictSame(matches.map(({ nodes }) => nodes.map(({ schema }) => schema)), [[schema], [schema.properties.list], [{ type: 'integer' }]])
})

t.test('a way that was walked once is not walked again', async t => {
  const walker = walk(object({ a: object({ b: {} }) }))

  t.equal(walker.matchAt(['a', 'b']), walker.matchesAlong(['a', 'b'])[2])
})

for (const schema of [undefined, null, true, false, 'string', []]) {
  t.test(`the schema ${JSON.stringify(schema)} has no subschemas`, async t => {
    t.strictSame(walk(schema, { a: 1 }).matchAt([]).nodes, [])
    t.strictSame(walk(schema, { a: 1 }).matchAt(['a']).nodes, [])
    t.equal(walk(schema, { a: 1 }).matchAt(['a']).value, 1)
  })
}

t.test('a false subschema has no node', async t => {
  t.strictSame(walk(object({ a: false }), { a: 1 }).matchAt(['a']).nodes, [])
})

for (const [name, token, value] of [
  ['a missing member', 'b', undefined],
  ['an inherited member', 'constructor', undefined],
  ['the member __proto__', '__proto__', undefined],
  ['the length of a list', 'length', undefined]
] as const) {
  t.test(`the value of ${name} is ${value}`, async t => {
    t.equal(walk({}, { a: 1 }).matchAt([token]).value, value)
  })
}

t.test('a member of a scalar has no value', async t => {
  t.equal(walk({}, 'text').matchAt(['0', '0']).value, undefined)
})

for (const [name, schema] of [
  ['to itself', { $ref: '#' }],
  ['in a circle', { $ref: '#/definitions/a', definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } } }],
  ['in a branch of its own union', { anyOf: [{ $ref: '#' }, { type: 'string' }] }],
  ['in its own allOf', { allOf: [{ $ref: '#' }] }],
  ['in its own condition', { if: { type: 'object' }, then: { $ref: '#' }, else: { $ref: '#' } }]
] as const) {
  t.test(`a schema that refers ${name} is entered once`, async t => {
    const { nodes } = walk(schema, {}).matchAt([])

    t.equal(new Set(nodes.map(node => node.schema)).size, nodes.length)
    t.ok(nodes.length <= 4)
  })
}

t.test('a recursive schema is walked to any depth', async t => {
  const tree = object({ child: { $ref: '#' } })

  const { depth, nodes } = walk(tree).matchAt(Array.from({ length: 5000 }, () => 'child'))

  t.equal(depth, 5000)
  t.strictSame(nodes.map(({ schema }) => schema), [tree.properties.child, tree])
})

t.test('at most 1,000 subschemas of one value are collected', async t => {
  const nested = Array.from({ length: 100_000 }).reduce<object>(schema => ({ allOf: [schema] }), {})
  const wide = { allOf: Array.from({ length: 5000 }, () => ({})) }

  t.equal(walk(nested).matchAt([]).nodes.length, 1000)
  t.equal(walk(wide).matchAt([]).nodes.length, 1000)
})

for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
  t.test(`${keyword} leads to its target`, async t => {
    t.strictSame(ways(walk({ properties: { a: { [keyword]: '#' } } }).matchAt(['a', 'a'])), ['properties $ref properties', 'properties $ref properties $ref'])
  })
}

t.test('a reference that leads nowhere is ignored', async t => {
  t.strictSame(ways(walk({ $ref: '#/none' }).matchAt([])), ['.'])
  t.strictSame(ways(walk({ $ref: 5 }).matchAt([])), ['.'])
})

t.test('a member of a shared schema is resolved in the shared schema', async t => {
  const room = { $id: 'Room', properties: { size: { $ref: '#/definitions/size' } }, definitions: { size: { type: 'integer' } } }
  const getSchema = (id: string) => id === 'Room' ? room : undefined

  const { nodes } = walk(object({ room: { $ref: 'Room' } }), undefined, getSchema).matchAt(['room', 'size'])

  t.equal(nodes.at(-1)?.schema, room.definitions.size)
  t.equal(nodes.at(-1)?.document.schema, room)
})

t.test('a reference in a subschema with an $id is resolved in that subschema', async t => {
  const home = { $id: 'Home', properties: { zip: { $ref: '#/definitions/zip' } }, definitions: { zip: { title: 'own' } } }

  const { nodes } = walk(object({ home }, { definitions: { zip: { title: 'outer' } } })).matchAt(['home', 'zip'])

  t.strictSame(nodes.at(-1)?.schema, { title: 'own' })
})

t.test('the names of headers have no case', async t => {
  const schema = object({ 'X-Key': { type: 'integer' } })

  t.strictSame(ways(walk(schema, {}, () => undefined, true).matchAt(['x-key'])), ['properties'])
  t.strictSame(ways(walk(schema, {}).matchAt(['x-key'])), [])
})

t.test('the members of the root have the subschemas of every name', async t => {
  const schema = object({ a: { $ref: '#/definitions/b' }, c: false }, {
    definitions: { b: { title: 'b' } }, patternProperties: { '^x': { title: 'x' } }, additionalProperties: { title: 'more' }, unevaluatedProperties: { title: 'rest' }
  })

  t.strictSame(walk(schema, { a: 1 }).members().map(({ schema, depth }) => [schema.title, depth]), [[undefined, 1], ['b', 1], ['x', 1], ['more', 1], ['rest', 1]])
})

t.test('the members of a union are those of its branches', async t => {
  const schema = { anyOf: [object({ a: { title: 'a' } }), object({ b: { title: 'b' } })] }

  t.strictSame(walk(schema).members().map(({ schema }) => schema.title), ['a', 'b'])
})
