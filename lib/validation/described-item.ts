/**
 * A cached description, for other requests with the same fault. At another element of the same array, pointer and label differ,
 * and nothing else.
 */
import { isArrayIndex, parsePointer, toBoundedPointer } from '../json-schema/json-pointer.js'
import type { DescribedFailure, DescribedIssue } from './described-failure.js'
import type { FailedPart } from './failed-part.js'
import type { NamedMembers } from './named-members.js'
import { labelParts, type Field } from './wording/field.js'

export class DescribedItem {
  readonly #described: DescribedFailure
  readonly #issue: DescribedIssue
  readonly #field: Field
  readonly #tokens: readonly string[]
  /** The label, split where its indices are. */
  readonly #labelParts: readonly string[]
  /** The members that the object of a missing member names. Another one can be it, misspelt. */
  readonly #named: NamedMembers | undefined

  constructor (described: DescribedFailure, field: Field, tokens: readonly string[], part: FailedPart) {
    const [issue] = described.issues
    this.#described = described
    this.#issue = issue
    this.#field = field
    this.#tokens = tokens
    this.#labelParts = labelParts(field, tokens, part)
    const isMissing = issue.issue.keyword === 'required' && part.part !== 'headers'
    this.#named = isMissing ? part.namedMembersAt(tokens.slice(0, -1)) : undefined
  }

  /**
   * Returns `undefined` if the fault of this request can need another description.
   *
   * @param pointer - Of the value that the validator's item is about.
   */
  describe (pointer: string, part: FailedPart): DescribedFailure | undefined {
    const own = this.#tokens
    const path = parsePointer(pointer)
    const tokens = path.length === own.length ? path : [...path, ...own.slice(path.length)]
    const isAlike = tokens.length === own.length && tokens.every((token, depth) => this.#isAlike(token, tokens, depth, part))
    if (!isAlike) return undefined
    if (this.#named !== undefined && this.#named.othersIn(part.valueAt(tokens.slice(0, -1))).length > 0) return undefined
    return this.#field.isIndex.includes(true) ? this.#at(tokens) : this.#described
  }

  /** A number can be an index or the name of a member. */
  #isAlike (token: string, tokens: readonly string[], depth: number, part: FailedPart): boolean {
    const isIndex = this.#field.isIndex[depth] === true
    if (isIndex || isArrayIndex(token)) {
      if (isIndex !== Array.isArray(part.valueAt(tokens.slice(0, depth)))) return false
    }
    return isIndex || token === this.#tokens[depth]
  }

  #at (tokens: readonly string[]): DescribedFailure {
    const { issue, params } = this.#issue
    const { label: oldLabel, isIndex } = this.#field
    const indices = tokens.filter((_, depth) => isIndex[depth] === true)
    const shown = indices.slice(indices.length + 1 - this.#labelParts.length)
    const label = this.#labelParts.reduce((text, part, index) => `${text}${shown[index - 1] ?? ''}${part}`)
    const message = issue.message.startsWith(oldLabel) ? label + issue.message.slice(oldLabel.length) : issue.message
    const field = { ...this.#field, label, name: isIndex.at(-1) === true ? tokens.at(-1) ?? '' : this.#field.name }
    const moved = { issue: { ...issue, pointer: toBoundedPointer(tokens), message }, params, field }
    return { isConstant: false, kind: this.#described.kind, issues: [moved] }
  }
}
