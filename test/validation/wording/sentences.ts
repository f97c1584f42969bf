import t from 'tap'
import { failBody, type ValidatorName } from '../../fixtures/validators.js'

type Wording = readonly [keyword: string, schema: object, value: unknown, sentence: string]

const list = (schema: object) => ({ type: 'array', ...schema })
const letters = (length: number) => Array.from({ length }, (_, index) => `c${index}`)

/** The keyword that the member `x` breaks, and the sentence after its name. */
const wordings: readonly Wording[] = [
  ['type', { type: 'integer' }, 'a', 'must be an integer.'],
  ['type', { type: 'number' }, 'a', 'must be a number.'],
  ['type', { type: 'boolean' }, 'a', 'must be a boolean.'],
  ['type', { type: 'string' }, {}, 'must be a string.'],
  ['type', { type: 'array' }, { a: 1 }, 'must be an array.'],
  ['type', { type: 'object' }, 'a', 'must be an object.'],
  ['type', { type: 'null' }, 'a', 'must be null.'],
  ['type', { type: ['integer', 'null'] }, 'a', 'must be an integer or null.'],
  ['type', { type: ['integer', 'boolean', 'null'] }, 'a', 'must be an integer, a boolean or null.'],
  ['enum', { enum: ['A'] }, 'a', 'must be A.'],
  ['enum', { enum: ['A', 'B'] }, 'a', 'must be A or B.'],
  ['enum', { enum: ['A', 'B', 'C'] }, 'a', 'must be A, B or C.'],
  ['enum', { enum: [1, true, null, ''] }, 'a', 'must be 1, true, null or "".'],
  ['enum', { enum: letters(12) }, 'a', 'must be c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 or c11.'],
  ['enum', { enum: letters(13) }, 'a', 'must be one of the 13 allowed values.'],
  ['enum', { enum: letters(249) }, 'a', 'must be one of the 249 allowed values.'],
  ['enum', { enum: [{ a: 1 }, { a: 2 }] }, 'a', 'must be one of the 2 allowed values.'],
  ['enum', { enum: ['x'.repeat(300), 'b'] }, 'a', 'must be one of the 2 allowed values.'],
  ['const', { const: 'A' }, 'a', 'must be A.'],
  ['const', { const: 2 }, 'a', 'must be 2.'],
  ['const', { const: { a: 1 } }, 'a', 'is invalid.'],
  ['enum', { anyOf: [{ const: 'A' }, { const: 'B' }] }, 'a', 'must be A or B.'],
  ['enum', { oneOf: [{ enum: ['A', 'B'] }, { type: 'null' }] }, 'a', 'must be A, B or null.'],
  ['enum', { anyOf: [{ const: 'A' }, { anyOf: [{ const: 'B' }, { const: 'C' }] }] }, 'a', 'must be A, B or C.'],
  ['type', { anyOf: [{ type: 'boolean' }, { type: 'integer' }] }, 'a', 'must be a boolean or an integer.'],
  ['minLength', { anyOf: [{ type: 'string', minLength: 3 }, { type: 'integer' }] }, 'a', 'must have at least 3 characters.'],
  ['anyOf', { anyOf: [{ const: 'auto' }, { type: 'integer' }] }, 'a', 'must be auto or an integer.'],
  ['anyOf', { anyOf: [{ type: 'integer' }, { type: 'string', pattern: '^b$' }] }, 'a', 'must be an integer or match the pattern ^b$.'],
  ['const', { const: '2' }, 2, 'must be "2".'],
  ['enum', { enum: ['a, b', 'true'] }, 'a', 'must be "a, b" or "true".'],
  ['type', { type: 'string', nullable: true }, {}, 'must be a string or null.'],
  ['oneOf', { oneOf: [{ type: 'integer' }, { minimum: 1 }] }, 3, 'must fit exactly one alternative, but fits 2.'],
  ['pattern', { type: 'string', pattern: '^b$' }, 'a', 'must match the pattern ^b$.'],
  ['pattern', { type: 'string', pattern: '^[0-9]{6}$', examples: ['x', '471100'] }, 'a', 'must match the pattern ^[0-9]{6}$, such as 471100.'],
  ['pattern', { type: 'string', pattern: `^(${'b'.repeat(100)}|INV-[0-9]+)$`, example: 'INV-1' }, 'a', 'must look like INV-1.'],
  ['pattern', { type: 'string', pattern: `^(${'b'.repeat(100)})$` }, 'a', 'does not match the required pattern.'],
  ['pattern', { type: 'string', pattern: '^b$', writeOnly: true, examples: ['b'] }, 'a', 'is not accepted.'],
  ['pattern', { type: 'string', pattern: '^b$', format: 'password' }, 'a', 'is not accepted.'],
  ['not', { not: { type: 'string' } }, 'a', 'must not be a string.'],
  ['not', { not: { type: 'string', pattern: '^a' } }, 'a', 'must not match the pattern ^a.'],
  ['not', { not: { format: 'date' } }, '2027-01-01', 'must not be a date (YYYY-MM-DD).'],
  ['not', { not: { enum: letters(13) } }, 'c1', 'must not be one of the 13 excluded values.'],
  ['not', { not: { type: 'string', pattern: `^(?:a|${'b'.repeat(100)})$` } }, 'a', 'is invalid.'],
  ['anyOf', { anyOf: [{ type: 'string', format: 'date' }, { type: 'string', pattern: `^(?:c|${'b'.repeat(100)})$` }] }, 'a', 'must be a date (YYYY-MM-DD) or match the required pattern.'],
  ['pattern', { type: 'string', pattern: '^\\$&$' }, 'a', 'must match the pattern ^\\$&$.'],
  ['not', { not: { minLength: 1, maxLength: 5 } }, 'a', 'is invalid.'],
  ['anyOf', { anyOf: [{ type: 'string', format: 'uri' }, { type: 'null' }] }, 'a', 'must be null or a URI with its scheme, such as https://example.com.'],
  ['anyOf', { anyOf: [{ type: 'string', pattern: '^b$' }, { type: 'number' }] }, 'a', 'must be a number or match the pattern ^b$.'],
  ['anyOf', { anyOf: [{ enum: letters(13) }, { type: 'integer' }] }, 'a', 'must be c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 or an integer.'],
  ['anyOf', { anyOf: [{ enum: letters(60) }, { type: 'integer' }] }, 'a', 'must be one of the 60 allowed values or an integer.'],
  ['anyOf', { anyOf: [{ enum: ['array', 'all'] }, { type: 'array' }] }, {}, 'must be "array", all or an array.'],
  ['type', { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'integer' }] }, {}, 'must be a string or a number.'],
  ['format', { type: 'string', format: 'email' }, 'a', 'must be a valid email address.'],
  ['format', { type: 'string', format: 'date' }, 'a', 'must be a date (YYYY-MM-DD).'],
  ['format', { type: 'string', format: 'date-time' }, 'a', 'must be a date and time with offset (RFC 3339), such as 2027-05-03T09:30:00Z.'],
  ['format', { type: 'string', format: 'time' }, 'a', 'must be a time with offset, such as 09:30:00Z.'],
  ['format', { type: 'string', format: 'duration' }, 'a', 'must be an ISO 8601 duration, such as PT30M.'],
  ['format', { type: 'string', format: 'uri' }, 'a', 'must be a URI with its scheme, such as https://example.com.'],
  ['format', { type: 'string', format: 'url' }, 'a', 'must be a URL, such as https://example.com.'],
  ['format', { type: 'string', format: 'uuid' }, 'a', 'must be a UUID.'],
  ['format', { type: 'string', format: 'hostname' }, '-', 'must be a host name.'],
  ['format', { type: 'string', format: 'ipv4' }, 'a', 'must be an IPv4 address.'],
  ['format', { type: 'string', format: 'ipv6' }, 'z', 'must be an IPv6 address.'],
  ['format', { type: 'string', format: 'regex' }, '(', 'must be a regular expression.'],
  ['format', { type: 'string', format: 'json-pointer' }, 'a', 'must be a JSON Pointer.'],
  ['format', { type: 'string', format: 'byte' }, 'a', 'must be Base64 text.'],
  ['format', { type: 'string', format: 'uri-template' }, '{', 'must be a URI template.'],
  ['format', { type: 'integer', format: 'int32' }, 2 ** 40, 'must be a 32-bit integer.'],
  ['minimum', { type: 'integer', minimum: 1 }, 0, 'must be ≥ 1.'],
  ['maximum', { type: 'number', maximum: 2.5 }, 3, 'must be ≤ 2.5.'],
  ['exclusiveMinimum', { type: 'integer', exclusiveMinimum: 5 }, 5, 'must be > 5.'],
  ['exclusiveMinimum', { type: 'integer', exclusiveMinimum: 0 }, 0, 'must be a positive number.'],
  ['exclusiveMaximum', { type: 'integer', exclusiveMaximum: 5 }, 5, 'must be < 5.'],
  ['multipleOf', { type: 'integer', multipleOf: 5 }, 3, 'must be a multiple of 5.'],
  ['minLength', { type: 'string', minLength: 1 }, '', 'must not be empty.'],
  ['minLength', { type: 'string', minLength: 3 }, 'a', 'must have at least 3 characters.'],
  ['maxLength', { type: 'string', maxLength: 1 }, 'aa', 'must have at most 1 character.'],
  ['maxLength', { type: 'string', maxLength: 0 }, 'a', 'must have at most 0 characters.'],
  ['minItems', list({ minItems: 1 }), [], 'must have at least 1 item.'],
  ['maxItems', list({ maxItems: 2 }), [1, 2, 3], 'must have at most 2 items.'],
  ['uniqueItems', list({ uniqueItems: true }), [1, 1], 'must not have duplicate items (items 0 and 1 are equal).'],
  ['contains', list({ contains: { const: 'ADMIN' } }), ['a'], 'must contain ADMIN.'],
  ['contains', list({ contains: { enum: ['A', 'B'] } }), ['a'], 'must contain A or B.'],
  ['contains', list({ contains: { type: 'integer' } }), ['a'], 'must have at least 1 matching item.'],
  ['contains', list({ contains: { type: 'object', required: ['part'], properties: { part: { const: 'organizer' } } } }), [], 'must have at least 1 item with part "organizer".'],
  ['contains', list({ contains: { required: ['part', 'rank'], properties: { part: { enum: ['a', 'b'] }, rank: { const: 1 } } } }), [], 'must have at least 1 item with part "a" or "b" and rank 1.'],
  ['contains', list({ contains: { properties: { part: { type: 'string' } } } }), [], 'must have at least 1 matching item.'],
  ['minProperties', { type: 'object', minProperties: 1 }, {}, 'must have at least 1 property.'],
  ['minProperties', { type: 'object', minProperties: 2 }, {}, 'must have at least 2 properties.'],
  ['maxProperties', { type: 'object', maxProperties: 1 }, { a: 1, b: 2 }, 'must have at most 1 property.']
]

