import t from 'tap'
import { describeValue } from '../../lib/untrusted/describe-value.js'
import { headerEntries } from '../../lib/untrusted/headers.js'
import { isObject } from '../../lib/untrusted/read.js'
import { closedProxy, revokedProxy, throwingGetters } from '../fixtures/hostile-values.js'

t.test('whether a revoked proxy is an object is answered without an error', async t => {
  t.doesNotThrow(() => isObject(revokedProxy()))
  t.equal(isObject(revokedProxy()), false)
})

for (const [name, value] of [
  ['an object whose tag throws', throwingGetters(Symbol.toStringTag)],
  ['an error whose stack throws', Object.defineProperty(new Error('m'), 'stack', { get () { throw new Error('stack') } })],
  ['an error whose name throws', Object.defineProperty(new Error('m'), 'name', { get () { throw new Error('name') } })],
  ['an error whose message throws', Object.defineProperty(new Error('m'), 'message', { get () { throw new Error('message') } })],
  ['an object below a proxy whose traps throw', Object.create(closedProxy())]
] as const) {
  t.test(`${name} is described without running its code`, async t => {
    t.doesNotThrow(() => describeValue(value))
  })
}

t.test('headers without an end are read to an end', async t => {
  let count = 0
  const endless = { * [Symbol.iterator] () { while (count++ < 100_000) yield ['a', 1] } }

  headerEntries(endless)

  t.ok(count < 100_000)
})
