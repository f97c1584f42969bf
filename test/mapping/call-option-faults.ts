import type { FastifyBaseLogger } from 'fastify'
import t from 'tap'
import { callOption } from '../../lib/mapping/call-option.js'
import { closedProxy, closedProxyText, revokedProxy } from '../fixtures/hostile-values.js'

const isText = (value: unknown): value is string => typeof value === 'string'

/** The result of a hook that must return a text, and the lines that the call logged. */
function call (hook: () => unknown) {
  const lines: Array<readonly [level: string, error: unknown, message: string]> = []
  const write = (level: string) => ({ err }: { err?: unknown }, message: string) => { lines.push([level, err, message]) }
  const log = { error: write('error'), info: write('info') } as unknown as FastifyBaseLogger
  return { result: callOption('translate', 'a text', isText, hook, log), lines }
}

t.test('the result of a hook is returned', async t => {
  t.strictSame(call(() => 'text'), { result: 'text', lines: [] })
})

t.test('the error that a hook throws is logged', async t => {
  const error = new Error('fault')

  const { result, lines } = call(() => { throw error })

  t.equal(result, undefined)
  t.strictSame(lines, [['error', error, "option 'translate' threw an error; it was ignored"]])
})

for (const [value, shown] of [
  [undefined, 'undefined'],
  [null, 'null'],
  [5, '5'],
  [{ a: 1 }, '{ a: 1 }'],
  [revokedProxy(), '<Revoked Proxy>'],
  [closedProxy(), closedProxyText]
] as const) {
  t.test(`a result of another kind is ignored and logged: ${shown}`, async t => {
    const { result, lines } = call(() => value)

    t.equal(result, undefined)
    t.strictSame(lines.map(([level, , message]) => [level, message]), [['error', "option 'translate' was ignored"]])
    t.match(lines[0]?.[1], new TypeError(`'translate' must return a text, got ${shown}`))
  })
}

t.test('a promise is not awaited', async t => {
  const { result, lines } = call(() => Promise.resolve('text'))

  t.equal(result, undefined)
  t.match(lines[0]?.[1], { name: 'TypeError', message: /^'translate' must return a text, got Promise \{/ })
})

t.test('the rejection of a promise does not end the process', async t => {
  const rejections: unknown[] = []
  const onRejection = (error: unknown) => rejections.push(error)
  process.on('unhandledRejection', onRejection)
  t.teardown(() => process.off('unhandledRejection', onRejection))

  const { result } = call(() => Promise.reject(new Error('rejected')))
  await new Promise(resolve => setImmediate(resolve))

  t.equal(result, undefined)
  t.strictSame(rejections, [])
})

t.test('a result that only looks like a promise is not awaited', async t => {
  const { result, lines } = call(() => ({ then: (_resolve: unknown, reject: (error: Error) => void) => reject(new Error('rejected')) }))

  t.equal(result, undefined)
  t.equal(lines.length, 1)
})

t.test('without a log, faults are ignored', async t => {
  t.equal(callOption('translate', 'a text', isText, () => { throw new Error('fault') }, undefined), undefined)
  t.equal(callOption('translate', 'a text', isText, () => 5, undefined), undefined)
})
