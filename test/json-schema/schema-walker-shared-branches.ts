import t from 'tap'
import { toDocument } from '../../lib/json-schema/schema-document.js'
import { SchemaWalker } from '../../lib/json-schema/schema-walker.js'
import { failBody } from '../fixtures/validators.js'

const definitions = { Base: { type: 'object', properties: { n: { type: 'integer', errorMessage: 'Whole, please.' } } } }
const tagged = {
  definitions,
  type: 'object',
  discriminator: { propertyName: 't' },
  required: ['t'],
  oneOf: ['a', 'b'].map(tag => ({ type: 'object', properties: { t: { const: tag } }, allOf: [{ $ref: '#/definitions/Base' }] }))
}
const conditional = { definitions, type: 'object', if: { properties: { t: { const: 'a' } } }, then: { $ref: '#/definitions/Base' }, else: { $ref: '#/definitions/Base' } }

for (const [name, schema] of [['of a tagged union', tagged], ['of a condition', conditional]] as const) {
  for (const tag of ['a', 'b']) {
    t.test(`a schema that both branches ${name} refer to is open, whichever the value means: ${tag}`, async t => {
      const { nodes } = new SchemaWalker(toDocument(schema, () => undefined), { t: tag, n: 'x' }, false).matchAt(['n'])

      t.ok(nodes.some(({ isOpen }) => isOpen))
      t.equal((await failBody(t, 'ajv', schema, { t: tag, n: 'x' })).message, 'Whole, please.')
    })
  }
}
