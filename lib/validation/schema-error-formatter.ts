import type { SchemaErrorFormatter } from 'fastify/types/schema.js'
import { read } from '../untrusted/read.js'
import { withoutStack } from '../catalog/without-stack.js'

/**
 * The Error that Fastify hangs the validator's items on. A client's mistake needs no stack; the message is for those
 * who use `attachValidation` and print it.
 *
 * Validators give anything for items, and behind an async hook nobody catches what is thrown here.
 */
export const formatSchemaErrors: SchemaErrorFormatter = (items, part) => {
  const first = read(items, 0)
  const message = `${part}${textOf(first, 'instancePath') ?? ''} ${textOf(first, 'message') ?? 'is invalid'}`
  const error = withoutStack(() => new Error(message))
  // Fastify's mark on an object that the validator threw: not what it found, but how it failed.
  return read(items, 'statusCode') === 500 ? Object.assign(error, { statusCode: 500 }) : error
}

function textOf (item: unknown, key: string): string | undefined {
  const value = read(item, key)
  return typeof value === 'string' ? value : undefined
}
