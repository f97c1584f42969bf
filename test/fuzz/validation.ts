import { ok, strictEqual } from 'node:assert/strict'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import type { FastifyInstance, FastifySchemaCompiler, InjectOptions } from 'fastify'
import { validatorCompiler as zod } from 'fastify-type-provider-zod'
import { validatorCompiler as zodOpenApi } from 'fastify-zod-openapi'
import { TypeBoxValidatorCompiler as typebox5 } from 'type-provider-typebox-5'
import { TypeBoxValidatorCompiler as typebox6 } from 'type-provider-typebox-6'
import type { ApiErrorIssue, IssueLocation } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import type { Answer } from '../fixtures/event.js'
import { canary, expectEvent, expectNoCanary, expectSame } from './fixtures/expect-event.js'
import { hold } from './fixtures/hold.js'
import { nearMisses } from './fixtures/instances.js'
import { withApp } from './fixtures/with-app.js'
import { toTypeBox } from './fixtures/to-typebox.js'
import { toZod } from './fixtures/to-zod.js'
import { documentOf, schemasOf, type Draft, type Schema } from './fixtures/schemas.js'

type Part = 'body' | 'querystring' | 'headers' | 'params'

const locations: Readonly<Record<Part, IssueLocation>> = { body: 'body', querystring: 'query', headers: 'header', params: 'path' }

interface Validator {
  readonly draft: Draft
  readonly ajv?: object
  readonly createCompiler?: () => FastifySchemaCompiler<unknown>
  readonly toSchema?: (schema: Schema) => unknown
}

// Checking each schema against its meta-schema, and optimising its code, would take most of the time.
const ajvOptions = { strict: false, discriminator: true, meta: false, validateSchema: false, code: { optimize: false } } as const

function ajv2020 (allErrors: boolean): FastifySchemaCompiler<unknown> {
  const ajv = new Ajv2020({ ...ajvOptions, allErrors })
  addFormats.default(ajv)
  return ({ schema }) => ajv.compile(schema as object)
}

const validators: Readonly<Record<string, Validator>> = {
  "Fastify's Ajv": { draft: '7', ajv: {} },
  'Ajv that reports all errors': { draft: '7', ajv: { allErrors: true, removeAdditional: false, coerceTypes: false } },
  'Ajv of draft 2020': { draft: '2020', createCompiler: () => ajv2020(false) },
  'Ajv of draft 2020 that reports all errors': { draft: '2020', createCompiler: () => ajv2020(true) },
  'TypeBox 5': { draft: '2020', createCompiler: () => typebox5 as FastifySchemaCompiler<unknown>, toSchema: toTypeBox },
  'TypeBox 6': { draft: '2020', createCompiler: () => typebox6 as FastifySchemaCompiler<unknown> },
  'zod by fastify-type-provider-zod': { draft: '2020', createCompiler: () => zod as FastifySchemaCompiler<unknown>, toSchema: toZod },
  'zod by fastify-zod-openapi': { draft: '2020', createCompiler: () => zodOpenApi as FastifySchemaCompiler<unknown>, toSchema: toZod }
}

interface Case {
  readonly part: Part
  readonly schema: Schema
  readonly values: readonly unknown[]
}

const bodyNames = ['a', 'b', 'c', 'x-y', 'é/~1', '0', '']
const text = fc.constantFrom(canary, '', '1', '7', 'A', 'a', 'true', 'null', '2020-02-28', 'a@example.com', '1,2')
const texts = (names: readonly string[], value: fc.Arbitrary<unknown>, requiredKeys: string[]) =>
  fc.record(Object.fromEntries(names.map(name => [name, value])), { requiredKeys })

function casesOf (draft: Draft): fc.Arbitrary<Case> {
  const ofPart = (part: Part, names: readonly string[], valuesOf: (schema: Schema) => fc.Arbitrary<unknown>) => {
    const { any, object } = schemasOf(names, draft)
    return documentOf(part === 'body' ? fc.oneof(object, object, any) : object, object).chain(schema => fc.record({
      part: fc.constant(part), schema: fc.constant(schema), values: fc.array(valuesOf(schema), { minLength: 1, maxLength: 4 })
    }))
  }
  const few = ['a', 'b', 'xy', '0']
  return fc.oneof(
    { weight: 6, arbitrary: ofPart('body', bodyNames, schema => nearMisses(schema, schema)) },
    { weight: 1, arbitrary: ofPart('querystring', bodyNames, () => texts(bodyNames, fc.oneof(text, fc.array(text, { maxLength: 3 })), [])) },
    { weight: 1, arbitrary: ofPart('headers', few, () => texts(few, text, [])) },
    { weight: 1, arbitrary: ofPart('params', few, () => texts(few, text.filter(value => value !== ''), few)) }
  )
}

