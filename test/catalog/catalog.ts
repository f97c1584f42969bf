import { Type } from '@sinclair/typebox'
import { Type as Type1 } from 'typebox'
import t from 'tap'
import { catalog, defineCatalog, isApiError } from '../../lib/index.js'

t.test('a catalog of its own has its constants and the generic ones, and no others', async t => {
  const errors = defineCatalog({ room_full: { code: 409, title: 'Room is full.' } })

  t.same(Object.keys(errors.constants), ['room_full'])
  t.same(errors.constants.room_full, { code: 409, title: 'Room is full.', description: '', messages: [] })
  t.equal(errors.constants.conflict.code, 409)
  t.notOk('invalid_params' in errors.constants)
  t.notOk('toString' in errors.constants)
})

t.test('extend adds entries to a new catalog and leaves the old one as it was', async t => {
  const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.' } })

  t.equal(errors.constants.room_full.code, 409)
  t.equal(errors.constants.invalid_token.code, 401)
  t.notOk('room_full' in catalog.constants)
})

t.test('extend overrides an entry of the same name', async t => {
  const errors = catalog.extend({ resource_not_found: { code: 404, title: 'Gone fishing.' } })

  t.equal(errors.error('resource_not_found').message, 'Gone fishing.')
  t.equal(catalog.error('resource_not_found').message, 'Resource not found.')
})

t.test('an entry can take the name of a generic constant, and keeps its code', async t => {
  const errors = catalog.extend({ too_many_requests: { code: 429, title: 'Slow down.' } }).extend({ conflict: { code: 409, title: 'Clash.' } })

  t.equal(errors.error('too_many_requests').message, 'Slow down.')
  t.equal(errors.error('conflict').message, 'Clash.')
  t.equal(catalog.error('conflict').message, 'Conflict')
})

t.test('the data of a catalog cannot be changed', async t => {
  t.throws(() => { Object.assign(catalog.constants.invalid_params, { code: 500 }) }, TypeError)
  t.throws(() => { Object.assign(catalog.constants, { other: {} }) }, TypeError)
  t.throws(() => { (catalog.constants.invalid_params.messages as unknown as string[]).push('x') }, TypeError)
})

t.test('the caller can change its entries afterwards without changing the catalog', async t => {
  const messages = ['Room is full.']
  const errors = defineCatalog({ room_full: { code: 409, title: 'Room is full.', messages } })

  messages.push('Other.')

  t.same(errors.constants.room_full.messages, ['Room is full.'])
})

