import { inspect } from 'node:util'
import t from 'tap'
import { describeValue } from '../../lib/untrusted/describe-value.js'
import { closedProxy, closedProxyText, revokedProxy, throwingGetters } from '../fixtures/hostile-values.js'

for (const [value, text] of [
  [undefined, 'undefined'],
  [null, 'null'],
  [0, '0'],
  [-0, '-0'],
  [10n, '10n'],
  ['text', "'text'"],
  ["it's", '"it\'s"'],
  [Symbol('a'), 'Symbol(a)'],
  [[1, 2, 3], '[ 1, 2, 3 ]'],
  [[1, 2, 3, 4, 5], '[ 1, 2, 3, ... 2 more items ]'],
  [{ a: 1 }, '{ a: 1 }'],
  [{ a: { b: 1 }, c: [1] }, '{ a: [Object], c: [Array] }'],
  [new Map([['a', 1]]), "Map(1) { 'a' => 1 }"],
  [function named () {}, '[Function: named]'],
  [class Named {}, '[class Named]'],
  [Object.create(null), '[Object: null prototype] {}'],
  [new Date(NaN), 'Invalid Date']
] as const) {
  t.test(`a wrong value is shown as ${text}`, async t => {
    t.equal(describeValue(value), text)
  })
}

t.test('a text of several lines is shown in one', async t => {
  t.equal(describeValue('a\nb'), "'a\\nb'")
})

t.test('an object of many members is shown in one line of 120', async t => {
  const text = describeValue(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`member${index}`, index])))

  t.equal(text.length, 120)
  t.match(text, /^\{ member0: 0, member1: 1, .*…$/)
})

t.test('a text of megabytes is cut', async t => {
  const text = describeValue('x'.repeat(2_000_000))

  t.equal(text.length, 120)
  t.match(text, /^'x{100}'\.{3} 1999900 .*…$/)
})

t.test('a symbol with controls in its name is shown without them', async t => {
  t.equal(describeValue(Symbol('a\nb\u202ec')), 'Symbol(a bc)')
})

t.test('a value that describes itself is not asked to', async t => {
  const asked: string[] = []
  const value = {
    [inspect.custom]: () => asked.push('inspect'),
    toString: () => asked.push('toString'),
    toJSON: () => asked.push('toJSON'),
    get member () { return asked.push('member') }
  }

  t.match(describeValue(value), /^\{ /)
  t.strictSame(asked, [])
})

for (const [name, value, text] of [
  ['a revoked proxy', revokedProxy(), '<Revoked Proxy>'],
  ['a proxy whose traps throw', closedProxy(), closedProxyText],
  ['members that throw', throwingGetters('a'), '{ a: [Getter] }'],
  ['an object that contains itself', (() => { const self: { self?: unknown } = {}; self.self = self; return self })(), '<ref *1> { self: [Circular *1] }']
] as const) {
  t.test(`${name} is shown as ${text}`, async t => {
    t.equal(describeValue(value), text)
  })
}
