import t from 'tap'
import { foreignStatus, isErrorStatus } from '../../lib/untrusted/error-status.js'
import { closedProxy, revokedProxy, throwingGetters } from '../fixtures/hostile-values.js'

for (const [value, expected] of [
  [400, true], [404, true], [599, true],
  [399, false], [600, false], [200, false], [404.5, false], [NaN, false], [Infinity, false], ['404', false], [404n, false], [undefined, false], [null, false]
] as const) {
  t.test(`${typeof value} ${String(value)} ${expected ? 'is' : 'is not'} the status of an error`, async t => {
    t.equal(isErrorStatus(value), expected)
  })
}

type Row = readonly [name: string, error: unknown, replyStatus: number | undefined, status: number | undefined]

const rows: readonly Row[] = [
  ['statusCode', { statusCode: 404 }, undefined, 404],
  ['statusCode, whatever the reply has', { statusCode: 404 }, 409, 404],
  ['statusCode, whatever status says', { statusCode: 404, status: 500, expose: true }, undefined, 404],
  ['inherited statusCode', Object.create({ statusCode: 404 }), undefined, 404],
  ['status beside expose true', { status: 404, expose: true }, undefined, 404],
  ['status beside expose false', { status: 404, expose: false }, undefined, 404],
  ['status alone', { status: 404 }, undefined, undefined],
  ['status beside an expose of another type', { status: 404, expose: 1 }, undefined, undefined],
  ['statusCode that reports no error', { statusCode: 200 }, undefined, undefined],
  ['statusCode that reports no error, under a reply with one', { statusCode: 200 }, 409, 409],
  ['statusCode that is a text', { statusCode: '404' }, undefined, undefined],
  ['no status', {}, undefined, undefined],
  ['no status, under a reply with one', {}, 409, 409],
  ['no status, under a reply of 200', {}, 200, undefined],
  ['a status that Fastify has copied to the reply', { status: 404 }, 404, undefined],
  ['a text that Fastify has copied to the reply', { statusCode: '404' }, 404, undefined],
  ['a status with a text that Fastify has copied to the reply', { status: '404' }, 404, undefined],
  ['a statusCode that no number can be', { statusCode: Symbol('404') }, 409, 409],
  ['a response that does not fit its schema', { serialization: {} }, 409, undefined],
  ['a response that does not fit its schema, with a status', { serialization: {}, statusCode: 400 }, 200, 400],
  ['a text', 'thrown', 409, 409],
  ['null', null, 409, 409],
  ['undefined', undefined, undefined, undefined],
  ['a revoked proxy', revokedProxy(), 409, 409],
  ['a proxy whose traps throw', closedProxy(), undefined, undefined],
  ['an error whose members throw', throwingGetters('statusCode', 'status', 'expose', 'serialization'), 409, 409]
]

for (const [name, error, replyStatus, status] of rows) {
  t.test(`the status of an error with ${name}, and ${replyStatus} on the reply: ${status}`, async t => {
    t.equal(foreignStatus(error, replyStatus), status)
  })
}
