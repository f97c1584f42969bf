/** Each issue states a rule that the value breaks, in the branch that the value means. */
import { ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { Answer } from '../fixtures/event.js'
import { expectEvent } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'
import { nearMisses } from './fixtures/instances.js'
import { Oracle } from './fixtures/oracle.js'
import { samplesOf } from './fixtures/samples/any-sample.js'
import { broken, type Fault, type Sample } from './fixtures/samples/sample.js'
import { post, serve, validators, type Validator } from './fixtures/samples/validators.js'
import { documentOf, schemasOf, type Schema } from './fixtures/schemas.js'
import { withApp } from './fixtures/with-app.js'

interface Case {
  readonly sample: Sample
  /** The numbers of the faults to try. */
  readonly picks: readonly number[]
}

/** What a validator alone knows: formats; and what validators differ in: huge factors, text that is not well-formed. */
const isDisputed = (text: string) => /1e\+21|\\udfff/.test(text) || (text.includes('"if"') && text.includes('"format"'))

async function checkAny (
  validator: Validator, isCoercing: boolean, { schema, values }: { schema: Schema, values: readonly unknown[] }
): Promise<Answer[]> {
  const { definitions = {}, ...body } = schema as Sample['schema']
  return withApp(async closer => {
    const sample = { schema: body, meant: body, value: undefined, faults: [], definitions: definitions as Sample['definitions'] }
    const app = await serve(closer, validator, [sample])
    const seen = { body: undefined as unknown }
    app.addHook('onSend', async request => { seen.body = request.body })
    const oracle = new Oracle(schema, { definitions })

    const answers: Answer[] = []
    // Older versions of Fastify do not show what coercion makes of a scalar body.
    const shown = values.filter(one => !isCoercing || (typeof one === 'object' && one !== null))
    for (const value of shown.filter(one => one !== undefined && !isDisputed(JSON.stringify([schema, one])))) {
      const answer = await post(app, 0, value)
      answers.push(answer)
      // A reference that leads back to itself at the same value overflows the stack.
      if (answer.statusCode === 200 || answer.statusCode === 500 || hasOtherLists(value, seen.body)) continue
      for (const issue of expectEvent(answer).issues ?? []) {
        // A rule about a coerced value shows as one about its type.
        const isTrue = issue.keyword === 'format' || [value, seen.body].some(one => oracle.confirms(issue, one) ||
          (isCoercing && oracle.confirms({ pointer: issue.pointer, keyword: 'type' }, one)))
        ok(isTrue, `untrue: ${JSON.stringify(issue)} of ${JSON.stringify(value)}`)
      }
    }
    return answers
  })
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
        if (answer.statusCode !== 200 && !hasOtherLists(wrong, seen.body)) expectTrue(answer, fault, oracle, [wrong, seen.body])
      }
    }
    return answers
  })
}

/** Fastify's Ajv makes lists of scalars and scalars of lists, also for branches that are not meant: what was sent is lost. */
function hasOtherLists (sent: unknown, seen: unknown): boolean {
  if (Array.isArray(sent) !== Array.isArray(seen)) return true
  if (typeof sent !== 'object' || sent === null || typeof seen !== 'object' || seen === null) return false
  return Object.entries(seen).some(([name, inner]) => hasOtherLists((sent as Record<string, unknown>)[name], inner))
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

const names = ['a', 'b', 'c', 'x-y', 'é/~1', '0']

for (const [name, validator] of Object.entries(validators)) {
  // TypeBox 5 has rules of its own, such as maxContains without contains.
  if (validator.toSchema !== undefined) continue
  const isCoercing = validator.ajv !== undefined && !('coerceTypes' in validator.ajv)
  const { any, object } = schemasOf(names, validator.ajv === undefined ? '2020' : '7')
  const cases = documentOf(fc.oneof(object, object, any), object).chain(schema => fc.record({
    schema: fc.constant(schema), values: fc.array(nearMisses(schema, schema), { minLength: 6, maxLength: 6 })
  }))
  hold(`${name}: no issue states a rule that nothing breaks`, 0.03, cases, async one => checkAny(validator, isCoercing, one))
}

for (const [name, validator] of Object.entries(validators)) {
  const one = fc.record({ sample: samplesOf(validator.features), picks: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }) })
  hold(`${name}: an issue is where a valid body was changed`, 0.01, fc.array(one, { minLength: 1, maxLength: 8 }), async cases =>
    check(validator, cases))
}
