import t from 'tap'
import type { ErrorContext } from '../../../lib/mapping/error-context.js'
import { upstreamAnswer } from '../../../lib/mapping/rows/upstream-answer.js'
import { defaultSettings } from '../../../lib/options.js'
import { closedProxy, revokedProxy } from '../../fixtures/hostile-values.js'

const context: ErrorContext = { settings: defaultSettings, request: undefined, replyStatus: undefined, log: undefined }

for (const [name, headers, expected] of [
  ['a content type', { 'Content-Type': 'text/html' }, true],
  ['a Headers object with a date', new Headers({ date: 'now' }), true],
  ['a content length', { 'content-length': 5 }, true],
  ['a transfer encoding', [['Transfer-Encoding', 'chunked']], true],
  ['headers for the reply', { 'retry-after': 5 }, false],
  ['no headers', {}, false],
  ['headers that cannot be read', revokedProxy(), false],
  ['a text', 'content-type: text/html', false]
] as const) {
  t.test(`an error with ${name} ${expected ? 'carries' : 'does not carry'} another server's response`, async t => {
    t.equal(upstreamAnswer({ headers }, context) !== undefined, expected)
  })
}

t.test('a value without headers does not carry a response', async t => {
  t.strictSame([undefined, null, 'thrown', new Error('error'), closedProxy()].map(value => upstreamAnswer(value, context)), [undefined, undefined, undefined, undefined, undefined])
})
