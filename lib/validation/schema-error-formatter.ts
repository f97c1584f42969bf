/** Creates the Error to which Fastify attaches the items of a validator. */
import type { SchemaErrorFormatter } from 'fastify/types/schema.js'
import { withoutStack } from '../catalog/without-stack.js'
import { readProperty } from '../untrusted/read.js'

/**
 * Fastify's `schemaErrorFormatter`. A client's mistake needs no stack. The message serves those who use `attachValidation`
 * and print it.
 *
 * Validators can return any value as items, and behind an async hook nobody catches an error that is thrown here.
 */
export const formatSchemaErrors: SchemaErrorFormatter = (items, part) => {
  const first = readProperty(items, 0)
  const message = `${part}${readText(first, 'instancePath') ?? ''} ${readText(first, 'message') ?? 'is invalid'}`
  const error = withoutStack(() => new Error(message))
  // Fastify sets the status 500 on a value that the validator threw. Such a value is not a list of items.
  return readProperty(items, 'statusCode') === 500 ? Object.assign(error, { statusCode: 500 }) : error
}

function readText (item: unknown, key: string): string | undefined {
  const value = readProperty(item, key)
  return typeof value === 'string' ? value : undefined
}
