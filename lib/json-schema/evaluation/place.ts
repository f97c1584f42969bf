/** The place of a value in the part. Each place exists once per evaluation, so that it can be compared and is written once. */
import { toPointer } from '../json-pointer.js'

export class Place {
  readonly tokens: readonly string[]
  readonly pointer: string
  readonly #members = new Map<string, Place>()

  constructor (tokens: readonly string[] = [], pointer = '') {
    this.tokens = tokens
    this.pointer = pointer
  }

  member (name: string): Place {
    let member = this.#members.get(name)
    if (member === undefined) {
      member = new Place([...this.tokens, name], this.pointer + toPointer([name]))
      this.#members.set(name, member)
    }
    return member
  }
}
