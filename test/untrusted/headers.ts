import type { FastifyReply } from 'fastify'
import t from 'tap'
import { addVary, describesBody, headerEntries } from '../../lib/untrusted/headers.js'
import { closedProxy, revokedProxy, throwingGetters } from '../fixtures/hostile-values.js'

for (const name of ['content-type', 'content-length', 'content-encoding', 'content-disposition', 'etag', 'last-modified', 'accept-ranges', 'transfer-encoding', 'trailer']) {
  t.test(`${name} describes a body`, async t => {
    t.equal(describesBody(name), true)
  })
}

for (const name of ['content-security-policy', 'content-security-policy-report-only', 'retry-after', 'www-authenticate', 'cache-control', 'vary', 'content', '']) {
  t.test(`the header ${JSON.stringify(name)} does not describe a body`, async t => {
    t.equal(describesBody(name), false)
  })
}

for (const [name, headers, entries] of [
  ['a plain object', { 'Retry-After': 5, etag: 'a' }, [['retry-after', 5], ['etag', 'a']]],
  ['a Headers object', new Headers({ 'Retry-After': '5' }), [['retry-after', '5']]],
  ['a Map', new Map([['Retry-After', ['5']]]), [['retry-after', ['5']]]],
  ['a list of entries', [['Retry-After', 5], ['A', 1]], [['retry-after', 5], ['a', 1]]],
  ['entries without a value', [['A']], [['a', undefined]]],
  ['an object without a prototype', Object.assign(Object.create(null), { A: 1 }), [['a', 1]]],
  ['names of every object', JSON.parse('{"__proto__":1,"constructor":2}'), [['__proto__', 1], ['constructor', 2]]],
  ['inherited members', Object.create({ a: 1 }), []],
  ['a list of anything else', ['a', 1, null, {}, [], [1, 2]], []],
  ['an iterator that is not a function', { [Symbol.iterator]: 1 }, []],
  ['an iterator that throws', { [Symbol.iterator] () { throw new Error('iterator') } }, []],
  ['members that throw', throwingGetters('a'), []],
  ['an entry that cannot be read', [revokedProxy([])], []],
  ['a revoked proxy', revokedProxy(), []],
  ['a proxy whose traps throw', closedProxy(), []],
  ['a text', 'a: 1', []],
  ['null', null, []],
  ['undefined', undefined, []],
  ['a function', () => {}, []]
] as const) {
  t.test(`the header entries of ${name}`, async t => {
    t.strictSame(headerEntries(headers), entries)
  })
}

/** A reply with this header, and the header that it has later. */
const replyWith = (vary: unknown) => {
  const headers = new Map([['vary', vary]])
  const reply = { getHeader: (name: string) => headers.get(name), header: (name: string, value: unknown) => headers.set(name, value) }
  return { reply: reply as unknown as FastifyReply, varyOf: () => headers.get('vary') }
}

for (const [present, fields, expected] of [
  [undefined, 'Accept', 'Accept'],
  ['', 'Accept', 'Accept'],
  ['Origin', 'Accept', 'Origin, Accept'],
  ['Origin, Accept-Encoding', 'Accept', 'Origin, Accept-Encoding, Accept'],
  ['origin', 'Origin', 'origin'],
  ['accept', 'Accept, Origin', 'accept, Origin'],
  ['*', 'Accept', '*'],
  [['Origin', 'Cookie'], 'Accept', 'Origin, Cookie, Accept'],
  [' Origin ,, ', 'Accept', 'Origin, Accept'],
  ['Accept-Encoding', 'Accept', 'Accept-Encoding, Accept']
] as const) {
  t.test(`the header vary ${JSON.stringify(present)} with ${fields} is ${expected}`, async t => {
    const { reply, varyOf } = replyWith(present)

    addVary(reply, fields)

    t.equal(varyOf(), expected)
  })
}
