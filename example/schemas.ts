/**
 * The shapes that several routes share, as TypeBox schemas.
 *
 * Fastify's Ajv checks them. `errorMessage` stands where the API's documented sentence differs from the one that
 * fastify-api-error words by itself.
 */
import { Type, type SchemaOptions, type Static, type TSchema } from '@sinclair/typebox'

/** A string of a fixed set: one `enum`, where TypeBox's union of literals is an `anyOf`. */
export function oneOf<const Values extends readonly string[]> (values: Values, options: SchemaOptions = {}) {
  return Type.Unsafe<Values[number]>({ type: 'string', enum: values, ...options })
}

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** Text that any database holds: the character NUL ends a string in one and is refused by the other. */
export const Text = ({ maxLength = 100, ...options }: { readonly maxLength?: number } & SchemaOptions = {}) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$', ...options })

/** The errors that every route declares beside its own: the guard in auth.ts throws them. */
export const guarded = ['invalid_token', 'unauthorized_token'] as const

const invalidRoomId = '`RoomId` is invalid.'

/** Such as abcd-efgh-ijkl. The texts are by keyword: a missing id has another one, which is the body's. */
export const RoomIdSchema = Type.String({
  pattern: '^[a-z]{4}-[a-z]{4}-[a-z]{4}$', errorMessage: { type: invalidRoomId, pattern: invalidRoomId }
})

/** For `errorMessage.required` of the bodies that hold a room's id. */
export const requiredRoomId = { roomId: 'Please provide a valid `roomId` in body params.' }

const gridSizeMessages = {
  exclusiveMinimum: 'grid Size must be a positive number.',
  maximum: 'grid Size must be ≤ 25.'
}

/** How the participants are arranged in the picture. */
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

/** Bounded, so that no request asks the store for more than a page, or for an offset that it cannot count to. */
export const PageQuerySchema = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: pageDefaults.page })),
  perPage: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: pageDefaults.perPage }))
})
export type PageQuery = Static<typeof PageQuerySchema>

/** The same, for lists that can be narrowed to a room. */
export const RoomPageQuerySchema = Type.Object({ ...PageQuerySchema.properties, roomId: Type.Optional(RoomIdSchema) })
export type RoomPageQuery = Static<typeof RoomPageQuerySchema>

export const Paged = <Row extends TSchema>(row: Row) => Type.Object({
  pageInfo: Type.Object({
    currentPage: Type.Integer(), perPage: Type.Integer(), lastPage: Type.Integer(), total: Type.Integer()
  }),
  data: Type.Array(row)
})
