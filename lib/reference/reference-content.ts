/** The content of a reference, which every format presents. */
import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FastifyInstance } from 'fastify'
import type { ResolvedEntry } from '../catalog/catalog-entry.js'
import type { AnyCatalog } from '../catalog/catalog.js'
import { resolveData } from '../catalog/event-data.js'
import { genericConstantFor, genericEntries } from '../catalog/generic-constants.js'
import type { ApiErrorEvent } from '../event/event.js'
import { routesByConstant, type RouteName } from './routes-by-constant.js'

export interface DescribedConstant extends ResolvedEntry {
  readonly constant: string
  /** The reason phrase of the code; `''` if it has none. */
  readonly phrase: string
  readonly example: ApiErrorEvent
  readonly routes: readonly RouteName[]
}

export interface Reference {
  /** The catalog's own constants, in its order. */
  readonly own: readonly DescribedConstant[]
  readonly generic: readonly DescribedConstant[]
}

/** @param documentation - The base URI to which the events of the scope link. */
export function describeCatalog (
  { constants }: AnyCatalog, documentation: string | undefined, fastify: FastifyInstance
): Reference {
  const routes = routesByConstant(fastify, constants)
  const describe = ([constant, entry]: [string, ResolvedEntry]): DescribedConstant => ({
    constant,
    phrase: phraseOf(entry.code),
    ...entry,
    example: exampleOf(constant, entry, documentation),
    routes: routes.get(constant) ?? []
  })
  return {
    own: Object.entries(constants).map(describe),
    generic: genericOf({ constants }).map(describe)
  }
}

/** The generic constants that a catalog does not redefine. */
export function genericOf ({ constants }: AnyCatalog): Array<[constant: string, entry: ResolvedEntry]> {
  return Object.entries(genericEntries).filter(([constant]) => !Object.hasOwn(constants, constant))
}

function phraseOf (code: number): string {
  const entry = genericEntries[genericConstantFor(code)]
  return entry.code === code ? entry.title : ''
}

function exampleOf (
  constant: string, { code, title, messages, data }: ResolvedEntry, documentation: string | undefined
): ApiErrorEvent {
  const exampleData = data && exampleDataOf(data as TSchema)
  return {
    constant,
    code,
    message: messages[0] ?? title,
    ...(exampleData !== undefined && { data: exampleData }),
    ...(documentation !== undefined && { documentation: `${documentation}#${constant}` })
  }
}

/** The first of the schema's examples, else a generated value; none if TypeBox cannot generate one, as for a pattern. */
function exampleDataOf (schema: TSchema): unknown {
  try {
    const [example = Value.Create(schema)]: unknown[] = [schema.examples ?? []].flat()
    return resolveData(schema, example)
  } catch {
    return undefined
  }
}
