/** The type of a file in routes/: a Fastify plugin whose requests and responses are typed by their TypeBox schemas. */
import type { Static, TSchema } from '@sinclair/typebox'
import type { FastifyPluginAsync, FastifyTypeProvider, RawServerDefault } from 'fastify'
import type { Store } from './store/store.js'

/** The same as the export of @fastify/type-provider-typebox, without the dependency. */
export interface TypeBoxTypeProvider extends FastifyTypeProvider {
  readonly validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  readonly serializer: this['schema'] extends TSchema ? Static<this['schema']> : unknown
}

export interface RouteOptions {
  readonly store: Store
}

export type RoutePlugin = FastifyPluginAsync<RouteOptions, RawServerDefault, TypeBoxTypeProvider>
