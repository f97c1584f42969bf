/**
 * The TypeBox schemas that several routes share.
 *
 * Fastify's Ajv checks them. A schema has `errorMessage` if the API's documented sentence differs from the default of
 * fastify-api-error.
 */
import { Type, type SchemaOptions, type Static, type TSchema } from '@sinclair/typebox'

/** A string of a fixed set, as one `enum`. TypeBox's union of literals would be an `anyOf`. */
export function oneOf<const Values extends readonly string[]> (values: Values, options: SchemaOptions = {}) {
  return Type.Unsafe<Values[number]>({ type: 'string', enum: values, ...options })
}

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** Text that both databases can store. The character NUL ends a string in SQLite, and PostgreSQL refuses it. */
export const Text = ({ maxLength = 100, ...options }: { readonly maxLength?: number } & SchemaOptions = {}) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$', ...options })

/** The errors of the guard in auth.ts, which every route declares beside its own. */
export const guarded = ['invalid_token', 'unauthorized_token'] as const

const invalidRoomId = '`RoomId` is invalid.'

/** An id such as abcd-efgh-ijkl. The texts are by keyword, because the body has another text for a missing id. */
export const RoomIdSchema = Type.String({
  pattern: '^[a-z]{4}-[a-z]{4}-[a-z]{4}$', errorMessage: { type: invalidRoomId, pattern: invalidRoomId }
})

/** For `errorMessage.required` of the bodies that contain a room's id. */
export const requiredRoomId = { roomId: 'Please provide a valid `roomId` in body params.' }

const gridSizeMessages = {
  exclusiveMinimum: 'grid Size must be a positive number.',
  maximum: 'grid Size must be ≤ 25.'
}

/** The arrangement of the participants in the picture. */
export const LayoutSchema = Type.Object({
  type: Type.Optional(oneOf(['SPOTLIGHT', 'SIDEBAR', 'GRID'], { default: 'GRID' })),
  priority: Type.Optional(oneOf(['SPEAKER', 'PIN'], { default: 'SPEAKER' })),
  gridSize: Type.Optional(Type.Integer({ exclusiveMinimum: 0, maximum: 25, default: 25, errorMessage: gridSizeMessages }))
})
export type Layout = Static<typeof LayoutSchema>

export const ConfigSchema = Type.Object({ layout: LayoutSchema })

/** The body that starts a recording or an HLS stream. */
export const StartBodySchema = Type.Object({
  roomId: RoomIdSchema, config: ConfigSchema
}, { errorMessage: { required: requiredRoomId } })

export const pageDefaults = { page: 1, perPage: 20 } as const

/** Bounded, so that a request can ask neither for more than a page nor for an offset that the store cannot represent. */
export const PageQuerySchema = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: pageDefaults.page })),
  perPage: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: pageDefaults.perPage }))
})
export type PageQuery = Static<typeof PageQuerySchema>

/** The same, for lists that can be limited to a room. */
export const RoomPageQuerySchema = Type.Object({ ...PageQuerySchema.properties, roomId: Type.Optional(RoomIdSchema) })
export type RoomPageQuery = Static<typeof RoomPageQuerySchema>

export const Paged = <Row extends TSchema>(row: Row) => Type.Object({
  pageInfo: Type.Object({
    currentPage: Type.Integer(), perPage: Type.Integer(), lastPage: Type.Integer(), total: Type.Integer()
  }),
  data: Type.Array(row)
})
