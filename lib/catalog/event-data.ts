/** Checks the `data` of an event against its constant's schema, in its JSON form. */
import type { TSchema } from '@sinclair/typebox'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { ValueErrorType } from '@sinclair/typebox/errors'
import { Value } from '@sinclair/typebox/value'
import { describeValue } from '../untrusted/describe-value.js'
import type { DataSchema } from './catalog-entry.js'

const checkBySchema = new WeakMap<TSchema, TypeCheck<TSchema>>()

/** Compiles a schema, once. */
export function compileData (schema: TSchema): TypeCheck<TSchema> {
  let check = checkBySchema.get(schema)
  if (check === undefined) {
    check = TypeCompiler.Compile(schema)
    checkBySchema.set(schema, check)
  }
  return check
}

/**
 * A JSON copy of the data, without the members that the schema does not name.
 *
 * @throws {TypeError} If the data is not JSON or does not fit its schema; names the place and the rule.
 */
export function resolveData (dataSchema: DataSchema, data: unknown): unknown {
  const schema = dataSchema as TSchema
  const json = toJson(data)
  const cleaned = Value.Clean(schema, json)
  const check = compileData(schema)
  if (check.Check(cleaned)) return cleaned

  // TypeBox fails a format that is not registered, whatever the value.
  const fault = [...check.Errors(cleaned)].find(error => error.type !== ValueErrorType.StringFormatUnknown)
  if (fault === undefined) return cleaned
  throw new TypeError(`data${fault.path} does not fit the schema of its constant: ${fault.message}`)
}

/** @throws {TypeError} If JSON cannot represent the value: a function, a symbol, a cycle, a bigint. */
function toJson (data: unknown): unknown {
  if (data === undefined) return undefined
  const text: string | undefined = JSON.stringify(data)
  if (text === undefined) throw new TypeError(`data must be a value that JSON can represent, got ${describeValue(data)}`)
  return JSON.parse(text)
}
