/** Subschemas that apply to some values only: unions, conditions, dependencies. */
import t from 'tap'
import { toDocument } from '../../lib/json-schema/schema-document.js'
import { SchemaWalker } from '../../lib/json-schema/schema-walker.js'

const walk = (schema: unknown, value?: unknown) => new SchemaWalker(toDocument(schema, () => undefined), value, false)
const object = (properties: object, others: object = {}) => ({ type: 'object', properties, ...others })

/** The titles of the subschemas of the value at the pointer, and those of branches that the value cannot mean. */
const titles = (schema: unknown, value: unknown, tokens: readonly string[] = []) => {
  const nodes = walk(schema, value).matchAt(tokens).nodes.filter(node => node.schema.title !== undefined)
  return {
    open: nodes.filter(({ isOpen }) => isOpen).map(node => node.schema.title),
    closed: nodes.filter(({ isOpen }) => !isOpen).map(node => node.schema.title)
  }
}

const branch = (title: string, properties: object = {}) => object(properties, { title })

for (const keyword of ['anyOf', 'oneOf']) {
  const tagged = { [keyword]: ['a', 'b'].map(tag => branch(tag, { tag: { const: tag }, n: { title: `n of ${tag}` } })) }
  const nested = {
    [keyword]: [
      { title: 'x', properties: { outer: { const: 'x' } }, [keyword]: [branch('x1', { inner: { const: 1 } }), branch('x2', { inner: { const: 2 } })] },
      branch('y', { outer: { const: 'y' } })
    ]
  }

  for (const [name, schema, value, open, closed] of [
    ['without a tag', { [keyword]: [branch('a', { a: {} }), branch('b', { b: {} })] }, { a: 1 }, ['a', 'b'], []],
    ['with the tag of the first', tagged, { tag: 'a' }, ['a'], ['b']],
    ['with the tag of the second', tagged, { tag: 'b' }, ['b'], ['a']],
    ['with an unknown tag', tagged, { tag: 'c' }, ['a', 'b'], []],
    ['without the tag that the value needs', tagged, {}, ['a', 'b'], []],
    ['of a value that is not an object', tagged, 'a', ['a', 'b'], []],
    ['with a tag from a list', { [keyword]: [branch('a', { tag: { enum: ['a', 'A'] } }), branch('b', { tag: { enum: ['b', 'B'] } })] }, { tag: 'B' }, ['b'], ['a']],
    ['with a tag behind an allOf', { [keyword]: [{ title: 'a', allOf: [object({ tag: { const: 'a' } })] }, { title: 'b', allOf: [object({ tag: { const: 'b' } })] }] }, { tag: 'b' }, ['b'], ['a']],
    ['with a tag behind a $ref', { $defs: { A: branch('a', { tag: { const: 'a' } }), B: branch('b', { tag: { const: 'b' } }) }, [keyword]: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/B' }] }, { tag: 'a' }, ['a'], ['b']],
    ['with a tag that every object inherits', { [keyword]: [branch('a', { constructor: { const: 'a' } }), branch('b', { constructor: { const: 'b' } })] }, {}, ['a', 'b'], []],
    ['in a union', nested, { outer: 'x', inner: 2 }, ['x', 'x2'], ['x1', 'y']],
    ['in a branch of a union that is closed', nested, { outer: 'y', inner: 2 }, ['y'], ['x', 'x1', 'x2']]
  ] as const) {
    t.test(`the branches of ${keyword} ${name}`, async t => {
      const found = titles(schema, value)

      t.strictSame([...found.open].sort(), open)
      t.strictSame([...found.closed].sort(), closed)
    })
  }

  t.test(`a member of a closed branch of ${keyword} is closed`, async t => {
    t.strictSame(titles(tagged, { tag: 'b', n: 1 }, ['n']), { open: ['n of b'], closed: ['n of a'] })
  })
}

const conditional = { if: object({ kind: { const: 'a' } }), then: { title: 'then' }, else: { title: 'else' } }

for (const [name, schema, value, open, closed] of [
  ['that holds', conditional, { kind: 'a' }, ['then'], ['else']],
  ['that does not hold', conditional, { kind: 'b' }, ['else'], ['then']],
  ['that depends on other keywords', { ...conditional, if: { not: {} } }, {}, ['then', 'else'], []],
  ['that is true', { ...conditional, if: true }, {}, ['then'], ['else']],
  ['that is false', { ...conditional, if: false }, {}, ['else'], ['then']],
  ['without else', { if: true, then: { title: 'then' } }, {}, ['then'], []],
  ['that is missing', { then: { title: 'then' }, else: { title: 'else' } }, {}, [], []]
] as const) {
  t.test(`the subschemas of a condition ${name}`, async t => {
    t.strictSame(titles(schema, value), { open, closed })
  })
}

for (const keyword of ['dependencies', 'dependentSchemas']) {
  for (const [name, value, open, closed] of [
    ['the member is there', { a: 1 }, ['if a'], []],
    ['the member is undefined', { a: undefined }, ['if a'], []],
    ['the member is missing', {}, [], ['if a']],
    ['the value is not an object', 'a', [], ['if a']]
  ] as const) {
    t.test(`the subschema of ${keyword} if ${name}`, async t => {
      t.strictSame(titles({ [keyword]: { a: { title: 'if a' } } }, value), { open, closed })
    })
  }

  t.test(`${keyword} on a name that every object inherits`, async t => {
    t.strictSame(titles({ [keyword]: { constructor: { title: 'if constructor' } } }, {}), { open: [], closed: ['if constructor'] })
  })
}

t.test('dependencies on names have no subschema', async t => {
  t.strictSame(walk({ dependencies: { a: ['b'] } }, { a: 1 }).matchAt([]).nodes.length, 1)
})

for (const [name, schema, tokens, expected] of [
  ['a property', object({ a: { type: 'integer' } }), ['a'], false],
  ['a $ref and an allOf', { $ref: '#/$defs/a', allOf: [{}], $defs: { a: {} } }, [], false],
  ['a member of a scalar', {}, ['a', 'b'], false],
  ['a union', { anyOf: [{}] }, [], true],
  ['a condition', { if: {} }, [], true],
  ['dependent schemas', { dependentSchemas: {} }, [], true],
  ['a union on the way', { oneOf: [object({ a: {} })] }, ['a'], true],
  ['a union behind a $ref', { $ref: '#/$defs/a', $defs: { a: { anyOf: [{}] } } }, [], true]
] as const) {
  t.test(`the walk through ${name} ${expected ? 'reads' : 'does not read'} values`, async t => {
    const walker = walk(schema, { a: 1 })

    walker.matchAt(tokens)

    t.equal(walker.hasReadValues, expected)
  })
}

t.test('a union that is not on the way reads no values', async t => {
  const walker = walk(object({ a: { anyOf: [{}] }, b: {} }), { a: 1, b: 1 })

  walker.matchAt(['b'])

  t.equal(walker.hasReadValues, false)
})

t.test('values are read once somebody asks for one', async t => {
  const walker = walk({}, { a: 1 })
  const match = walker.matchAt(['a'])
  const before = walker.hasReadValues

  t.equal(match.value, 1)

  t.strictSame([before, walker.hasReadValues], [false, true])
})

t.test('the branches of a union go through $ref and allOf, and not into unions', async t => {
  const inner = { anyOf: [{ title: 'nested' }] }
  const schema = { $defs: { a: { title: 'a' } }, anyOf: [{ $ref: '#/$defs/a', allOf: [{ title: 'all' }] }, inner, false] }
  const walker = walk(schema)
  const [root] = walker.matchAt([]).nodes

  const branches = root && walker.branches(root, 'anyOf')

  t.strictSame(branches?.map(nodes => nodes.map(node => node.schema)), [[schema.anyOf[0], schema.$defs.a, { title: 'all' }], [inner], []])
})

t.test('a branch that refers to its own union contains the union once', async t => {
  const schema = { oneOf: [{ $ref: '#' }] }
  const walker = walk(schema)
  const [root] = walker.matchAt([]).nodes

  t.strictSame(root && walker.branches(root, 'oneOf').map(nodes => nodes.map(node => node.schema)), [[schema.oneOf[0], schema]])
})

t.test('a keyword that is not a list has no branches', async t => {
  const walker = walk({ anyOf: {} })
  const [root] = walker.matchAt([]).nodes

  t.strictSame(root && [walker.branches(root, 'anyOf'), walker.branches(root, 'oneOf')], [[], []])
})
