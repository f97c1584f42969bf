/** Each keyword's sentence, by its params and the kind of its field. */
import t from 'tap'
import { sentenceOf } from '../../../lib/validation/wording/sentences.js'

const part = 'request body'
const parameter = { kind: 'parameter', part, label: '`x`', name: 'x', parent: undefined, isIndex: [] } as const
const top = { kind: 'object', part, label: 'x', name: 'x', parent: undefined, isIndex: [] } as const
const nested = { kind: 'object', part, label: 'config.x', name: 'x', parent: 'config', isIndex: [] } as const
const element = { kind: 'object', part, label: 'list[0].x', name: 'x', parent: undefined, isIndex: [] } as const
const whole = { kind: 'part', part, label: 'Request body', name: part, parent: undefined, isIndex: [] } as const

type Params = Readonly<Record<string, unknown>>

const sentence = (keyword: string | undefined, params: Params, field: Parameters<typeof sentenceOf>[1], text?: string) =>
  sentenceOf({ tokens: [], keyword, params, text }, field)

/** Alike for every kind of field. */
const predicates: ReadonlyArray<readonly [keyword: string | undefined, params: Params, predicate: string]> = [
  ...['type', 'anyOf', 'oneOf'].flatMap(keyword => [
    [keyword, { type: 'string' }, 'must be a string.'],
    [keyword, { type: 'number' }, 'must be a number.'],
    [keyword, { type: 'boolean' }, 'must be a boolean.'],
    [keyword, { type: 'integer' }, 'must be an integer.'],
    [keyword, { type: 'array' }, 'must be an array.'],
    [keyword, { type: 'object' }, 'must be an object.'],
    [keyword, { type: 'null' }, 'must be null.'],
    [keyword, { type: ['string', 'null'] }, 'must be a string or null.'],
    [keyword, { type: ['string', 'integer', 'number'] }, 'must be a string or a number.'],
    [keyword, { type: ['string', 'integer', 'null'] }, 'must be a string, an integer or null.'],
    [keyword, {}, 'is invalid.']
  ] as const),
  ...['enum', 'const'].flatMap(keyword => [
    [keyword, { allowedValues: ['A'] }, 'must be A.'],
    [keyword, { allowedValues: ['A', 'B'] }, 'must be A or B.'],
    [keyword, { allowedValues: ['A', 1, true, null] }, 'must be A, 1, true or null.'],
    [keyword, { allowedValues: ['', ' '] }, 'must be "" or " ".'],
    [keyword, { allowedValues: [{}, 'A'] }, 'must be one of the 2 allowed values.'],
    [keyword, { allowedValues: [{}] }, 'is invalid.'],
    [keyword, { allowedValues: Array.from({ length: 12 }, (_, index) => index) }, 'must be 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 or 11.'],
    [keyword, { allowedValues: Array.from({ length: 13 }, (_, index) => index) }, 'must be one of the 13 allowed values.'],
    [keyword, { allowedValues: ['x'.repeat(200)] }, `must be ${'x'.repeat(200)}.`],
    [keyword, { allowedValues: ['x'.repeat(201)] }, 'is invalid.'],
    [keyword, { allowedValues: ['x'.repeat(200), 'y'] }, 'must be one of the 2 allowed values.'],
    [keyword, { allowedValues: [] }, 'is invalid.'],
    [keyword, { allowedValues: 'A' }, 'is invalid.'],
    [keyword, { allowedValue: 'A' }, 'must be A.'],
    [keyword, { allowedValue: null }, 'must be null.'],
    [keyword, { allowedValue: undefined }, 'must be undefined.'],
    [keyword, {}, 'is invalid.']
  ] as const),
  ['minimum', { limit: 1 }, 'must be ≥ 1.'],
  ['minimum', { limit: 0 }, 'must be ≥ 0.'],
  ['maximum', { limit: -2.5 }, 'must be ≤ -2.5.'],
  ['exclusiveMinimum', { limit: 5 }, 'must be > 5.'],
  ['exclusiveMinimum', { limit: 0 }, 'must be a positive number.'],
  ['exclusiveMaximum', { limit: 0 }, 'must be < 0.'],
  ['multipleOf', { multipleOf: 0.1 }, 'must be a multiple of 0.1.'],
  ['minLength', { limit: 1 }, 'must not be empty.'],
  ['minLength', { limit: 2 }, 'must have at least 2 characters.'],
  ['maxLength', { limit: 1 }, 'must have at most 1 character.'],
  ['maxLength', { limit: 0 }, 'must have at most 0 characters.'],
  ['minItems', { limit: 1 }, 'must have at least 1 item.'],
  ...['maxItems', 'items', 'additionalItems', 'unevaluatedItems'].map(keyword => [keyword, { limit: 2 }, 'must have at most 2 items.'] as const),
  ['unevaluatedItems', { len: 1 }, 'must have at most 1 item.'],
  ['minProperties', { limit: 1 }, 'must have at least 1 property.'],
  ['maxProperties', { limit: 2 }, 'must have at most 2 properties.'],
  ['uniqueItems', { i: 1, j: 0 }, 'must not have duplicate items (items 0 and 1 are equal).'],
  ['uniqueItems', {}, 'must not have duplicate items.'],
  ['pattern', { pattern: '^b$' }, 'must match the pattern ^b$.'],
  ['pattern', { limit: 1 }, 'does not match the required pattern.'],
  ['not', { rule: { keyword: 'enum', params: { allowedValues: ['A', 'B'] } } }, 'must not be A or B.'],
  ['not', { rule: { keyword: 'pattern', params: { pattern: '^_' } } }, 'must not match the pattern ^_.'],
  ['formatMinimum', { limit: '2027-01-01' }, 'must not be before 2027-01-01.'],
  ['minContains', { limit: 1 }, 'must have at least 1 matching item.'],
  ['maxContains', { limit: 2 }, 'must have at most 2 matching items.'],
  ['contains', { minContains: 1 }, 'must have at least 1 matching item.'],
  ['contains', { minContains: 2 }, 'must have at least 2 matching items.'],
  ['contains', { minContains: 1, allowedValues: ['A', 'B'] }, 'must contain A or B.'],
  ['contains', { minContains: 2, allowedValues: ['A'] }, 'must have at least 2 matching items.'],
  ['contains', { minContains: 1, allowedValues: [{}] }, 'must have at least 1 matching item.'],
  ['contains', { minContains: 1, maxContains: 2 }, 'must have 1 to 2 matching items.'],
  ['contains', { minContains: 2, maxContains: 3, allowedValues: ['A'], count: 1 }, 'must have at least 2 matching items.'],
  ['contains', { minContains: 1, maxContains: 1, allowedValues: ['A'], count: 2 }, 'must have at most 1 matching item.'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'items',
    'additionalItems', 'unevaluatedItems', 'minProperties', 'maxProperties', 'minContains', 'maxContains', 'contains', 'format'
  ].map(keyword => [keyword, {}, 'is invalid.'] as const),
  ...['not', 'if', 'unknown', 'constructor', '__proto__', '', undefined].map(keyword => [keyword, { limit: 1 }, 'is invalid.'] as const)
]

