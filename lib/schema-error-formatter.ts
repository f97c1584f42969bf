import type { SchemaErrorFormatter } from 'fastify/types/schema.js'
import { withoutStack } from './without-stack.js'

/**
 * The Error that Fastify hangs the validator's items on. A client's mistake needs no stack; the message is for those
 * who use `attachValidation` and print it.
 */
export const formatSchemaErrors: SchemaErrorFormatter = ([first], part) =>
  withoutStack(() => new Error(`${part}${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`))
