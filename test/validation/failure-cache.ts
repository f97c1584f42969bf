/** The cached description of one failure is never used for another. */
import t from 'tap'
import type { ApiErrorEvent } from '../../lib/event/event.js'
import { toApiErrorEvent } from '../../lib/index.js'
import { build } from '../fixtures/build.js'

const integer = { type: 'integer' }
const object = (properties: object, others: object = {}) => ({ type: 'object', properties, ...others })

type Row = readonly [name: string, schema: object, answers: ReadonlyArray<readonly [body: object | undefined, message: string]>]

const rows: readonly Row[] = [
  ['two members of one rule', object({ a: integer, b: integer }, { required: ['a', 'b'] }), [
    [{ b: 1 }, '`a` is required in request body.'],
    [{ a: 1 }, '`b` is required in request body.']
  ]],
  ['two rules of one member', object({ a: { ...integer, minimum: 1, maximum: 5 } }), [
    [{ a: 0 }, '`a` must be ≥ 1.'],
    [{ a: 6 }, '`a` must be ≤ 5.'],
    [{ a: 'x' }, '`a` must be an integer.']
  ]],
  ['one rule for two members', object({ a: { $ref: '#/definitions/id' }, b: { $ref: '#/definitions/id' } }, { definitions: { id: integer } }), [
    [{ a: 'x' }, '`a` must be an integer.'],
    [{ b: 'x' }, '`b` must be an integer.']
  ]],
  ['an element, and a member of its name', object({
    list: { items: { $ref: '#/definitions/id' }, properties: { 0: { $ref: '#/definitions/id' } } }
  }, { definitions: { id: { type: 'integer' } } }), [
    [{ list: ['x'] }, 'list[0] must be an integer.'],
    [{ list: { 0: 'x' } }, 'list.0 must be an integer.']
  ]],
  ['a body of the wrong type, and none', { type: 'object' }, [
    [[], 'Request body must be an object.'],
    [undefined, 'Please provide a request body.']
  ]],
  ['a rule that another member brings', object({}, {
    dependencies: {
      a: object({ b: { $ref: '#/definitions/id', errorMessage: 'b goes with a.' } }),
      c: object({ b: { $ref: '#/definitions/id', errorMessage: 'b goes with c.' } })
    },
    definitions: { id: integer }
  }), [
    [{ a: 1, b: 'x' }, 'b goes with a.'],
    [{ c: 1, b: 'x' }, 'b goes with c.']
  ]],
  ['elements of an array', object({ list: { type: 'array', items: { type: 'object', properties: { n: integer, list: { type: 'array', items: integer } }, required: ['n'] } } }), [
    [{ list: [{ n: 'x' }] }, 'list[0].n must be an integer.'],
    [{ list: [{ n: 1 }, { n: 'x' }] }, 'list[1].n must be an integer.'],
    [{ list: [{ n: 1 }, { n: 1, list: [1, 1, 'x'] }] }, 'list[1].list[2] must be an integer.'],
    [{ list: [{ n: 1, list: ['x'] }] }, 'list[0].list[0] must be an integer.'],
    [{ list: [{}] }, 'Please provide n.'],
    [{ list: [{ n: 1 }, { N: 1 }] }, 'Please provide n (found N).']
  ]],
  ['elements of a tuple', { type: 'object', properties: { list: { type: 'array', items: [{ $ref: '#/definitions/id', errorMessage: 'First.' }, { $ref: '#/definitions/id', errorMessage: 'Second.' }] } }, definitions: { id: integer } }, [
    [{ list: ['x'] }, 'First.'],
    [{ list: [1, 'x'] }, 'Second.']
  ]],
  ['a repeated parameter', object({ id: { type: 'array', items: integer } }), [
    [{ id: [1, 'x'] }, 'id[1] must be an integer.'],
    [{ id: ['x'] }, 'id[0] must be an integer.']
  ]],
  ["the client's own names", object({}, { additionalProperties: integer }), [
    [{ x: 'x' }, '`x` must be an integer.'],
    [{ y: 'x' }, '`y` must be an integer.']
  ]]
]

