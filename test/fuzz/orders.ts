/** One answer never changes another: each error answers what it answers alone in a fresh app, whatever came before it. */
import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import type { FastifyInstance, LightMyRequestResponse as Response } from 'fastify'
import { catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { hold } from './fixtures/hold.js'
import { withApp } from './fixtures/with-app.js'

type Way = 'thrown' | 'replied' | 'sent'

interface Failing {
  readonly way: Way
  readonly error: { readonly constant: string, readonly detail?: object } | { readonly foreign: object }
}

// Few values, so that two errors of one list often share a constant, a code or a message and differ in the rest.
const message = fc.constantFrom('', 'Conflict', 'Bad Request', 'Room not found.', 'Own.')

const foreign = fc.record({
  message,
  statusCode: fc.constantFrom(400, 404, 409, 418, 422, 444, 499, 500, 503, 520, 599),
  expose: fc.constantFrom(true, false)
}, { requiredKeys: ['message', 'statusCode'] }).map(fields => ({ foreign: fields }))

const own = fc.record({
  constant: fc.constantFrom('invalid_params', 'bad_request', 'conflict', 'resource_not_found', 'not_found', 'internal_server_error'),
  detail: fc.record({
    message,
    issues: fc.constant([{ in: 'query', pointer: '/a', message: 'Own.' }]),
    headers: fc.constant({ 'retry-after': '7' })
  }, { requiredKeys: [] })
}, { requiredKeys: ['constant'] })

const failing: fc.Arbitrary<Failing> = fc.record({
  way: fc.constantFrom<Way>('thrown', 'replied', 'sent'),
  error: fc.oneof(foreign, own)
})

/** An app that fails as the request's index says. */
async function buildFailing (closer: Parameters<typeof build>[0], list: readonly Failing[]): Promise<FastifyInstance> {
  const app = await build(closer)
  app.get<{ Params: { index: string } }>('/:index', async ({ params: { index } }, reply) => {
    const { way, error } = list[Number(index)] as Failing
    if ('foreign' in error) {
      const { message = '', ...fields } = error.foreign as { message?: string }
      const made = Object.assign(new Error(message), fields)
      if (way === 'sent') return reply.send(made)
      throw made
    }
    if (way === 'replied') return reply.apiError(error.constant as 'conflict', error.detail as object)
    throw catalog.error(error.constant as 'conflict', error.detail as object)
  })
  return app
}

const seen = ({ statusCode, headers, body }: Response) => ({ statusCode, body, retryAfter: headers['retry-after'] })

hold('errors answer in any order and number what each answers alone', 0.1, fc.array(failing, { minLength: 2, maxLength: 6 }), async list => withApp(async closer => {
  const alone = await Promise.all(list.map(async one => seen(await (await buildFailing(closer, [one])).inject('/0'))))
  const together = await buildFailing(closer, list)

  const answers: Response[] = []
  for (const [index, expected] of [...alone.entries(), ...alone.entries()]) {
    const answer = await together.inject(`/${index}`)
    deepStrictEqual(seen(answer), expected, `${index} of ${JSON.stringify(list)}`)
    answers.push(answer)
  }
  return answers
}))
