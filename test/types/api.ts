/** Code that must and must not compile: the half of the contract that only a compiler can check. */
import swagger, { type SwaggerTransform, type SwaggerTransformObject } from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import fastifyApiError, {
  ApiError, catalog, defineCatalog, documentErrors, isApiError, serverOptions, toApiErrorEvent,
  type ApiErrorEvent, type ApiErrorOptions, type Catalog, type CatalogEntries, type ErrorDetail, type GenericConstant, type IssueParam
} from 'fastify-api-error'

function equal<Expected> () { return <Actual>(_: [Expected] extends [Actual] ? [Actual] extends [Expected] ? Actual : never : never) => {} }

export async function pluginAndServer (): Promise<ApiErrorOptions> {
  const app = Fastify({ logger: true, ...serverOptions() })
  await app.register(fastifyApiError)
  await app.register(fastifyApiError, { catalog: catalog.extend({ room_full: { code: 409, title: 'x' } }), notFound: false })
  await app.register(fastifyApiError, {
    mapError: error => error instanceof RangeError ? catalog.error('conflict') : undefined,
    translate: (message, { constant, issue, params, request }) => `${constant}${issue?.pointer ?? ''}${String(params.limit)}${request.id}${message}`
  })
  // @ts-expect-error -- unknown option
  await app.register(fastifyApiError, { catalogue: catalog })
  // @ts-expect-error -- entries are no catalog
  await app.register(fastifyApiError, { catalog: { room_full: { code: 409, title: 'x' } } })
  // @ts-expect-error -- translate returns a string
  const wrong: ApiErrorOptions = { translate: async (message: string) => message }

  Fastify({ http2: true, ...serverOptions({ ajv: { customOptions: { allErrors: true } } }) })
  // @ts-expect-error -- only ajv is taken
  serverOptions({ logger: true })
  return wrong
}

export async function documentedWithYourFunctions (transform: SwaggerTransform, transformObject: SwaggerTransformObject): Promise<void> {
  const app = Fastify()
  await app.register(swagger, { openapi: {}, ...documentErrors({ transform, transformObject }) })
  await app.register(swagger, documentErrors({
    transform: ({ schema, url, route }) => ({ schema: { ...schema, tags: [String(route.method)] }, url: url.replace('/api', '') }),
    transformObject: input => 'openapiObject' in input ? { ...input.openapiObject, tags: [] } : input.swaggerObject
  }))
  // @ts-expect-error -- a transform returns a schema and a URL
  documentErrors({ transform: ({ url }) => url })
}

export function replyTakesTheCatalog (reply: FastifyReply): FastifyReply {
  reply.apiError('resource_not_found')
  reply.apiError('resource_not_found', 'Room not found.')
  reply.apiError('resource_not_found', 'Some other text.')
  reply.apiError('conflict', { message: 'Taken.', headers: { 'retry-after': 5 }, cause: new Error('x') })
  reply.apiError('invalid_params', { issues: [{ in: 'body', pointer: '/a', message: 'x' }] })
  // @ts-expect-error -- a misspelt constant
  reply.apiError('not_fuond')
  // @ts-expect-error -- a detail is text or an object
  reply.apiError('conflict', 7)
  // @ts-expect-error -- an unknown member
  reply.apiError('conflict', { mesage: 'x' })
  // @ts-expect-error -- no such part of a request
  reply.apiError('invalid_params', { issues: [{ in: 'cookie', pointer: '/a', message: 'x' }] })
  // @ts-expect-error -- the entry declares no data
  reply.apiError('conflict', { data: { a: 1 } })
  return reply.apiError('conflict')
}

export const errors = catalog.extend({
  room_full: {
    code: 409,
    title: 'Room is full.',
    messages: ['Room is full.', 'No seat is left.'],
    data: Type.Object({ capacity: Type.Integer() })
  }
})