for (const [name, body, answers] of rows) {
  t.test(`told apart: ${name}`, async t => {
    const app = await build(t, {}, { ajv: { customOptions: { coerceTypes: false, strictTypes: false } } })
    app.post('/', { schema: { body } }, async () => 'valid')

    for (const [payload, message] of [...answers, ...answers, ...answers.toReversed()]) {
      const { message: told } = (await app.inject({ method: 'POST', url: '/', ...payload !== undefined && { payload } })).json()
      t.equal(told, message)
    }
  })
}

t.test('one schema object speaks for the part that it was used for', async t => {
  const app = await build(t)
  const schema = object({ id: integer }, { required: ['id'] })
  app.get('/query', { schema: { querystring: schema } }, async () => 'valid')
  app.get('/headers', { schema: { headers: schema } }, async () => 'valid')

  for (const [url, message] of [
    ['/query', '`id` is required in query string.'],
    ['/headers', '`id` is required in request headers.'],
    ['/query', '`id` is required in query string.']
  ]) t.equal((await app.inject(url as string)).json().message, message)
})

t.test('one schema object refers to what its scope knows', async t => {
  const app = await build(t)
  const body = { $ref: 'Room#' }
  for (const name of ['/one', '/two']) {
    await app.register(async scope => {
      scope.addSchema({ $id: 'Room', ...object({ size: { ...integer, errorMessage: `As ${name} says.` } }) })
      scope.post('/', { schema: { body } }, async () => 'valid')
    }, { prefix: name })
  }

  for (const name of ['/one', '/two', '/one']) {
    const { message } = (await app.inject({ method: 'POST', url: name, payload: { size: 'x' } })).json()
    t.equal(message, `As ${name} says.`)
  }
})

t.test('an event that its receiver changes stays his', async t => {
  const app = await build(t)
  const seen: ApiErrorEvent[] = []
  app.post('/', { schema: { body: object({ size: integer }) }, attachValidation: true }, async request => {
    const event = toApiErrorEvent(request.validationError, { request })
    seen.push(structuredClone(event))
    Object.assign(event.issues?.[0] ?? {}, { message: 'changed', pointer: '/changed' })
    return 'read'
  })

  for (let count = 0; count < 2; count++) await app.inject({ method: 'POST', url: '/', payload: { size: 'x' } })

  t.equal(seen[1]?.issues?.[0]?.pointer, '/size')
  t.strictSame(seen[1], seen[0])
})

t.test('several faults are told each as it is alone, in any order and at any index', async t => {
  const app = await build(t, {}, { ajv: { customOptions: { allErrors: true, coerceTypes: false } } })
  app.post('/', { schema: { body: object({ a: integer, list: { type: 'array', items: object({ n: integer, m: { type: 'string', minLength: 2 } }) } }, { required: ['b'] }) } }, async () => 'valid')
  const ask = async (payload: object) => ((await app.inject({ method: 'POST', url: '/', payload })).json() as ApiErrorEvent).issues?.map(({ pointer, message }) => `${pointer} ${message}`)

  for (const list of [[{ n: 'x' }], [{ n: 1 }, { n: 'x', m: 'y' }], [{ m: '' }, {}, { n: 'x' }], [{ n: 'x' }]]) {
    const expected = list.flatMap((item: { n?: unknown, m?: string }, index) => [
      ...typeof item.n === 'string' ? [`/list/${index}/n list[${index}].n must be an integer.`] : [],
      ...item.m === undefined ? [] : [`/list/${index}/m list[${index}].m must have at least 2 characters.`]
    ])
    t.strictSame(await ask({ a: 'x', list }), ['/b `b` is required in request body.', '/a `a` must be an integer.', ...expected])
  }
})