for (const [keyword, params, predicate] of predicates) {
  t.test(`${keyword} with ${JSON.stringify(params).slice(0, 80)}: ${predicate.slice(0, 80)}`, async t => {
    t.strictSame([parameter, top, nested, element, whole].map(field => sentence(keyword, params, field)), [
      `\`x\` ${predicate}`, `x ${predicate}`, `config.x ${predicate}`, `list[0].x ${predicate}`, `Request body ${predicate}`
    ])
  })
}

for (const [format, words] of [
  ['email', 'a valid email address'], ['idn-email', 'a valid email address'], ['date', 'a date (YYYY-MM-DD)'],
  ['date-time', 'a date and time with offset (RFC 3339), such as 2027-05-03T09:30:00Z'],
  ['iso-date-time', 'a date and time (ISO 8601), such as 2027-05-03T09:30:00Z'], ['time', 'a time with offset, such as 09:30:00Z'],
  ['iso-time', 'a time, such as 09:30:00'], ['duration', 'an ISO 8601 duration, such as PT30M'],
  ['uri', 'a URI with its scheme, such as https://example.com'], ['uri-reference', 'a URI reference'], ['uri-template', 'a URI template'],
  ['iri', 'a URI with its scheme, such as https://example.com'], ['iri-reference', 'a URI reference'], ['url', 'a URL, such as https://example.com'],
  ['uuid', 'a UUID'], ['hostname', 'a host name'], ['idn-hostname', 'a host name'], ['ipv4', 'an IPv4 address'], ['ipv6', 'an IPv6 address'],
  ['regex', 'a regular expression'], ['json-pointer', 'a JSON Pointer'], ['byte', 'Base64 text'], ['int32', 'a 32-bit integer']
] as const) {
  t.test(`the format ${format} is worded: ${words}`, async t => {
    t.equal(sentence('format', { format }, parameter), `\`x\` must be ${words}.`)
  })
}

