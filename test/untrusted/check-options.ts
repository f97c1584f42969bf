import t from 'tap'
import { booleanRule, checkOptions, fastifyOptions, functionRule } from '../../lib/untrusted/check-options.js'
import { closedProxy, closedProxyText, revokedProxy } from '../fixtures/hostile-values.js'

const rules = {
  flag: booleanRule,
  hook: functionRule('(error) => boolean'),
  limit: { expected: 'at least the minimum', holds: (value: unknown, { minimum }: { minimum?: number }) => Number(value) >= (minimum ?? 0) },
  minimum: { expected: 'a number', holds: (value: unknown) => typeof value === 'number' }
}

const check = (options: unknown, ignored?: readonly string[]) => checkOptions('owner', rules, options as object, ignored)

for (const [name, options] of [
  ['no options', {}],
  ['every option', { flag: false, hook: () => true, limit: 2, minimum: 1 }],
  ['an option that is undefined', { flag: undefined, hook: undefined }],
  ['an inherited option', Object.create({ flag: 'x', unknown: 1 })],
  ['a list, which is an object', []]
] as const) {
  t.test(`${name} is accepted`, async t => {
    t.doesNotThrow(() => check(options))
  })
}

for (const [name, options, faults] of [
  ['a wrong value', { flag: 1 }, ["- option 'flag' must be true or false, got 1."]],
  ['null', { flag: null }, ["- option 'flag' must be true or false, got null."]],
  ['a value that is not a function', { hook: {} }, ["- option 'hook' must be a function (error) => boolean, got {}."]],
  ['a value that another option forbids', { limit: 1, minimum: 2 }, ["- option 'limit' must be at least the minimum, got 1."]],
  ['an unknown option', { flags: true }, ["- unknown option 'flags'; known are flag, hook, limit, minimum."]],
  ['an unknown option that is undefined', { flags: undefined }, ["- unknown option 'flags'; known are flag, hook, limit, minimum."]],
  ['a name of every object', { constructor: 1 }, ["- unknown option 'constructor'; known are flag, hook, limit, minimum."]],
  ['an own __proto__', JSON.parse('{"__proto__":1}'), ["- unknown option '__proto__'; known are flag, hook, limit, minimum."]],
  ['several faults', { flag: 1, other: 2, hook: 'x' }, [
    "- option 'flag' must be true or false, got 1.", "- unknown option 'other'; known are flag, hook, limit, minimum.",
    "- option 'hook' must be a function (error) => boolean, got 'x'."
  ]],
  ['a value that cannot be read', { flag: revokedProxy(), hook: closedProxy() }, [
    "- option 'flag' must be true or false, got <Revoked Proxy>.", `- option 'hook' must be a function (error) => boolean, got ${closedProxyText}.`
  ]]
] as const) {
  t.test(`${name} is refused`, async t => {
    t.throws(() => check(options), { name: 'TypeError', message: ['Invalid options of owner:', ...faults].join('\n') })
  })
}

for (const [options, shown] of [[undefined, 'undefined'], [null, 'null'], ['text', "'text'"], [1, '1'], [() => {}, '[Function (anonymous)]']] as const) {
  t.test(`options that are ${shown} are refused`, async t => {
    t.throws(() => check(options), { name: 'TypeError', message: `Invalid options of owner: must be an object, got ${shown}.` })
  })
}

t.test('an option that somebody else reads is not checked', async t => {
  t.doesNotThrow(() => check({ prefix: 1, logLevel: 2, logSerializers: 3 }, fastifyOptions))
  t.throws(() => check({ prefix: 1, other: 2 }, fastifyOptions), { message: /^Invalid options of owner:\n- unknown option 'other'; known are [^\n]*$/ })
})
