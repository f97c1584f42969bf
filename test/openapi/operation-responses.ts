/** The responses that a route documents: those it implies, those it declares, and its own. */
import { Type } from '@sinclair/typebox'
import t, { type Test } from 'tap'
import fastifyApiError, { catalog } from '../../lib/index.js'
import { documentOf as documentOfApp, type Setup } from '../fixtures/openapi-document.js'

const errors = catalog.extend({ room_full: { code: 409, title: 'Room is full.' } })
const gone = errors.responses('gone')
const ok = Type.Object({ id: Type.String() })

/** The document of an app with these errors. */
const documentOf = (t: Test, { options, ...setup }: Setup) => documentOfApp(t, { ...setup, options: { catalog: errors, ...options } })

const scalarBody = { type: 'object', properties: { name: { type: 'string' } } }
const nestedBody = { type: 'object', properties: { config: { $ref: 'config#' } } }

for (const [what, schema, codes] of [
  ['no schema', undefined, ['200']],
  ['only a response schema', { response: { 200: { type: 'object', properties: {} } } }, ['200']],
  ['params', { params: { type: 'object', properties: { id: {} } } }, ['200', '400']],
  ['a query string', { querystring: { type: 'object', properties: { id: {} } } }, ['200', '400']],
  ['headers', { headers: { type: 'object', properties: { id: { type: 'string' } } } }, ['200', '400']],
  ['a body of scalars', { body: scalarBody }, ['200', '400']],
  ['a body with an object, behind a $ref', { body: nestedBody }, ['200', '400', '422']],
  ['a body with an array', { body: { type: 'object', properties: { ids: { type: 'array', items: { type: 'string' } } } } }, ['200', '400', '422']],
  ['a body that is an array', { body: { type: 'array', items: { type: 'string' } } }, ['200', '400', '422']],
  ['a body that maps names to objects', { body: { type: 'object', additionalProperties: nestedBody } }, ['200', '400', '422']],
  ['a body that maps some names to objects', { body: { type: 'object', patternProperties: { '^x': { $ref: 'config#' } } } }, ['200', '400', '422']],
  ['a body that maps names to scalars', { body: { type: 'object', additionalProperties: { type: 'string' } } }, ['200', '400']],
  ['a body by media type', { body: { content: { 'application/json': { schema: nestedBody } } } }, ['200', '400', '422']],
  ['a 400 of its own', { body: nestedBody, response: { 400: { type: 'object', description: 'mine', properties: {} } } }, ['400', '422']],
  ['a 4xx of its own', { body: nestedBody, response: { '4xx': { type: 'object', description: 'mine', properties: {} } } }, ['4XX']],
  ['a default of its own', { body: nestedBody, response: { default: { type: 'object', description: 'mine', properties: {} } } }, ['default']]
] as const) {
  t.test(`a route with ${what} documents ${codes.join(', ')}`, async t => {
    const { paths } = await documentOf(t, {
      declare: app => {
        app.addSchema({ $id: 'config', type: 'object', properties: { layout: { type: 'string' } } })
        app.post('/', schema === undefined ? {} : { schema }, async () => 'x')
      }
    })
    const responses = paths['/']?.post?.responses ?? {}

    t.same(Object.keys(responses).sort(), codes)
    for (const code of ['400', '4XX', 'default']) {
      if (what.includes('of its own') && responses[code] !== undefined) t.equal(responses[code]?.description, 'mine')
    }
  })
}

t.test('scopes document the constants of their own catalogs', async t => {
  const { paths } = await documentOf(t, {
    declare: async app => {
      for (const name of ['one', 'two']) {
        const own = catalog.extend({ [name]: { code: 410, title: `Title ${name}.` } })
        await app.register(async nested => {
          await nested.register(fastifyApiError, { catalog: own })
          nested.get('/', { schema: { response: own.responses(name) } }, async () => 'x')
        }, { prefix: `/${name}` })
      }
    }
  })

  t.equal(paths['/one/']?.get?.responses['410']?.description, '`one`: Title one.')
  t.equal(paths['/two/']?.get?.responses['410']?.description, '`two`: Title two.')
})

t.test("an error of another catalog than the scope's is documented as that has it", async t => {
  const billing = catalog.extend({ card_declined: { code: 402, title: 'Card was declined.' } })
  const { paths } = await documentOf(t, {
    declare: app => app.get('/', { schema: { response: billing.responses('card_declined') } }, async () => { throw billing.error('card_declined') })
  })

  t.equal(paths['/']?.get?.responses['402']?.description, '`card_declined`: Card was declined.')
})

t.test('constants of one name in two catalogs are documented as their own catalogs have them', async t => {
  const seats = catalog.extend({ room_full: { code: 423, title: 'No seat is free.' } })
  const { paths } = await documentOf(t, {
    declare: app => app.get('/', { schema: { response: { ...errors.responses('room_full'), ...seats.responses('room_full') } } }, async () => { throw seats.error('room_full') })
  })

  t.equal(paths['/']?.get?.responses['409']?.description, '`room_full`: Room is full.')
  t.equal(paths['/']?.get?.responses['423']?.description, '`room_full`: No seat is free.')
})

t.test('constants whose names look numbered keep their examples', async t => {
  const quotas = catalog.extend({ quota: { code: 429, title: 'Quota.', messages: ['One.', 'Two.'] }, quota_2: { code: 429, title: 'Second quota.' } })
  const { paths } = await documentOf(t, {
    options: { catalog: quotas },
    declare: app => app.get('/', { schema: { response: quotas.responses('quota', 'quota_2') } }, async () => 'x')
  })

  t.same(Object.values(paths['/']?.get?.responses['429']?.content['application/json']?.examples ?? {}).map(({ value }) => value), [
    { constant: 'quota', code: 429, message: 'One.' },
    { constant: 'quota', code: 429, message: 'Two.' },
    { constant: 'quota_2', code: 429, message: 'Second quota.' }
  ])
})

t.test('responses by media type stay as they are, beside declared errors', async t => {
  const content = { 'application/json': { schema: ok }, 'text/csv': { schema: { type: 'string' } } }
  const { paths } = await documentOf(t, {
    declare: app => app.get('/', { schema: { response: { 200: { description: 'The room.', content }, ...gone } } }, async () => ({ id: 'x' }))
  })
  const responses = paths['/']?.get?.responses ?? {}

  t.same(Object.keys(responses['200']?.content ?? {}), ['application/json', 'text/csv'])
  t.same(Object.keys(responses), ['200', '410'])
})

for (const prefixTrailingSlash of ['both', 'slash', 'no-slash'] as const) {
  t.test(`under prefixTrailingSlash: '${prefixTrailingSlash}', declared errors are documented`, async t => {
    const { paths } = await documentOf(t, {
      declare: app => app.register(async nested => {
        nested.get('/', { prefixTrailingSlash, schema: { response: { 200: ok, ...gone } } }, async (_request, reply) => reply.apiError('gone'))
      }, { prefix: '/rooms' })
    })

    for (const path of Object.values(paths)) t.same(Object.keys(path.get?.responses ?? {}), ['200', '410'])
  })
}