const wrongEntries: ReadonlyArray<readonly [name: string, entries: unknown, faults: readonly RegExp[]]> = [
  ['no object', null, [/expected an object of entries by constant, got null/]],
  ['an array', [], [/expected an object/]],
  ['an entry that is no object', { room_full: 409 }, [/'room_full': must be \{ code, title.*got 409/]],
  ['a capital in the name', { roomFull: { code: 409, title: 'x' } }, [/'roomFull': its name must start with a letter/]],
  ['a name that starts with a digit', { '2big': { code: 413, title: 'x' } }, [/'2big': its name/]],
  ['__proto__', JSON.parse('{"__proto__":{"code":400,"title":"x"}}'), [/'__proto__': its name/]],
  ['a code below 400', { gone: { code: 200, title: 'x' } }, [/'gone': code must be an integer from 400 to 599, got 200/]],
  ['a code above 599', { gone: { code: 4040, title: 'x' } }, [/got 4040/]],
  ['a code that is a string', { missing: { code: '404', title: 'x' } }, [/got '404'/]],
  ['a code that is no integer', { missing: { code: 404.5, title: 'x' } }, [/got 404.5/]],
  ['no title', { missing: { code: 404 } }, [/title must be a non-empty string.*got undefined/]],
  ['an empty title', { missing: { code: 404, title: '' } }, [/title must be/]],
  ['a title of two lines', { missing: { code: 404, title: 'a\nb' } }, [/title must be/]],
  ['a title that is too long', { missing: { code: 404, title: 'x'.repeat(1025) } }, [/title must be/]],
  ['a description that is no string', { missing: { code: 404, title: 'x', description: 1 } }, [/description must be a string, got 1/]],
  ['messages that are no array', { missing: { code: 404, title: 'x', messages: 'x' } }, [/messages must be an array of strings, got 'x'/]],
  ['a message that is no string', { missing: { code: 404, title: 'x', messages: ['a', 1] } }, [/messages\[1\] must be .* got 1/]],
  ['a message twice', { missing: { code: 404, title: 'x', messages: ['a', 'a'] } }, [/messages\[1\] repeats 'a'/]],
  ['a generic name under another code', { conflict: { code: 400, title: 'x' } }, [/'conflict': code must stay 409.*got 400/]],
  ['an unknown member', { missing: { code: 404, title: 'x', status: 404 } }, [/has no member 'status'; known are code, title/]],
  ['data that is no schema', { missing: { code: 404, title: 'x', data: { type: 'object' } } }, [/data must be a schema of @sinclair\/typebox/]],
  ['data of the package typebox', { missing: { code: 404, title: 'x', data: Type1.Object({}) } }, [/data must be a schema of @sinclair/]],
  ['data that JSON cannot hold', { missing: { code: 404, title: 'x', data: Type.Object({ at: Type.Optional(Type.Date()) }) } }, [/data uses Type\.Date\(\), which JSON cannot represent; .*Type\.String\(/]],
  ['data of an unknown kind', { missing: { code: 404, title: 'x', data: Type.Object({ kind: Type.Unsafe<'a'>({ type: 'string', enum: ['a'] }) }) } }, [/data has the TypeBox type 'Unsafe', which TypeBox cannot check; .*Type\.Enum/]],
  ['data that cannot be compiled', { missing: { code: 404, title: 'x', data: Type.Ref('nowhere') } }, [/data must be a schema that TypeBox can compile/]],
  ['several faults', { A: { code: 1, title: '' }, ok: { code: 400, title: 'x' }, b: null }, [/'A': its name/, /'A': code/, /'A': title/, /'b': must be/]]
]

for (const [name, entries, faults] of wrongEntries) {
  t.test(`a catalog with ${name} is refused, and each fault named`, async t => {
    for (const make of [defineCatalog, catalog.extend]) {
      const refused = () => make(entries as Parameters<typeof defineCatalog>[0])
      for (const fault of faults) t.throws(refused, { name: 'TypeError', message: fault })
    }
  })
}

t.test('error makes an ApiError with the title as its message', async t => {
  const error = catalog.error('resource_not_found')

  t.ok(isApiError(error))
  t.ok(error instanceof Error)
  t.match(error, { constant: 'resource_not_found', statusCode: 404, message: 'Resource not found.' })
})

t.test('error takes a message, or a detail', async t => {
  const cause = new Error('disk full')
  const detail = { message: 'Room not found.', headers: { 'retry-after': '5' }, cause }

  t.equal(catalog.error('resource_not_found', 'Room not found.').message, 'Room not found.')
  t.match(catalog.error('resource_not_found', detail), detail)
})

t.test('an empty message is the title', async t => {
  t.equal(catalog.error('resource_not_found', '').message, 'Resource not found.')
  t.equal(catalog.error('resource_not_found', { message: '' }).message, 'Resource not found.')
})

t.test('error refuses an unknown constant, naming it and the known ones', async t => {
  const call = catalog.error as (constant: unknown) => unknown

  t.throws(() => call('room_ful'), { message: /Unknown error constant 'room_ful': .*invalid_params, .*fetch_error/ })
  t.throws(() => call('toString'), /Unknown error constant/)
  t.throws(() => call('__proto__'), /Unknown error constant/)
  t.throws(() => call(undefined), /Unknown error constant undefined/)
  t.throws(() => call(Symbol('x')), /Unknown error constant Symbol\(x\)/)
})

for (const [detail, fault] of [
  [42, /must be a string or \{ message.*got 42/],
  [null, /got null/],
  [['x'], /must be a string or/],
  [new Error('hunter2'), /an Error cannot be the detail; pass \{ cause: error \} instead/],
  [{ mesage: 'x' }, /has no member 'mesage'; known are message/],
  [{ message: 1 }, /'message' must be a string, got 1/],
  [{ headers: 'x' }, /'headers' must be an object/],
  [{ issues: {} }, /'issues' must be an array/]
] as const) {
  t.test(`error refuses the detail ${String(JSON.stringify(detail))}: ${String(fault)}`, async t => {
    const call = catalog.error as (constant: string, detail: unknown) => unknown

    t.throws(() => call('conflict', detail), { name: 'TypeError', message: fault })
  })
}

t.test('ensure returns a value, also a falsy one, and throws for null and undefined', async t => {
  for (const value of [0, '', false, 'x']) t.equal(catalog.ensure(value, 'resource_not_found'), value)
  for (const value of [null, undefined]) {
    t.throws(() => catalog.ensure(value, 'resource_not_found', 'Room not found.'), {
      constant: 'resource_not_found', statusCode: 404, message: 'Room not found.'
    })
  }
})

t.test('responses declares the constants by code, those of one code together', async t => {
  const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.' } })

  const responses = errors.responses('resource_not_found', 'room_full', 'conflict')

  t.same(Object.keys(responses), ['404', '409'])
  t.match(responses[404], { type: 'object', properties: { constant: { const: 'resource_not_found' }, code: { const: 404 } } })
  t.match(responses[409], { properties: { constant: { anyOf: [{ const: 'room_full' }, { const: 'conflict' }] } } })
})

t.test('responses refuses an unknown constant', async t => {
  t.throws(() => (catalog.responses as (constant: string) => unknown)('room_ful'), /Unknown error constant 'room_ful'/)
})
