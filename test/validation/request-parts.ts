import t from 'tap'
import { isRequestPart, requestParts } from '../../lib/validation/request-parts.js'

t.test('each part has its place in an issue, its name in a sentence and its member of the request', async t => {
  t.strictSame(requestParts, {
    params: { location: 'path', name: 'request path', member: 'params' },
    querystring: { location: 'query', name: 'query string', member: 'query' },
    headers: { location: 'header', name: 'request headers', member: 'headers' },
    body: { location: 'body', name: 'request body', member: 'body' }
  })
})

for (const [value, expected] of [
  ['params', true], ['querystring', true], ['headers', true], ['body', true],
  ['query', false], ['Body', false], ['response', false], ['constructor', false], ['__proto__', false], ['', false], [undefined, false], [0, false], [['body'], false]
] as const) {
  t.test(`${JSON.stringify(value)} ${expected ? 'is' : 'is not'} a part of a request`, async t => {
    t.equal(isRequestPart(value), expected)
  })
}
