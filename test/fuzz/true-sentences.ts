/** Each issue states a rule that the value breaks, in the branch that the value means. */
import { ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { Answer } from '../fixtures/event.js'
import { expectEvent } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'
import { Oracle } from './fixtures/oracle.js'
import { samplesOf } from './fixtures/samples/any-sample.js'
import { broken, type Fault, type Sample } from './fixtures/samples/sample.js'
import { post, serve, validators, type Validator } from './fixtures/samples/validators.js'
import { withApp } from './fixtures/with-app.js'

interface Case {
  readonly sample: Sample
  /** The numbers of the faults to try. */
  readonly picks: readonly number[]
}

async function check (validator: Validator, cases: readonly Case[]): Promise<Answer[]> {
  return withApp(async closer => {
    const app = await serve(closer, validator, cases.map(({ sample }) => sample))
    const seen = { body: undefined as unknown }
    app.addHook('onSend', async request => { seen.body = request.body })

    const answers: Answer[] = []
    for (const [index, { sample, picks }] of cases.entries()) {
      const { value, faults, meant, definitions } = sample
      // Other branches can fit too, and a validator that changes bodies can damage this one.
      if ((await post(app, index, value)).statusCode !== 200) continue

      const oracle = new Oracle({ ...meant, definitions })
      for (const fault of new Set(picks.map(pick => faults[pick % faults.length]))) {
        if (fault === undefined) continue
        const wrong = broken(value, fault)
        const answer = await post(app, index, wrong)
        answers.push(answer)
        if (answer.statusCode !== 200) expectTrue(answer, fault, oracle, [wrong, seen.body])
      }
    }
    return answers
  })
}

/** The first issue is at the changed place, and all others are true. */
export function expectTrue (
  answer: Answer, { tokens, keywords }: Fault, oracle: Oracle, values: readonly unknown[]
): void {
  const { issues = [] } = expectEvent(answer)
  const [first] = issues
  const isThere = first?.pointer === pointerOf(tokens) && keywords.includes(first.keyword ?? '')
  ok(isThere, `${keywords.join()} at ${pointerOf(tokens)} of ${JSON.stringify(values)}: ${answer.body}`)
  for (const issue of issues.slice(1)) {
    ok(values.some(value => oracle.confirms(issue, value)), `untrue: ${JSON.stringify(issue)} of ${JSON.stringify(values)}`)
  }
}

function pointerOf (tokens: readonly string[]): string {
  return tokens.map(token => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

for (const [name, validator] of Object.entries(validators)) {
  const one = fc.record({ sample: samplesOf(validator.features), picks: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }) })
  hold(`${name}: an issue is where a valid body was changed`, 0.01, fc.array(one, { minLength: 1, maxLength: 8 }), async cases =>
    check(validator, cases))
}