const wordings2020: readonly Wording[] = [
  ['contains', list({ contains: { const: 'A' }, minContains: 2 }), ['A'], 'must have at least 2 matching items.'],
  ['contains', list({ contains: { const: 'A' }, maxContains: 1 }), ['A', 'A'], 'must have at most 1 matching item.'],
  ['contains', list({ contains: { minimum: 1 }, minContains: 2, maxContains: 3 }), [1], 'must have at least 2 matching items.'],
  ['items', list({ prefixItems: [{}, {}], items: false }), [1, 2, 3], 'must have at most 2 items.'],
  ['unevaluatedItems', list({ prefixItems: [{}], unevaluatedItems: false }), [1, 2], 'must have at most 1 item.']
]

const isContainer = ({ type, anyOf = [], oneOf = [] }: { type?: unknown, anyOf?: object[], oneOf?: object[] }): boolean =>
  type === 'array' || type === 'object' || [...anyOf, ...oneOf].some(isContainer)

for (const [name, table] of [['ajv', wordings], ['ajv2020', [...wordings, ...wordings2020]]] as ReadonlyArray<[ValidatorName, Wording[]]>) {
  for (const [keyword, schema, value, sentence] of table) {
    t.test(`${name}: ${keyword} of ${JSON.stringify(schema).slice(0, 80)}: ${sentence}`, async t => {
      const top = await failBody(t, name, { type: 'object', properties: { x: schema } }, { x: value })
      const nested = await failBody(t, name, { type: 'object', properties: { config: { type: 'object', properties: { x: schema } } } }, { config: { x: value } })

      const label = isContainer(schema) ? 'x' : '`x`'
      t.hasStrict(top, { constant: label === 'x' ? 'invalid_object' : 'invalid_params', message: `${label} ${sentence}`, issues: [{ pointer: '/x', keyword }] })
      t.hasStrict(nested, { constant: 'invalid_object', message: `config.x ${sentence}`, issues: [{ pointer: '/config/x', keyword }] })
    })
  }
}

