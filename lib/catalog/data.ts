/** The `data` of an event: checked against its constant's schema in the form that it has on the wire. */
import type { TSchema } from '@sinclair/typebox'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { ValueErrorType } from '@sinclair/typebox/errors'
import { Value } from '@sinclair/typebox/value'
import { describeValue } from '../untrusted/describe-value.js'
import type { DataSchema } from './entry.js'

const checkBySchema = new WeakMap<TSchema, TypeCheck<TSchema>>()

/** The compiled schema, once per schema. */
export function compileData (schema: TSchema): TypeCheck<TSchema> {
  let check = checkBySchema.get(schema)
  if (check === undefined) {
    check = TypeCompiler.Compile(schema)
    checkBySchema.set(schema, check)
  }
  return check
}

/**
 * The data as it goes out: a JSON copy without the members that the schema does not name.
 *
 * @throws {TypeError} That names the place and the rule, when the data does not fit its schema or is not JSON.
 */
export function resolveData (dataSchema: DataSchema, data: unknown): unknown {
  const schema = dataSchema as TSchema
  const json = toJson(data)
  const cleaned = Value.Clean(schema, json)
  const check = compileData(schema)
  if (check.Check(cleaned)) return cleaned

  // A format that nobody registered with TypeBox says nothing about the value.
  const fault = [...check.Errors(cleaned)].find(error => error.type !== ValueErrorType.StringFormatUnknown)
  if (fault === undefined) return cleaned
  throw new TypeError(`data${fault.path} does not fit the schema of its constant: ${fault.message}`)
}

/** @throws {TypeError} When JSON has no form of the value: a function, a symbol, a cycle, a bigint. */
function toJson (data: unknown): unknown {
  if (data === undefined) return undefined
  const text: string | undefined = JSON.stringify(data)
  if (text === undefined) throw new TypeError(`data must be a value that JSON can hold, got ${describeValue(data)}`)
  return JSON.parse(text)
}