/** The request that carries the value in its part. */
function requestOf (part: Part, value: unknown): InjectOptions {
  const record = value as Record<string, string | string[]>
  const path = part === 'params' ? `/${Object.values(record).map(text => encodeURIComponent(String(text))).join('/')}` : '/1/1/1/1'
  const query = part === 'querystring' ? Object.entries(record).flatMap(([name, all]) => [all].flat().map((one): [string, string] => [name, one])) : []
  return {
    method: 'POST',
    url: `${path}?${new URLSearchParams(query)}`,
    ...part === 'headers' && { headers: record },
    ...part === 'body' && value !== undefined && { headers: { 'content-type': 'application/json' }, payload: JSON.stringify(value) }
  }
}

/** The issue says where in the part the value is, or would be. */
function expectPlace ({ in: location, pointer, keyword }: ApiErrorIssue, part: Part, seen: unknown): void {
  strictEqual(location, locations[part])
  const tokens = pointer.split('/').slice(1).map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  const holder = tokens.slice(0, -1).reduce(member, seen)
  const isMissing = keyword === 'required' || keyword === 'dependentRequired' || keyword === 'dependencies'
  if (tokens.length > 0) {
    ok(typeof holder === 'object' && holder !== null, `nothing holds ${pointer}`)
    // Without a keyword it is a condition of the schema author's own, which can be about a missing value too.
    strictEqual(member(holder, tokens.at(-1) ?? '') === undefined && keyword !== undefined, isMissing, `${pointer} for ${keyword}`)
  }
}

function member (holder: unknown, name: string): unknown {
  const isThere = typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
  return isThere ? (holder as Record<string, unknown>)[name] : undefined
}

/** The kind of the first issue, if it follows from the pointer alone; `undefined` if it depends on the schema. */
function expectedCode ({ in: location, pointer }: ApiErrorIssue): number | undefined {
  const depth = pointer.split('/').length - 1
  if (location !== 'body' || depth === 0) return 400
  return depth > 1 ? 422 : undefined
}

async function check (app: FastifyInstance, { part, schema, values }: Case, toSchema: Validator['toSchema'] = schema => schema): Promise<Answer[]> {
  let seen: unknown
  let isEndless = false
  app.addHook('onSend', async request => { seen = part === 'querystring' ? request.query : request[part] })
  // A $ref that leads back to itself at the same value overflows the stack of Ajv.
  app.addHook('onError', async (_request, _reply, error) => { isEndless = error.message.includes('call stack') })
  app.addSchema({ $id: 'shared', ...schema as object })
  app.post('/:a/:b/:xy/:0', { schema: { [part]: toSchema(schema) } }, async () => 'valid')

  const answers: Answer[] = []
  for (const value of values) {
    const answer = await app.inject(requestOf(part, value))
    answers.push(answer)
    expectSame(answer, await app.inject(requestOf(part, value)))
    if (answer.statusCode === 200) continue

    const { code, message, issues = [] } = expectEvent(answer)
    expectNoCanary(answer)
    if (code === 500 && isEndless) continue
    const [first] = issues
    ok(first !== undefined, answer.body)
    strictEqual(first.message, message)
    strictEqual(code, expectedCode(first) ?? code)
    ok(code === 400 || code === 422, answer.body)
    for (const issue of issues) expectPlace(issue, part, seen)
  }
  return answers
}

for (const [name, { draft, ajv, createCompiler, toSchema }] of Object.entries(validators)) {
  hold(`what ${name} refuses becomes an event with exact issues`, 0.05, casesOf(draft), async one => withApp(async closer => {
    const app = await build(closer, {}, { ajv: { customOptions: { ...ajvOptions, ...ajv } } })
    if (createCompiler !== undefined) app.setValidatorCompiler(createCompiler())
    return check(app, one, toSchema)
  }))
}
