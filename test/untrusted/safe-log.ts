import { inspect } from 'node:util'
import type { FastifyBaseLogger } from 'fastify'
import t from 'tap'
import { logError, writeLog } from '../../lib/untrusted/safe-log.js'
import { closedProxy, closedProxyText, revokedProxy, throwingGetters } from '../fixtures/hostile-values.js'

interface Line {
  readonly level: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

/** A logger whose lines are kept. `serialize` stands for its serializers and redaction, which read the error. */
function collect (serialize: (error: unknown) => unknown = error => error) {
  const lines: Line[] = []
  const write = (level: string) => (fields: Line['fields'], message: string) => {
    lines.push({ level, fields: 'err' in fields ? { ...fields, err: serialize(fields.err) } : fields, message })
  }
  return { lines, log: { error: write('error'), info: write('info') } as unknown as FastifyBaseLogger }
}

const refuse = (error: unknown) => {
  if (typeof error !== 'string') throw new Error('serializer')
  return error
}

t.test('a fault is logged at error', async t => {
  const { lines, log } = collect()
  const error = new Error('fault')

  logError(log, 'hook failed', error)

  t.strictSame(lines, [{ level: 'error', fields: { err: error }, message: 'hook failed' }])
})

t.test('without a log, a fault is not logged', async t => {
  t.equal(logError(undefined, 'hook failed', new Error('fault')), undefined)
})

t.test('a line has its level, its fields and its error', async t => {
  const { lines, log } = collect()
  const error = new Error('fault')

  writeLog(log, 'info', 'refused', { code: 404 }, error)

  t.strictSame(lines, [{ level: 'info', fields: { code: 404, err: error }, message: 'refused' }])
})

t.test('a line without an error has no err', async t => {
  const { lines, log } = collect()

  writeLog(log, 'info', 'refused', { code: 404 }, undefined)

  t.strictSame(lines, [{ level: 'info', fields: { code: 404 }, message: 'refused' }])
})

for (const value of [null, 0, false, '', 'text', { a: 1 }, [1]]) {
  t.test(`the thrown value ${JSON.stringify(value)} is left to the logger`, async t => {
    const { lines, log } = collect()

    logError(log, 'thrown', value)

    t.equal(lines[0]?.fields.err, value)
  })
}

for (const [value, text] of [
  [Symbol('a'), 'Symbol(a)'],
  [10n, '10n'],
  [function named () {}, '[Function: named]']
] as const) {
  t.test(`a value that no logger can write is logged as the text ${text}`, async t => {
    const { lines, log } = collect()

    logError(log, 'thrown', value)

    t.equal(lines[0]?.fields.err, text)
  })
}

for (const [name, value, text] of [
  ['an object', { a: { b: { c: 1 } } }, '{ a: { b: { c: 1 } } }'],
  ['a revoked proxy', revokedProxy(), '<Revoked Proxy>'],
  ['a proxy whose traps throw', closedProxy(), closedProxyText],
  ['an object whose members throw', throwingGetters('message', 'stack'), '{ message: [Getter], stack: [Getter] }']
] as const) {
  t.test(`${name} on which a serializer throws is logged as the text ${text}`, async t => {
    const { lines, log } = collect(refuse)

    writeLog(log, 'error', 'thrown', { code: 500 }, value)

    t.strictSame(lines, [{ level: 'error', fields: { code: 500, err: text }, message: 'thrown' }])
  })
}

for (const [name, value] of [
  ['an error whose stack throws', Object.defineProperty(new Error('fault'), 'stack', { get () { throw new Error('stack') } })],
  ['an object whose tag throws', throwingGetters(Symbol.toStringTag)],
  ['an object below a proxy whose traps throw', Object.create(closedProxy())]
] as const) {
  t.test(`${name} on which a serializer throws is logged as a text`, async t => {
    const { lines, log } = collect(refuse)

    writeLog(log, 'error', 'thrown', { code: 500 }, value)

    t.equal(lines.length, 1)
    t.type(lines[0]?.fields.err, 'string')
  })
}

t.test('a text on which a serializer throws is cut after 10,000 characters', async t => {
  const { lines, log } = collect(refuse)

  logError(log, 'thrown', { text: 'x'.repeat(2_000_000) })

  t.equal(lines[0]?.fields.err, `{ text: '${'x'.repeat(10_000)}'... 1990000 more characters }`)
})

t.test('a value that describes itself is not asked to', async t => {
  const { lines, log } = collect(refuse)
  const asked: string[] = []

  logError(log, 'thrown', { [inspect.custom]: () => asked.push('inspect'), toString: () => asked.push('toString') })

  t.type(lines[0]?.fields.err, 'string')
  t.strictSame(asked, [])
})
