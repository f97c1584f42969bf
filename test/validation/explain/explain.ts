/** A failed union is explained by the branch that the value means, whichever validator reports it. */
import { Type } from '@sinclair/typebox'
import t from 'tap'
import type { ApiErrorEvent } from '../../../lib/index.js'
import { build } from '../../fixtures/build.js'
import { failBody, type ValidatorName } from '../../fixtures/validators.js'

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const withPets = (schema: object, definitions: object) => ({ ...schema, definitions })

const enumTagged = {
  Dog: object({ petType: { enum: ['Dog'] }, barks: { type: 'boolean' } }, { required: ['petType'] }),
  Cat: object({ petType: { enum: ['Cat'] }, hunts: { type: 'boolean' } }, { required: ['petType'] })
}
const namedOnly = {
  Dog: object({ petType: { type: 'string' } }, { required: ['petType', 'owner'] }),
  Cat: object({ petType: { type: 'string' }, name: { type: 'string' } }, { required: ['petType', 'name'] })
}
const refs = (...names: readonly string[]) => names.map(name => ({ $ref: `#/definitions/${name}` }))
const byTag = { discriminator: { propertyName: 'petType' }, required: ['petType'], type: 'object' }
const mapped = { ...byTag, discriminator: { propertyName: 'petType', mapping: { kitty: '#/definitions/Cat', doggy: '#/definitions/Dog' } } }
const home = object({ street: { type: 'string', minLength: 1 } })
const kind = { enum: ['production', 'development'] }

type Row = readonly [name: string, validators: readonly ValidatorName[], schema: object, body: unknown, issues: ReadonlyArray<readonly [pointer: string, keyword: string, message: string]>]

const plain: readonly ValidatorName[] = ['ajv', 'ajv allErrors', 'ajv2020', 'ajv2020 allErrors']

