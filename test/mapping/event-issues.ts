/** The issues that a handler passes with an error. */
import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventOf } from '../fixtures/event.js'
import { collectLogs } from '../fixtures/logs.js'

t.test('issues of a handler are sent, each once and cleaned', async t => {
  const app = await build(t)
  const issue = { in: 'body', pointer: '/name', message: 'name\nis taken.' } as const
  app.get('/', (_request, reply) => reply.apiError('invalid_params', { issues: [issue, issue, { ...issue, keyword: 'unique' }] }))

  t.same(eventOf(await app.inject('/')).issues, [
    { in: 'body', pointer: '/name', message: 'name is taken.' },
    { in: 'body', pointer: '/name', keyword: 'unique', message: 'name is taken.' }
  ])
})

t.test('of more than 100 issues of a handler, the first 100 are sent', async t => {
  const app = await build(t)
  const issues = Array.from({ length: 150 }, (_, index) => ({ in: 'body', pointer: `/${index}`, message: 'x' } as const))
  app.get('/', (_request, reply) => reply.apiError('invalid_params', { issues }))

  t.same(eventOf(await app.inject('/')).issues, issues.slice(0, 100))
})

t.test('a wrong issue of a handler is left out and named in the log, and the others are sent', async t => {
  const { logger, errorLines } = collectLogs()
  const app = await build(t, {}, { logger })
  const good = { in: 'query', pointer: '', message: 'x' }
  const wrong = [
    null, 'x', { ...good, in: 'cookie' }, { ...good, pointer: 'name' }, { ...good, pointer: '/~2' }, { ...good, message: '\n' },
    { ...good, keyword: 1 }
  ]
  app.get('/', (_request, reply) => (reply.apiError as (constant: string, detail: object) => unknown)('conflict', { issues: [...wrong, good] }))

  t.same(eventOf(await app.inject('/')).issues, [good])
  t.equal(errorLines().length, wrong.length + 1)
  t.match(errorLines().map(({ msg }) => msg), [...wrong.map((_, index) => `issues[${index}] of 'conflict' was left out of the event`), 'Conflict'])
})