const required = { type: 'object', required: ['x'], properties: { x: { type: 'string' } } }
const closed = { type: 'object', properties: {}, additionalProperties: false }
const named = { type: 'object', propertyNames: { pattern: '^[a-z]+$' } }
const dependent = { type: 'object', dependentRequired: { y: ['x'] } }
const unevaluated = { type: 'object', unevaluatedProperties: false }
const dependentSchema = { type: 'object', dependentSchemas: { y: { required: ['x'] } } }
const when = (condition: object, then: object | undefined, otherwise?: object) => ({ type: 'object', if: condition, ...then && { then }, ...otherwise && { else: otherwise } })
const requiresX = { required: ['x'] }
const every = (rule: object) => ({ required: ['y'], properties: { y: rule } })
const forbidden = { type: 'object', properties: { x: false } }
const inConfig = (schema: object) => ({ type: 'object', properties: { config: schema } })
const inList = (schema: object) => ({ type: 'object', properties: { list: { type: 'array', items: schema } } })

/** Members that are missing or not expected: at the top, inside an object, in an element of an array. */
for (const [schema, value, top, nested, element] of [
  [required, {}, '`x` is required in request body.', 'Please provide x under config object.', 'Please provide x.'],
  [dependent, { y: 1 }, '`x` is required in request body when `y` is present.', 'Please provide x under config object when y is present.', 'Please provide x when y is present.'],
  [dependentSchema, { y: 1 }, '`x` is required in request body when `y` is present.', 'Please provide x under config object when y is present.', 'Please provide x when y is present.'],
  [when(every({ const: 'week' }), requiresX), { y: 'week' }, '`x` is required in request body when `y` is week.', 'Please provide x under config object when y is week.', 'Please provide x when y is week.'],
  [when(every({ const: '$$' }), requiresX), { y: '$$' }, '`x` is required in request body when `y` is $$.', 'Please provide x under config object when y is $$.', 'Please provide x when y is $$.'],
  [when(every({ const: '1234', writeOnly: true }), requiresX), { y: '1234' }, '`x` is required in request body.', 'Please provide x under config object.', 'Please provide x.'],
  [when({ required: ['y'], properties: { y: { const: '1234' } } }, requiresX, undefined), { y: '1234' }, '`x` is required in request body when `y` is "1234".', 'Please provide x under config object when y is "1234".', 'Please provide x when y is "1234".'],
  [when(every({ enum: ['week', 2] }), requiresX), { y: 2 }, '`x` is required in request body when `y` is week or 2.', 'Please provide x under config object when y is week or 2.', 'Please provide x when y is week or 2.'],
  [when(every({ type: 'string', const: '2' }), undefined, requiresX), { y: 'a' }, '`x` is required in request body when `y` is not "2".', 'Please provide x under config object when y is not "2".', 'Please provide x when y is not "2".'],
  [when({ required: ['y'] }, requiresX), { y: 1 }, '`x` is required in request body when `y` is present.', 'Please provide x under config object when y is present.', 'Please provide x when y is present.'],
  [when({ required: ['y'] }, undefined, requiresX), {}, '`x` is required in request body when `y` is absent.', 'Please provide x under config object when y is absent.', 'Please provide x when y is absent.'],
  [when({ properties: { y: { const: 1 } } }, requiresX), {}, '`x` is required in request body.', 'Please provide x under config object.', 'Please provide x.'],
  [when({ required: ['y', 'z'] }, requiresX), { y: 1, z: 1 }, '`x` is required in request body.', 'Please provide x under config object.', 'Please provide x.'],
  [when({ properties: { y: { minimum: 1 } } }, requiresX), { y: 1 }, '`x` is required in request body.', 'Please provide x under config object.', 'Please provide x.'],
  [when(every({ const: 'week' }), { properties: { x: { maximum: 7 } } }), { y: 'week', x: 8 }, '`x` must be ≤ 7 when `y` is week.', 'config.x must be ≤ 7 when y is week.', 'list[0].x must be ≤ 7 when y is week.'],
  [when(every({ const: 'week' }), { properties: { x: { pattern: '^a$', examples: ['a'] } } }), { y: 'week', x: 'b' }, '`x` must match the pattern ^a$ when `y` is week, such as a.', 'config.x must match the pattern ^a$ when y is week, such as a.', 'list[0].x must match the pattern ^a$ when y is week, such as a.'],
  [closed, { x: 1 }, '`x` is not allowed in request body.', 'x is not allowed under config object.', 'list[0].x is not allowed.'],
  [unevaluated, { x: 1 }, '`x` is not allowed in request body.', 'x is not allowed under config object.', 'list[0].x is not allowed.'],
  [forbidden, { x: 1 }, '`x` is not allowed in request body.', 'x is not allowed under config object.', 'list[0].x is not allowed.'],
  [named, { X1: 1 }, '`X1` is not a valid name in request body: names must match the pattern ^[a-z]+$.', 'X1 is not a valid name under config object: names must match the pattern ^[a-z]+$.', 'list[0].X1 is not a valid name: names must match the pattern ^[a-z]+$.']
] as const) {
  t.test(`${top} ${nested} ${element}`, async t => {
    t.hasStrict(await failBody(t, 'ajv2020', schema, value), { constant: 'invalid_params', message: top })
    t.hasStrict(await failBody(t, 'ajv2020', inConfig(schema), { config: value }), { constant: 'invalid_object', message: nested })
    t.hasStrict(await failBody(t, 'ajv2020', inList(schema), { list: [value] }), { constant: 'invalid_object', message: element })
  })
}

t.test('a missing member that is an object has no parent to name at the top', async t => {
  const schema = { type: 'object', required: ['config'], properties: { config: { type: 'object' } } }

  t.hasStrict(await failBody(t, 'ajv', schema, {}), { constant: 'invalid_object', message: 'Please provide config.' })
})

for (const [schema, payload, message] of [
  [{ type: 'object' }, undefined, 'Please provide a request body.'],
  [{ type: 'object' }, 'null', 'Request body must be an object.'],
  [{ type: 'object' }, '{', 'Request body is not valid JSON.'],
  [{ type: 'object' }, '', 'Request body is empty; send JSON, or leave Content-Type out.'],
  [{ type: 'object' }, '{"__proto__":{}}', 'Request body is not valid JSON.'],
  [{ type: 'array', minItems: 1 }, '[]', 'Request body must have at least 1 item.'],
  [{ type: 'object', minProperties: 1 }, '{}', 'Request body must have at least 1 property.']
] as const) {
  t.test(`the body ${JSON.stringify(payload)} as a whole: ${message}`, async t => {
    t.hasStrict(await failBody(t, 'ajv', schema, payload), { constant: 'invalid_params', code: 400, message })
  })
}
