import t from 'tap'
import type { Finding } from '../../../lib/validation/finding.js'
import { normalizeFinding } from '../../../lib/validation/readers/normalize.js'
import { failedPart } from '../../fixtures/failed-part.js'

const finding = (keyword: string, params: Finding['params'] = {}, tokens: readonly string[] = []): Finding => ({ tokens, keyword, params })

for (const [name, value, keyword, params] of [
  ['that is missing', {}, 'required', { tag: 'kind' }],
  ['that is unknown', { kind: 'x' }, 'enum', { allowedValues: ['a', 'b'] }]
] as const) {
  t.test(`a tag ${name} is reported as ${keyword}`, async t => {
    const part = failedPart({ properties: { kind: { enum: ['a', 'b'] } } }, value)

    t.strictSame(normalizeFinding(finding('discriminator', { tag: 'kind' }, ['kind']), part), { tokens: ['kind'], keyword, params })
  })
}

t.test('the params of a rule that comes from the request are dropped', async t => {
  const part = failedPart({ properties: { size: { maximum: { $data: '1/limit' } } } }, { limit: 1, size: 2 })

  t.strictSame(normalizeFinding(finding('maximum', { limit: 1 }, ['size']), part), finding('maximum', {}, ['size']))
})

for (const keyword of ['maximum', 'constructor', '__proto__', 'required']) {
  t.test(`any other finding stays as it is: ${keyword}`, async t => {
    const other = finding(keyword, { limit: 1 }, ['size'])

    t.equal(normalizeFinding(other, failedPart({ properties: { size: { maximum: 1 } } }, { size: 2 })), other)
  })
}

t.test('null is added to the type of a nullable schema', async t => {
  const part = failedPart({ properties: { size: { type: 'string', nullable: true } } }, { size: {} })

  t.strictSame(normalizeFinding(finding('type', { type: 'string' }, ['size']), part), finding('type', { type: ['string', 'null'] }, ['size']))
})