const rows: readonly Row[] = [
  ['tags by enum behind $ref', plain, withPets({ oneOf: refs('Dog', 'Cat') }, enumTagged), { petType: 'Cat', hunts: 'maybe' }, [['/hunts', 'type', '`hunts` must be a boolean.']]],
  ['an unknown tag without discriminator', plain, withPets({ oneOf: refs('Dog', 'Cat') }, enumTagged), { petType: 'Cow' }, [['/petType', 'enum', '`petType` must be Dog or Cat.']]],
  ['branches narrow a member that the object lists', plain, withPets({ ...object({ kind: { enum: ['card', 'iban', 'cash'] } }), oneOf: refs('Iban', 'Card') }, {
    Iban: object({ kind: { const: 'iban' }, iban: { type: 'string' } }, { required: ['iban'] }),
    Card: object({ kind: { const: 'card' }, number: { type: 'string', minLength: 4 } }, { required: ['number'] })
  }), { kind: 'card', number: '42' }, [['/number', 'minLength', '`number` must have at least 4 characters.']]],
  ['one $ref beside and inside a union', ['ajv', 'ajv2020'], withPets({ ...object({ kind: { $ref: '#/definitions/k' } }), anyOf: [{ required: ['name'] }, { required: ['kind'], properties: { kind: { $ref: '#/definitions/k' } } }] }, { k: kind }), { kind: 'dev' }, [['/kind', 'enum', '`kind` must be production or development.']]],
  ['an object or null', plain, object({ owner: { anyOf: [object({ mail: { type: 'string' } }, { required: ['mail'] }), { type: 'null' }] } }), { owner: {} }, [['/owner/mail', 'required', 'Please provide mail under owner object.']]],
  ['a text or a list of texts', plain, object({ to: { anyOf: [{ type: 'string', minLength: 3 }, { type: 'array', items: { type: 'string', minLength: 3 } }] } }), { to: ['abc', 'x'] }, [['/to/1', 'minLength', 'to[1] must have at least 3 characters.']]],
  ['alternatives of which none is there', plain, { type: 'object', anyOf: [{ required: ['email'] }, { required: ['mobile'] }] }, {}, [['', 'anyOf', '`email` or `mobile` is required in request body.']]],
  ['the same inside an object', plain, object({ envelope: { type: 'object', anyOf: [{ required: ['to'] }, { required: ['bcc'] }] } }), { envelope: {} }, [['/envelope', 'anyOf', 'Please provide to or bcc under envelope object.']]],
  ['alternatives of which both are there', plain, { type: 'object', oneOf: [{ required: ['card'] }, { required: ['iban'] }] }, { card: 1, iban: 2 }, [['', 'oneOf', '`card` and `iban` cannot be used together.']]],
  ['members that a not excludes', plain, { type: 'object', not: { required: ['a', 'b'] } }, { a: 1, b: 2 }, [['', 'not', '`a` and `b` cannot be used together.']]],
  ['a member that a not excludes', plain, { type: 'object', not: { required: ['b'] } }, { b: 2 }, [['/b', 'not', '`b` is not allowed in request body.']]],
  ['a member that another one excludes', ['ajv2020'], object({ pet: { type: 'object', dependentSchemas: { a: { not: { required: ['b'] } } } } }), { pet: { a: 1, b: 2 } }, [['/pet/b', 'not', 'b is not allowed under pet object when a is present.']]],
  ['members of which a not excludes two', plain, { type: 'object', not: { anyOf: [{ required: ['a', 'c'] }, { required: ['a', 'b'] }] } }, { a: 1, b: 2 }, [['', 'not', '`a` and `b` cannot be used together.']]],
  ['constants that a not excludes', plain, object({ name: { not: { enum: ['admin', 'root'] } } }), { name: 'root' }, [['/name', 'not', '`name` must not be admin or root.']]],
  ['a constant or a type', plain, object({ size: { anyOf: [{ const: 'auto' }, { type: 'integer' }] } }), { size: 'fast' }, [['/size', 'anyOf', '`size` must be auto or an integer.']]],
  ['a type or a pattern', plain, object({ minutes: { anyOf: [{ type: 'number' }, { type: 'string', pattern: '^x$' }] } }), { minutes: 'ten' }, [['/minutes', 'anyOf', '`minutes` must be a number or match the pattern ^x$.']]],
  ['a member that every branch requires', plain, { type: 'object', oneOf: [object({ a: {} }, { required: ['id', 'a'] }), object({ b: {} }, { required: ['id', 'b'] })] }, {}, [['/id', 'required', '`id` is required in request body.']]],
  ['a union in a union', plain, { type: 'object', oneOf: [object({ a: { type: 'integer' } }, { required: ['a'] }), { oneOf: [object({ b: { type: 'integer' } }, { required: ['b'] }), object({ c: { type: 'integer' } }, { required: ['c'] })] }] }, { c: 'x' }, [['/c', 'type', '`c` must be an integer.']]],
  ['a branch that is itself tagged', plain, withPets(object({ pet: { oneOf: [object({ kind: { const: 'cat' } }, { required: ['kind'] }), { oneOf: [object({ kind: { const: 'dog' }, home }, { required: ['kind'] }), object({ kind: { const: 'cow' } }, { required: ['kind'] })] }] } }), {}), { pet: { kind: 'dog', home: { street: '' } } }, [['/pet/home/street', 'minLength', 'home.street must not be empty.']]],
  ["the tag's constant behind $ref and allOf", plain, withPets(object({ pet: { oneOf: [object({ kind: { $ref: '#/definitions/dog' }, home }), object({ kind: { allOf: [{ const: 'cow' }] } })] } }), { dog: { const: 'dog' } }), { pet: { kind: 'dog', home: { street: '' } } }, [['/pet/home/street', 'minLength', 'home.street must not be empty.']]],
  ['tags of closed branches', plain, withPets(object({ pet: { oneOf: refs('Cow', 'Dog') } }), { Cow: object({ kind: { enum: ['cow'] } }, { additionalProperties: false }), Dog: object({ kind: { enum: ['dog'] }, home }, { additionalProperties: false }) }), { pet: { kind: 'dog', home: { street: '' } } }, [['/pet/home/street', 'minLength', 'home.street must not be empty.']]],
  ['two tags, of which each narrows the branches', plain, { type: 'object', oneOf: [object({ kind: { const: 'a' }, version: { const: 1 }, n: { type: 'integer' } }), object({ kind: { const: 'a' }, version: { const: 2 }, n: { type: 'string' } }), object({ kind: { const: 'b' }, version: { const: 1 }, n: { type: 'boolean' } })] }, { version: 1, kind: 'a', n: 'x' }, [['/n', 'type', '`n` must be an integer.']]],
  ['two tags, of which one is unknown', plain, { type: 'object', oneOf: [object({ kind: { const: 'a' }, version: { const: 1 } }), object({ kind: { const: 'a' }, version: { const: 2 } }), object({ kind: { const: 'b' }, version: { const: 1 } })] }, { version: 1, kind: 'c' }, [['/kind', 'enum', '`kind` must be a or b.']]],
  ['a tag whose base lists those of all branches', plain, withPets({ type: 'object', oneOf: [{ allOf: [{ $ref: '#/definitions/Base' }, object({ kind: { const: 'a' } }, { required: ['b'] })] }, { allOf: [{ $ref: '#/definitions/Base' }, object({ kind: { const: 'b' } })] }] }, { Base: object({ kind: { enum: ['a', 'b'] } }, { required: ['kind'] }) }), { kind: 'a' }, [['/b', 'required', '`b` is required in request body.']]],
  ['a tag that is a union of constants', [...plain, 'typebox5', 'typebox6'], Type.Object({ pet: Type.Union([Type.Object({ kind: Type.Union([Type.Literal('cat'), Type.Literal('lion')]) }), Type.Object({ kind: Type.Literal('dog'), n: Type.Integer() })]) }), { pet: { kind: 'dog', n: 'x' } }, [['/pet/n', 'type', 'pet.n must be an integer.']]],
  ['a not in a branch', [...plain, 'typebox5', 'typebox6'], Type.Object({ pet: Type.Union([Type.Object({ kind: Type.Literal('dog'), name: Type.Not(Type.Literal('root')) }), Type.Object({ kind: Type.Literal('cat') })]) }), { pet: { kind: 'dog', name: 'root' } }, [['/pet/name', 'not', 'pet.name must not be root.']]],
  ['a factor in a branch', [...plain, 'typebox5', 'typebox6'], Type.Object({ pet: Type.Union([Type.Object({ kind: Type.Literal('dog'), n: Type.Number({ multipleOf: 5 }) }), Type.Object({ kind: Type.Literal('cat') })]) }), { pet: { kind: 'dog', n: 3 } }, [['/pet/n', 'multipleOf', 'pet.n must be a multiple of 5.']]],
  ['a text for a list of numbers, where no type is coerced', ['typebox5', 'typebox6'], Type.Object({ pet: Type.Union([Type.Object({ kind: Type.Literal('dog'), ids: Type.Array(Type.Number()) }), Type.Object({ kind: Type.Literal('cat') })]) }), { pet: { kind: 'dog', ids: 'x' } }, [['/pet/ids', 'type', 'pet.ids must be an array.']]],
  ['a condition in a condition', [...plain, 'typebox6'], object({ on: {} }, { if: { required: ['on'] }, then: object({ pet: object({ on: {} }, { if: { required: ['on'] }, then: object({ n: { type: 'integer' } }) }) }) }), { on: 1, pet: { on: 1, n: 'x' } }, [['/pet/n', 'type', 'pet.n must be an integer when on is present.']]],
  ['a number that another branch made a text', ['ajv'], { type: 'object', anyOf: [object({ kind: { const: 'a' }, n: { type: 'integer', minimum: 1 } }), object({ kind: { const: 'b' }, n: { type: 'string' } })] }, { kind: 'a', n: 0 }, [['/n', 'minimum', '`n` must be ≥ 1.']]],
  ['a text that another branch made a list', ['ajv'], { type: 'object', anyOf: [object({ kind: { const: 'a' }, n: { enum: ['x'] }, m: { type: 'integer' } }), object({ kind: { const: 'b' }, n: { type: 'array' } })] }, { kind: 'a', n: 'x', m: 'y' }, [['/m', 'type', '`m` must be an integer.']]],
  ['an element under a rule for those without one', ['ajv2020', 'ajv2020 allErrors', 'typebox6'], object({ list: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'integer' }, unevaluatedItems: false } }), { list: ['a', 'b'] }, [['/list/1', 'type', 'list[1] must be an integer.']]],
  ['elements of an array', plain, { type: 'array', items: { oneOf: [object({ t: { const: 'a' }, n: { type: 'integer' } }, { required: ['t'] }), object({ t: { const: 'b' } }, { required: ['t'] })] } }, [{ t: 'b' }, { t: 'a', n: 'x' }], [['/1/n', 'type', '[1].n must be an integer.']]]
]