export function catalogsAreTyped (): void {
  equal<409>()(errors.constants.room_full.code)
  equal<404>()(errors.constants.resource_not_found.code)
  equal<'Conflict'>()(errors.constants.conflict.title)
  equal<string>()(errors.constants.room_full.description)
  equal<'Room is full.'>()(errors.constants.room_full.title)
  equal<ReadonlyArray<'Room is full.' | 'No seat is left.'>>()(errors.constants.room_full.messages)
  // @ts-expect-error -- readonly
  errors.constants.room_full.code = 410
  // @ts-expect-error -- readonly
  errors.constants.room_full.messages.push('Room is full.')
  // @ts-expect-error -- no such constant
  equal<unknown>()(errors.constants.room_empty)

  const entries = { seat_taken: { code: 409, title: 'Seat is taken.', messages: ['Taken.'] } } as const
  equal<409>()(defineCatalog(entries).constants.seat_taken.code)
  const dynamic: CatalogEntries = entries
  equal<'seat_taken'>()(defineCatalog(dynamic).error('seat_taken').constant)

  const own = defineCatalog({ gone_home: { code: 410, title: 'Gone home.' } })
  own.error('gone_home')
  own.error('conflict')
  // @ts-expect-error -- not in this catalog
  own.error('invalid_params')

  // @ts-expect-error -- a code is a number
  defineCatalog({ gone_home: { code: '410', title: 'x' } })
  // @ts-expect-error -- a title is needed
  defineCatalog({ gone_home: { code: 410 } })
}

export function anyCatalogIsACatalog (): Catalog[] {
  const one: Catalog = errors
  return [one, catalog, errors, errors.extend({}), defineCatalog({})]
}

export function failWith (detail: ErrorDetail): never {
  throw catalog.error('conflict', detail)
}

export const fullRoom: ErrorDetail<typeof errors.constants.room_full> = { data: { capacity: 4 } }

export const anyCatalogs: Catalog[] = [catalog, errors, defineCatalog({})]

export function aListOfConstantsCanBeDeclared (): void {
  const list = ['room_full', 'conflict'] as const
  Object.keys(errors.responses(...list)[409])
  // @ts-expect-error -- no declared constant has that status
  Object.keys(errors.responses(...list)[404])
  // @ts-expect-error -- not in this catalog
  errors.responses('room_full', 'room_empty')
}

export function dataIsRequiredWhereItIsDeclared (): void {
  errors.error('room_full', { data: { capacity: 4 } })
  errors.error('room_full', { message: 'Full.', data: { capacity: 4 } })
  // @ts-expect-error -- data is missing
  errors.error('room_full')
  // @ts-expect-error -- data is missing
  errors.error('room_full', 'Full.')
  // @ts-expect-error -- of another type
  errors.error('room_full', { data: { capacity: '4' } })
}

export function errorsAreTyped (value: unknown): void {
  equal<'conflict'>()(catalog.error('conflict').constant)
  if (isApiError(value)) {
    equal<string>()(value.constant)
    equal<number>()(value.statusCode)
  }
  const error: Error = catalog.error('conflict')
  if (error instanceof ApiError) equal<unknown>()(error.data)
}

export function ensureNarrows (room: { id: string } | null | undefined): string {
  return catalog.ensure(room, 'resource_not_found', 'Room not found.').id
}

export function responsesAreKeyedByCode (): void {
  const keysOf = <Responses extends object>(responses: Responses) => Object.keys(responses)[0] as unknown as keyof Responses
  equal<404 | 409>()(keysOf({ ...errors.responses('resource_not_found', 'room_full', 'conflict') }))
  // @ts-expect-error -- not in the catalog
  errors.responses('room_empty')
}

export function routesTakeDeclaredErrors (): void {
  const app = Fastify()
  app.get('/', { schema: { response: { 200: Type.Object({}), ...errors.responses('resource_not_found') } } }, async (_request, reply) => {
    return reply.apiError('resource_not_found')
  })
  app.get('/callback', (_request, reply) => { reply.apiError('conflict') })
  app.addHook('onRequest', async (_request, reply) => reply.apiError('invalid_token'))
}

export function eventsAreTyped (request: FastifyRequest, error: unknown, constant: GenericConstant): ApiErrorEvent {
  equal<number>()(toApiErrorEvent(error).code)
  toApiErrorEvent(error, { catalog: errors })
  equal<'path' | 'query' | 'header' | 'body' | undefined>()(toApiErrorEvent(error, { request }).issues?.[0]?.in)
  equal<IssueParam | undefined>()(toApiErrorEvent(error, { request }).issues?.[0]?.params?.limit)
  // @ts-expect-error -- only statuses have generic constants
  const wrong: GenericConstant = 'room_full'
  return { constant: wrong ?? constant, code: 409, message: 'x' }
}