for (const [format, predicate] of [
  ['unknown', 'must match the format unknown.'], ['constructor', 'must match the format constructor.'], ['__proto__', 'must match the format __proto__.'],
  [5, 'is invalid.'], [null, 'is invalid.'], ['', 'is invalid.']
] as const) {
  t.test(`the format ${JSON.stringify(format)} has no words of its own`, async t => {
    t.equal(sentence('format', { format }, parameter), `\`x\` ${predicate}`)
  })
}

/** Whole sentences, whose words depend on the field. The whole body is never a missing member. */
for (const [keyword, params, sentences] of [
  ['required', {}, ['`x` is required in request body.', 'Please provide x.', 'Please provide x under config object.', 'Please provide x.']],
  ...['dependentRequired', 'dependencies'].map(keyword => [keyword, { property: 'y' }, [
    '`x` is required in request body when `y` is present.', 'Please provide x when y is present.', 'Please provide x under config object when y is present.',
    'Please provide x when y is present.'
  ]] as const),
  ...['additionalProperties', 'unevaluatedProperties'].map(keyword => [keyword, {}, [
    '`x` is not allowed in request body.', 'x is not allowed.', 'x is not allowed under config object.', 'list[0].x is not allowed.', 'Request body is not allowed.'
  ]] as const),
  ['propertyNames', {}, [
    '`x` is not a valid name in request body.', 'x is not a valid name.', 'x is not a valid name under config object.',
    'list[0].x is not a valid name.', 'Request body is not a valid name.'
  ]]
] as const) {
  t.test(`${keyword}: ${sentences.join(' ')}`, async t => {
    t.strictSame([parameter, top, nested, element, whole].slice(0, sentences.length).map(field => sentence(keyword, params, field)), sentences)
  })
}

const page = { kind: 'parameter', part, label: '`page`', name: 'page', parent: undefined, isIndex: [] } as const
const size = { kind: 'object', part, label: 'layout.size', name: 'size', parent: 'layout', isIndex: [] } as const

for (const [text, field, expected] of [
  ['Must be even.', page, '`page`: Must be even.'],
  ['The page must be even.', page, 'The page must be even.'],
  ['The PAGE must be even.', page, 'The PAGE must be even.'],
  ['The homepage must be even.', page, '`page`: The homepage must be even.'],
  ['The `page` must be even.', page, 'The `page` must be even.'],
  ["Unrecognized key: 'page'", page, "Unrecognized key: 'page'"],
  ['Unrecognized key: "page"', page, 'Unrecognized key: "page"'],
  ['Invalid page', page, '`page`: Invalid page'],
  ['Too small: page', page, '`page`: Too small: page'],
  ['Too big: page', page, '`page`: Too big: page'],
  ['layout.size is wrong.', size, 'layout.size is wrong.'],
  ['Must be even.', size, 'layout.size: Must be even.'],
  ['Must be an x.', parameter, '`x`: Must be an x.'],
  ['The `x` is wrong.', parameter, 'The `x` is wrong.'],
  ['', page, '`page`: ']
] as const) {
  t.test(`the author's text ${JSON.stringify(text)} about ${field.label}`, async t => {
    t.equal(sentence('type', { type: 'string' }, field, text), expected)
  })
}