for (const [name, validators, schema, body, issues] of rows) {
  for (const validator of validators) {
    t.test(`${name}, under ${validator}`, async t => {
      const event = await failBody(t, validator, schema, body)

      t.strictSame(event.issues?.map(({ pointer, keyword, message }) => [pointer, keyword, message]), issues)
    })
  }
}

// Without Ajv's own discriminator, which needs constants as tags.
for (const [name, schema, body, issues] of [
  ['by the name of the schema', withPets({ oneOf: refs('Dog', 'Cat'), ...byTag }, namedOnly), { petType: 'Cat' }, [['/name', '`name` is required in request body.']]],
  ['by its mapping', withPets({ oneOf: refs('Dog', 'Cat'), ...mapped }, namedOnly), { petType: 'kitty' }, [['/name', '`name` is required in request body.']]],
  ['that maps no such tag', withPets({ oneOf: refs('Dog', 'Cat'), ...mapped }, namedOnly), { petType: 'cow' }, [['/petType', '`petType` must be kitty or doggy.']]],
  ['that names a branch which others fit too', withPets({ oneOf: refs('Dog', 'Cat', 'Cow', 'Ox'), ...byTag }, { ...namedOnly, Cow: {}, Ox: {} }), { petType: 'Cat' }, [['/name', '`name` is required in request body.']]],
  ['and another tag', { ...byTag, oneOf: [object({ petType: { const: 'a' }, version: { const: 1 } }, { required: ['x'] }), object({ petType: { const: 'a' }, version: { const: 2 } }, { required: ['y'] }), object({ petType: { const: 'b' } })] }, { petType: 'a', version: 2 }, [['/y', '`y` is required in request body.']]],
  ['that names a branch inside a union of which others fit', withPets({ oneOf: [...refs('Dog'), { oneOf: refs('Cat', 'Cow', 'Ox') }], ...byTag }, { ...namedOnly, Cow: {}, Ox: {} }), { petType: 'Cat' }, [['/name', '`name` is required in request body.']]],
  ['whose tag is missing', withPets({ oneOf: refs('Dog', 'Cat'), discriminator: byTag.discriminator }, namedOnly), { name: 7 }, [['/petType', '`petType` is required in request body.']]]
] as const) {
  t.test(`a discriminator ${name}`, async t => {
    const app = await build(t, {}, { ajv: { customOptions: { removeAdditional: false, strict: false } } })
    app.post('/', { schema: { body: schema } }, async () => 'valid')

    const { issues: found } = (await app.inject({ method: 'POST', url: '/', payload: body })).json() as ApiErrorEvent

    t.strictSame(found?.map(({ pointer, message }) => [pointer, message]), issues)
  })
}
