/** The branches of a union, as the choice between them needs them: which members each one names, and by which schemas. */
import { maxTagPaths } from '../../limits.js'
import { isObject, readOwn } from '../../untrusted/read.js'
import { constantsOf } from '../keyword-checks.js'
import type { SchemaDocument } from '../schema-document.js'
import { appliedSchemas, appliedToMember, type AppliedSchema, type Expand } from './applied-schemas.js'
import type { Branch, Evaluation, Subject, Violation } from './violation.js'

export function branchesOf (subject: Subject, union: readonly unknown[], evaluation: Evaluation): Branch[] {
  const { document, value, place } = subject
  const isBroken = (schema: unknown, parent: SchemaDocument) => evaluation.evaluate(schema, parent, value, place).length > 0

  const members = isObject(value) ? Object.entries(value).slice(0, maxTagPaths) : []

  /** Adds the branches of inner unions that fit the value, and the outcome of a condition. */
  const expand: Expand = ({ schema, document: parent }) => {
    const { anyOf, oneOf, if: condition } = schema
    const fitting = [anyOf, oneOf].flatMap(inner => Array.isArray(inner)
      ? inner.filter(one => !isRuledOut([appliedSchemas(one, parent)], members) && !isBroken(one, parent))
      : [])
    if (condition === undefined) return fitting
    return [...fitting, isBroken(condition, parent) ? schema.else : schema.then]
  }

  return union.map((schema, index) => new UnionBranch(index, schema, appliedSchemas(schema, document, expand), members, () =>
    evaluation.evaluate(schema, document, value, place)))
}

class UnionBranch implements Branch {
  readonly index: number
  readonly reference: string | undefined
  readonly layers: Branch['layers']
  readonly isRuledOut: boolean
  readonly #evaluate: () => readonly Violation[]
  #violations: readonly Violation[] | undefined

  constructor (
    index: number, schema: unknown, applied: readonly AppliedSchema[], members: Members, evaluate: () => readonly Violation[]
  ) {
    const reference = readOwn(schema, '$ref')
    this.index = index
    this.reference = typeof reference === 'string' ? reference : undefined
    this.layers = [applied]
    this.isRuledOut = isRuledOut(this.layers, members)
    this.#evaluate = evaluate
  }

  // A union can have many branches. Those that a tag rules out need not be evaluated.
  get violations (): readonly Violation[] {
    this.#violations ??= this.#evaluate()
    return this.#violations
  }
}

type Members = ReadonlyArray<readonly [name: string, value: unknown]>

function isRuledOut (layers: Branch['layers'], members: Members): boolean {
  return members.some(([name, value]) => typeof value === 'string' && isOther(value, constantsAt({ layers }, [name])))
}

/** True for a text that is none of the constants. Other values can have been coerced. */
function isOther (value: string, constants: readonly unknown[] | undefined): boolean {
  return constants !== undefined && constants.every(one => typeof one === 'string' && one !== value)
}

type Layered = Pick<Branch, 'layers'>

/** The subschemas that a branch applies to a member, or to a member of a member. */
export function appliedAt ({ layers }: Layered, path: readonly string[]): readonly AppliedSchema[] {
  const [first = [], ...others] = layers
  return others.length === 0 ? within(first, path) : layers.flatMap(layer => within(layer, path))
}

function within (layer: readonly AppliedSchema[], path: readonly string[]): readonly AppliedSchema[] {
  return path.reduce((outer, name) => appliedToMember(name, outer), layer)
}

const constantsByApplied = new WeakMap<readonly AppliedSchema[], readonly unknown[] | undefined>()

/** The values that a branch allows for a member, if it lists them. A base can list the constants of all branches. */
export function constantsAt ({ layers }: Layered, path: readonly string[]): readonly unknown[] | undefined {
  return common(layers.map(layer => {
    const applied = within(layer, path)
    if (!constantsByApplied.has(applied)) {
      constantsByApplied.set(applied, common(applied.map(({ schema }) => constantsOf(schema))))
    }
    return constantsByApplied.get(applied)
  }))
}

/** The constants that all lists have; `undefined` if there is no list. */
function common (lists: ReadonlyArray<readonly unknown[] | undefined>): readonly unknown[] | undefined {
  const known = lists.filter(list => list !== undefined)
  const [first, ...others] = known
  return others.length === 0 ? first : first?.filter(constant => others.every(list => list.includes(constant)))
}
