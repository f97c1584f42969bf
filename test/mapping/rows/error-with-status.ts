import t from 'tap'
import type { ErrorContext } from '../../../lib/mapping/error-context.js'
import { errorWithStatus } from '../../../lib/mapping/rows/error-with-status.js'
import { defaultSettings } from '../../../lib/options.js'
import { throwingGetters } from '../../fixtures/hostile-values.js'

const context: ErrorContext = { settings: defaultSettings, request: undefined, replyStatus: undefined, log: undefined }

for (const [name, error, message] of [
  ['an error of the file system', Object.assign(new Error('ENOENT'), { syscall: 'open' }), 'Conflict'],
  ['an error with a syscall of another type', { syscall: 1 }, 'Own.'],
  ['any other error', new Error('error'), 'Own.'],
  ['an error whose members throw', throwingGetters('syscall'), 'Own.']
] as const) {
  t.test(`the message of ${name} is ${message}`, async t => {
    t.equal(errorWithStatus(Object.assign(error, { statusCode: 409, message: 'Own.' }), context)?.message, message)
  })
}

t.test('a value that is not an object has no status', async t => {
  t.strictSame([null, undefined, 'thrown', 409].map(value => errorWithStatus(value, context)), [undefined, undefined, undefined, undefined])
})
