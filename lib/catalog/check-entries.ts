/** Checks the entries of a catalog: all faults at once, each with its cure. */
import { Kind, KindGuard, type TSchema } from '@sinclair/typebox'
import { TypeCompilerUnknownTypeError } from '@sinclair/typebox/compiler'
import { constantPattern } from '../event/event.js'
import { maxTextLength } from '../limits.js'
import { describeValue } from '../untrusted/describe-value.js'
import { isObject, readOwn } from '../untrusted/read.js'
import { isCleanText } from '../untrusted/text.js'
import type { CatalogEntry } from './catalog-entry.js'
import { compileData } from './event-data.js'
import { genericEntries } from './generic-constants.js'

const entryKeys = ['code', 'title', 'description', 'messages', 'data'] satisfies Array<keyof CatalogEntry>
const textRule = `a non-empty string of one line, without control characters, of at most ${maxTextLength} characters`

/** @throws {TypeError} Lists every fault. */
export function checkEntries (entries: unknown): void {
  if (!isObject(entries)) {
    throw new TypeError(`Invalid catalog: expected an object of entries by constant, got ${describeValue(entries)}.`)
  }
  const faults = Object.entries(entries).flatMap(([constant, entry]) =>
    entryFaults(constant, entry).map(fault => `- catalog entry '${constant}': ${fault}`))

  if (faults.length > 0) throw new TypeError(`Invalid catalog:\n${faults.join('\n')}`)
}

function entryFaults (constant: string, entry: unknown): string[] {
  if (!isObject(entry)) return [`must be { code, title, description?, messages?, data? }, got ${describeValue(entry)}.`]

  const { code, title, description, messages, data } = entry
  const generic = readOwn(genericEntries, constant) as CatalogEntry | undefined
  const faults: string[] = []

  if (!constantPattern.test(constant)) {
    faults.push('its name must start with a letter and hold only a-z, 0-9 and _ (such as room_full).')
  }
  if (!Number.isInteger(code) || (code as number) < 400 || (code as number) > 599) {
    faults.push(`code must be an integer from 400 to 599, got ${describeValue(code)}.`)
  } else if (generic !== undefined && generic.code !== code) {
    faults.push(`code must stay ${generic.code}, the HTTP status of that name, got ${describeValue(code)}; ` +
      'choose another name for another code.')
  }
  if (!isText(title)) faults.push(`title must be ${textRule}, got ${describeValue(title)}.`)
  if (description !== undefined && typeof description !== 'string') {
    faults.push(`description must be a string, got ${describeValue(description)}.`)
  }
  if (messages !== undefined) faults.push(...messageFaults(messages))
  if (data !== undefined) faults.push(...dataFaults(data))
  for (const key of Object.keys(entry)) {
    if (!(entryKeys as string[]).includes(key)) faults.push(`has no member '${key}'; known are ${entryKeys.join(', ')}.`)
  }
  return faults
}

function messageFaults (messages: unknown): string[] {
  if (!Array.isArray(messages)) return [`messages must be an array of strings, got ${describeValue(messages)}.`]

  return messages.flatMap((message, index) => {
    if (!isText(message)) return [`messages[${index}] must be ${textRule}, got ${describeValue(message)}.`]
    return messages.indexOf(message) < index ? [`messages[${index}] repeats ${describeValue(message)}; list it once.`] : []
  })
}

/** The faults of a `data` schema; empty if data can be checked against it. */
export function dataFaults (data: unknown): string[] {
  if (!KindGuard.IsSchema(data)) {
    return [`data must be a schema of @sinclair/typebox (such as Type.Object({ … })), got ${describeValue(data)}.`]
  }
  const kind = kindBeyondJson(data)
  if (kind !== undefined) {
    return [`data uses Type.${kind}(), which JSON cannot represent; describe the serialized value, such as Type.String({ format: 'date-time' }) for a date.`]
  }
  try {
    compileData(data as TSchema)
    return []
  } catch (error) {
    if (error instanceof TypeCompilerUnknownTypeError) {
      return [`data has the TypeBox type ${describeValue(error.schema[Kind])}, which TypeBox cannot check; use other types ` +
        'of Type (for a list of values, Type.Enum or a Type.Union of Type.Literal), or register this one in the TypeRegistry.']
    }
    return [`data must be a schema that TypeBox can compile: ${(error as Error).message}.`]
  }
}

const kindsBeyondJson = new Set([
  'AsyncIterator', 'BigInt', 'Constructor', 'Date', 'Function', 'Iterator', 'Promise', 'RegExp', 'Symbol', 'Uint8Array',
  'Undefined', 'Void'
])

/** The first TypeBox type inside a schema whose values JSON cannot represent. */
function kindBeyondJson (schema: unknown, seen = new Set<unknown>()): string | undefined {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return undefined
  seen.add(schema)
  const kind = Kind in schema ? String(schema[Kind]) : ''
  if (kindsBeyondJson.has(kind)) return kind
  return Object.values(schema).map(inner => kindBeyondJson(inner, seen)).find(inner => inner !== undefined)
}

function isText (value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && isCleanText(value)
}
