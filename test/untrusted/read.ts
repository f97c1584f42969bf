import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { hasOwn, isObject, readOwn, readProperty } from '../../lib/untrusted/read.js'
import { closedProxy, revokedProxy, throwingGetters } from '../fixtures/hostile-values.js'

const scalars = [undefined, null, true, 0, 10n, 'text', Symbol('symbol')]

const hostile: ReadonlyArray<readonly [name: string, value: unknown]> = [
  ['a revoked proxy', revokedProxy()],
  ['a revoked proxy of a function', revokedProxy(() => {})],
  ['a revoked proxy of an array', revokedProxy([])],
  ['a proxy whose traps throw', closedProxy()],
  ['a proxy of a function whose traps throw', closedProxy(() => {})],
  ['an object below a proxy whose traps throw', Object.create(closedProxy())],
  ['an object whose members throw', throwingGetters('a', 'message', 'then')]
]

for (const [name, value] of hostile) {
  t.test(`${name} has no property that can be read`, async t => {
    for (const key of ['a', 'message', 'then', Symbol.iterator, 0]) {
      t.equal(readProperty(value, key), undefined)
      t.equal(readOwn(value, key), undefined)
    }
  })
}

for (const name of ['a revoked proxy', 'a proxy whose traps throw', 'an object below a proxy whose traps throw']) {
  t.test(`${name} has no property of its own`, async t => {
    t.equal(hasOwn(new Map(hostile).get(name), 'a'), false)
  })
}

t.test('a member whose getter throws is there', async t => {
  t.equal(hasOwn(throwingGetters('a'), 'a'), true)
})

t.test('no scalar has a property', async t => {
  t.strictSame(scalars.map(value => readProperty(value, 'length')), scalars.map(() => undefined))
  t.strictSame(scalars.map(value => readOwn(value, 'length')), scalars.map(() => undefined))
  t.strictSame(scalars.map(value => hasOwn(value, 'length')), scalars.map(() => false))
})

for (const [name, value, key, inherited, own, isOwn] of [
  ['an own member', { a: 1 }, 'a', 1, 1, true],
  ['an own member that is undefined', { a: undefined }, 'a', undefined, undefined, true],
  ['an inherited member', Object.create({ a: 1 }), 'a', 1, undefined, false],
  ['a member of every object', {}, 'toString', Object.prototype.toString, undefined, false],
  ['the prototype', {}, '__proto__', Object.prototype, undefined, false],
  ['an own member __proto__', JSON.parse('{"__proto__":1}'), '__proto__', 1, 1, true],
  ['a member without a prototype', Object.assign(Object.create(null), { a: 1 }), 'a', 1, 1, true],
  ['an element', ['a'], 0, 'a', 'a', true],
  ['a member by a symbol', { [Symbol.for('a')]: 1 }, Symbol.for('a'), 1, 1, true]
] as const) {
  t.test(`${name} is read`, async t => {
    t.equal(readProperty(value, key), inherited)
    t.equal(readOwn(value, key), own)
    t.equal(hasOwn(value, key), isOwn)
  })
}

t.test('a property of a function is read, but is not that of an object', async t => {
  const schema = Object.assign(() => {}, { a: 1 })

  t.equal(readProperty(schema, 'a'), 1)
  t.equal(hasOwn(schema, 'a'), false)
  t.equal(readOwn(schema, 'a'), undefined)
})

t.test('only an object that is not an array is an object', async t => {
  const objects = [{}, Object.create(null), new Error('error'), new Map(), closedProxy()]
  const others = [...scalars, () => {}, [], closedProxy([])]

  t.strictSame(objects.map(isObject), objects.map(() => true))
  t.strictSame(others.map(isObject), others.map(() => false))
})

t.test('reading never throws, whatever the value and the key', async t => {
  // Behind functions, since fast-check itself reads the values that it draws.
  const values = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true, withTypedArray: true }).map(value => () => value),
    fc.constantFrom(...hostile.map(([, value]) => () => value))
  )
  const keys = fc.oneof(fc.string(), fc.integer(), fc.constantFrom('__proto__', 'constructor', 'then', Symbol.iterator, Symbol.toStringTag))

  t.doesNotThrow(() => fc.assert(fc.property(values, keys, (read, key) => {
    readProperty(read(), key)
    assert.ok(hasOwn(read(), key) || readOwn(read(), key) === undefined)
  })))
})
