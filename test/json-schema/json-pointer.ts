import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { isArrayIndex, isWithin, parsePointer, toBoundedPointer, toPointer } from '../../lib/json-schema/json-pointer.js'

const anyTokens = fc.array(fc.oneof(
  fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a', ' ', '%') }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '__proto__', 'constructor', '\ud800')
))

for (const [pointer, tokens] of [
  ['', []],
  ['/', ['']],
  ['//', ['', '']],
  ['/a/b', ['a', 'b']],
  ['/a~1b', ['a/b']],
  ['/a~0b', ['a~b']],
  ['/~01', ['~1']],
  ['/~10', ['/0']],
  ['/a%20b', ['a%20b']],
  ['/0/-', ['0', '-']],
  ['/__proto__/constructor', ['__proto__', 'constructor']]
] as const) {
  t.test(`the pointer ${JSON.stringify(pointer)} has the tokens ${JSON.stringify(tokens)}`, async t => {
    t.strictSame(parsePointer(pointer), tokens)
    t.equal(toPointer(tokens), pointer)
  })
}

t.test('the pointer of any tokens has these tokens', async t => {
  t.doesNotThrow(() => fc.assert(fc.property(anyTokens, tokens => {
    assert.deepEqual(parsePointer(toPointer(tokens)), tokens)
  })))
})

for (const [name, tokens, pointer] of [
  ['a pointer of 1,024 stays', ['x'.repeat(1023)], `/${'x'.repeat(1023)}`],
  ['a longer one becomes that of the root', ['x'.repeat(1024)], ''],
  ['a longer one below a member becomes that of the member', ['a', 'x'.repeat(1024)], '/a'],
  ['a token after one that does not fit is not used', ['a', 'x'.repeat(1024), 'b'], '/a'],
  ['escapes count', ['/'.repeat(600)], ''],
  ['many short tokens are cut at the last that fits', Array.from({ length: 1000 }, () => 'a'), '/a'.repeat(512)]
] as const) {
  t.test(`the bounded pointer: ${name}`, async t => {
    t.equal(toBoundedPointer(tokens), pointer)
  })
}

t.test('the bounded pointer of any tokens is the longest ancestor that fits', async t => {
  const longTokens = fc.array(fc.integer({ min: 0, max: 400 }).chain(length => fc.constantFrom('a', '~').map(unit => unit.repeat(length))), { maxLength: 12 })

  t.doesNotThrow(() => fc.assert(fc.property(longTokens, tokens => {
    const ancestors = tokens.map((_, index) => toPointer(tokens.slice(0, index + 1))).filter(pointer => pointer.length <= 1024)

    assert.equal(toBoundedPointer(tokens), ancestors.at(-1) ?? '')
  })))
})

for (const [token, expected] of [
  ['0', true], ['7', true], ['10', true], ['4294967295', true],
  ['', false], ['-', false], ['-1', false], ['01', false], ['00', false], ['1.0', false], ['1e3', false], [' 1', false], ['1\n', false],
  ['٣', false], ['length', false]
] as const) {
  t.test(`${JSON.stringify(token)} ${expected ? 'can' : 'cannot'} be the index of an element`, async t => {
    t.equal(isArrayIndex(token), expected)
  })
}

for (const [tokens, ancestor, expected] of [
  [[], [], true],
  [['a'], [], true],
  [['a'], ['a'], true],
  [['a', 'b'], ['a'], true],
  [['a'], ['a', 'b'], false],
  [['b'], ['a'], false],
  [['ab'], ['a'], false],
  [['a', 'c'], ['a', 'b'], false]
] as const) {
  t.test(`${JSON.stringify(tokens)} ${expected ? 'is' : 'is not'} within ${JSON.stringify(ancestor)}`, async t => {
    t.equal(isWithin(tokens, ancestor), expected)
  })
}
