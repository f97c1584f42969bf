import { match, notStrictEqual, strictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { eventContentType, type Answer } from '../fixtures/event.js'
import { canary, expectEvent, expectNoCanary, expectSame } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'

const problemJson = 'application/problem+json'

interface Range {
  readonly type: string
  readonly q: number | undefined
}

const ranges = fc.uniqueArray(fc.record<Range>({
  type: fc.constantFrom(problemJson, 'application/json', 'application/*', '*/*', 'text/html'),
  q: fc.constantFrom(undefined, 0, 0.001, 0.5, 0.9, 1)
}), { selector: ({ type }) => type })

const spelled = fc.record({ ranges, isUpperCase: fc.boolean(), comma: fc.constantFrom(',', ', ', ' , '), semicolon: fc.constantFrom(';', ' ; ') })
  .map(({ ranges, isUpperCase, comma, semicolon }) => {
    const header = ranges.map(({ type, q }) => q === undefined ? type : `${type}${semicolon}q=${q}`).join(comma)
    return { accept: isUpperCase ? header.toUpperCase() : header, ranges }
  })

const garbage = fc.array(fc.oneof(
  fc.string({ unit: fc.constantFrom('*', '/', ';', ',', '=', 'q', '"', ' ', 'a', '+', '1', '.', '-') }),
  fc.constantFrom(problemJson, 'application/json', 'q=NaN', 'q=1e9', 'q=-1', `${canary}/${canary}`, 'x'.repeat(1000), '",'.repeat(500))
), { maxLength: 6 }).map(parts => ({ accept: parts.join(''), ranges: undefined }))

/** RFC 9110, section 12.5.1: the most specific range decides. */
function quality (type: string, ranges: readonly Range[]): number {
  const range = [type, 'application/*', '*/*'].map(name => ranges.find(one => one.type === name)).find(found => found !== undefined)
  return range === undefined ? 0 : range.q ?? 1
}

/** Problem details or the event, where one is accepted more than the other. */
function expectPreferred (contentType: unknown, ranges: readonly Range[]): void {
  const [problem, json] = [quality(problemJson, ranges), quality('application/json', ranges)]
  if (problem > json) strictEqual(contentType, problemJson)
  if (problem < json || problem === 0) notStrictEqual(contentType, problemJson)
}

/** The event that problem details tell. */
function unwrapped ({ statusCode, body, headers }: Answer): Answer {
  if (headers['content-type'] !== problemJson) return { statusCode, body, headers }
  const { type, title, status, detail, ...others } = JSON.parse(body)
  strictEqual(type, 'about:blank')
  strictEqual(typeof title, 'string')
  return { statusCode, body: JSON.stringify({ code: status, message: detail, ...others }), headers: { ...headers, 'content-type': eventContentType } }
}

const app = await build(t, { problemDetails: true })
app.addHook('onRequest', async (request, reply) => { reply.header('vary', request.headers['x-vary']) })
app.get('/thrown', async () => { throw new Error(canary) })
app.get('/items/:id', { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } }, async () => 'valid')

hold('whatever is accepted, the answer is an event or its problem details, as the client prefers', 0.1,
  fc.record({ header: fc.oneof(spelled, garbage), url: fc.constantFrom('/none', '/%zz', '/thrown', '/items/x'), vary: fc.constantFrom('origin', 'Accept', '*') }),
  async ({ header: { accept, ranges }, url, vary }) => {
    const request = { url, headers: { accept, 'x-vary': vary } }

    const answer = await app.inject(request)

    expectSame(answer, await app.inject(request))
    expectEvent(unwrapped(answer))
    expectNoCanary(answer)
    match(String(answer.headers.vary), /accept|^\*$/i)
    if (ranges !== undefined && ranges.length > 0) expectPreferred(answer.headers['content-type'], ranges)
    return [answer]
  })
