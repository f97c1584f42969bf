/** The members that the subschemas of an object name. A missing member can be among the others, misspelt. */
import { matchesPattern } from '../json-schema/keyword-checks.js'
import type { SchemaObject } from '../json-schema/schema-document.js'
import { toRecord } from '../json-schema/schema-steps.js'
import { maxComparedNames } from '../limits.js'
import { isObject } from '../untrusted/read.js'

export class NamedMembers {
  readonly #names: ReadonlySet<string>
  readonly #patterns: readonly string[]

  constructor (schemas: readonly SchemaObject[]) {
    this.#names = new Set(schemas.flatMap(({ properties }) => Object.keys(toRecord(properties))))
    this.#patterns = schemas.flatMap(({ patternProperties }) => Object.keys(toRecord(patternProperties)))
  }

  /** The other members of a value, at most 1,000. */
  othersIn (value: unknown): readonly string[] {
    if (!isObject(value)) return []
    const others = Object.keys(value).filter(name => !this.#names.has(name)).slice(0, maxComparedNames)
    return others.filter(name => this.#patterns.every(pattern => matchesPattern(name, pattern) !== true))
  }
}
