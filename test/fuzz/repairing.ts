/** Who reads nothing but the issues can repair a request: at most three rounds, in 95 of 100 cases. */
import fc from 'fast-check'
import t from 'tap'
import type { Answer } from '../fixtures/event.js'
import { expectEvent } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'
import { repair } from './fixtures/player/repair.js'
import { usualSamplesOf } from './fixtures/samples/any-sample.js'
import { broken, type Sample } from './fixtures/samples/sample.js'
import { post, serve, validators, type Validator } from './fixtures/samples/validators.js'
import { withApp } from './fixtures/with-app.js'

const maxRounds = 3
const wanted = 0.95

interface Case {
  readonly sample: Sample
  /** The numbers of the faults to try. */
  readonly picks: readonly number[]
}

interface Score { repaired: number, all: number }

async function check (validator: Validator, cases: readonly Case[], score: Score): Promise<Answer[]> {
  return withApp(async closer => {
    const app = await serve(closer, validator, cases.map(({ sample }) => sample))
    const answers: Answer[] = []
    for (const [index, { sample: { value, faults }, picks }] of cases.entries()) {
      // What never fits, or holds nothing, cannot be repaired: other branches can fit too.
      if ((await post(app, index, value)).statusCode !== 200) continue
      const inside = faults.filter(({ tokens }) => tokens.length > 0)
      for (const fault of new Set(picks.map(pick => inside[pick % inside.length]))) {
        if (fault === undefined) continue
        let body = broken(value, fault)
        const first = await post(app, index, body)
        answers.push(first)
        if (first.statusCode === 200) continue

        let answer = first
        for (let round = 0; round < maxRounds && answer.statusCode !== 200; round++) {
          body = repair(body, expectEvent(answer).issues ?? [], value)
          answer = await post(app, index, body)
        }
        score.all++
        if (answer.statusCode === 200) score.repaired++
      }
    }
    return answers
  })
}

for (const [name, validator] of Object.entries(validators)) {
  const one = fc.record({ sample: usualSamplesOf(validator.features), picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }) })
  const score: Score = { repaired: 0, all: 0 }
  hold(`${name}: requests are repaired by what the issues say`, 0.01, fc.array(one, { minLength: 1, maxLength: 8 }), async cases =>
    check(validator, cases, score))
  t.test(`${name}: 95 of 100 repaired requests are accepted`, async t => {
    t.ok(score.repaired >= score.all * wanted, `${score.repaired} of ${score.all}`)
  })
}
