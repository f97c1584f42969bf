import t from 'tap'
import { readValidationFailure } from '../../lib/validation/validation-failure.js'
import { closedProxy, revokedProxy, throwingGetters } from '../fixtures/hostile-values.js'

const item = { instancePath: '/a', message: 'is wrong' }

for (const part of ['params', 'querystring', 'headers', 'body']) {
  t.test(`a failed validation of the ${part} is recognised`, async t => {
    t.strictSame(readValidationFailure({ validationContext: part, validation: [item] }), { part, items: [item] })
  })
}

type Row = readonly [name: string, fields: object, items: readonly object[]]

const rows: readonly Row[] = [
  ['the status 400', { validation: [item], statusCode: 400 }, [item]],
  ['the status 422', { validation: [item], statusCode: 422 }, [item]],
  ['no items', { validation: [] }, []],
  ['no list of items', {}, []],
  ['a text for items', { validation: 'is wrong' }, []],
  ['a flag, and the items of an $async schema', { validation: true, errors: [item] }, [item]],
  ['a flag without items', { validation: true }, []],
  ['items beside errors', { validation: [item], errors: [{ instancePath: '/b' }] }, [item]],
  ['items without a pointer', { validation: [{ message: 'is wrong' }, item, { instancePath: 5 }] }, [item]],
  ['items that are not objects', { validation: [null, undefined, 'text', 5, item] }, [item]],
  ['items that cannot be read', { validation: [revokedProxy(), closedProxy(), throwingGetters('instancePath'), item] }, [item]]
]

for (const [name, fields, items] of rows) {
  t.test(`a failed validation with ${name}`, async t => {
    t.strictSame(readValidationFailure({ validationContext: 'body', ...fields }), { part: 'body', items })
  })
}

t.test('the first 1,000 of 5,000 items are read', async t => {
  const validation = Array.from({ length: 5000 }, (_, index) => ({ instancePath: `/${index}` }))

  const failure = readValidationFailure({ validationContext: 'body', validation })

  t.equal(failure?.items.length, 1000)
  t.equal(failure?.items.at(-1), validation[999])
})

for (const [name, error] of [
  ['an error', new Error('error')],
  ['an error with items and no part', { validation: [item] }],
  ['an error with another part', { validationContext: 'response', validation: [item] }],
  ['an error with the name of an inherited member for its part', { validationContext: 'constructor', validation: [item] }],
  ['the error of a validator that threw', { validationContext: 'body', validation: [item], statusCode: 500 }],
  ['an error that is masked beside its part', { validationContext: 'body', validation: [item], status: 503, expose: false }],
  ['undefined', undefined],
  ['null', null],
  ['a text', 'body'],
  ['a revoked proxy', revokedProxy()],
  ['a proxy whose traps throw', closedProxy()],
  ['an object whose members throw', throwingGetters('validationContext', 'validation')]
] as const) {
  t.test(`${name} is not a failed validation`, async t => {
    t.equal(readValidationFailure(error), undefined)
  })
}
