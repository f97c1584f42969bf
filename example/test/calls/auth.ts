/** The token of the Rooms API: which ones open it, and what the others are answered. */
import { createHmac } from 'node:crypto'
import t from 'tap'
import { buildApp } from '../../app.js'
import { openStore } from '../../store/store.js'

const jwtSecret = 'a secret of the tests'

// One for all tests: none of the calls changes anything.
const app = await buildApp({ store: openStore({ engine: 'sqlite', path: ':memory:' }), jwtSecret })
t.teardown(() => app.close())

const claims = { apikey: 'key', permissions: [], version: 2, roles: ['crawler'] }
const wrongVersion = 'Unauthorised access to V2 API, please provide valid payload version.'
const wrongRole = 'Your role must be a CRAWLER in token payload to use V2 API.'

/** A token made by hand, with whatever in it. */
function handmade (header: object, payload: unknown, algorithm = 'sha256', secret = jwtSecret): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const content = `${encode(header)}.${encode(payload)}`
  return `${content}.${createHmac(algorithm, secret).update(content).digest('base64url')}`
}
const signed = (payload: unknown) => handmade({ alg: 'HS256', typ: 'JWT' }, payload)
const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow

const authorizations: Array<[name: string, authorization: string | undefined, constant: string | undefined, message?: string]> = [
  ['a bare token', signed(claims), undefined],
  ['a Bearer token', `Bearer ${signed(claims)}`, undefined],
  ['a bearer token in lower case', `bearer ${signed(claims)}`, undefined],
  ['a token that ends later', signed({ ...claims, exp: seconds(60) }), undefined],
  ['a token with several roles', signed({ ...claims, roles: ['rtc', 'crawler'] }), undefined],
  ['no token', undefined, 'invalid_token'],
  ['an empty header', '', 'invalid_token'],
  ['the scheme alone', 'Bearer', 'invalid_token'],
  ['garbage', 'garbage', 'invalid_token'],
  ['garbage in three parts', 'a.b.c', 'invalid_token'],
  ['another scheme', `Basic ${signed(claims)}`, 'invalid_token'],
  ['two tokens', `${signed(claims)} ${signed(claims)}`, 'invalid_token'],
  ['a forged token', handmade({ alg: 'HS256' }, claims, 'sha256', 'another secret'), 'invalid_token'],
  ['a token whose payload was changed', signed({}).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`), 'invalid_token'],
  ['an expired token', signed({ ...claims, exp: seconds(-1) }), 'invalid_token'],
  ['a token that is not valid yet', signed({ ...claims, nbf: seconds(60) }), 'invalid_token'],
  ['an unsigned token', `${handmade({ alg: 'none' }, claims).replace(/[^.]+$/, '')}`, 'invalid_token'],
  ['a signed token of algorithm none', handmade({ alg: 'none' }, claims), 'invalid_token'],
  ['a token of algorithm HS512', handmade({ alg: 'HS512' }, claims, 'sha512'), 'invalid_token'],
  ['a token without version', signed({ ...claims, version: undefined }), 'unauthorized_token', wrongVersion],
  ['a token of version 1', signed({ ...claims, version: 1 }), 'unauthorized_token', wrongVersion],
  ['a token whose version is text', signed({ ...claims, version: '2' }), 'unauthorized_token', wrongVersion],
  ['a token of neither version nor role', signed({ apikey: 'key' }), 'unauthorized_token', wrongVersion],
  ['a token without roles', signed({ ...claims, roles: undefined }), 'unauthorized_token', wrongRole],
  ['a token of another role', signed({ ...claims, roles: ['rtc'] }), 'unauthorized_token', wrongRole],
  ['a token whose roles are text', signed({ ...claims, roles: 'crawler' }), 'unauthorized_token', wrongRole]
]

for (const [name, authorization, constant, message = '`token` is invalid.'] of authorizations) {
  t.test(`${name} is ${constant === undefined ? 'accepted' : `answered with ${constant}`}`, async t => {
    const response = await app.inject({
      method: 'GET', url: '/v2/rooms', headers: authorization === undefined ? {} : { authorization }
    })

    if (constant === undefined) t.equal(response.statusCode, 200)
    else t.match(response.json(), { constant, message })
  })
}

for (const payload of [null, 5, 'text', [], [claims]]) {
  t.test(`a genuine token whose payload is ${JSON.stringify(payload)} opens nothing`, async t => {
    const response = await app.inject({ method: 'GET', url: '/v2/rooms', headers: { authorization: signed(payload) } })

    t.ok(['invalid_token', 'unauthorized_token'].includes(response.json().constant), response.body)
  })
}
