/** Finds the known name that somebody meant who wrote another one: by letter case, `_` and `-`, or by a typing mistake. */
import leven from 'leven'
import { maxComparedLengths, maxComparedNames, maxNameLength } from '../limits.js'

/** Names by their normal form. */
type KnownNames = Map<string, string>

const knownByOwner = new WeakMap<object, KnownNames>()

/** Its work is bounded over all calls: a later name of a long list then gets no suggestion. */
export class NearNames {
  #lengthsLeft = maxComparedLengths

  /**
   * @param known - A list of names, or an object whose members are the names. It must not change.
   * @param isTaken - Excludes known names that are not meant, because they are there too.
   */
  nearest (name: string, known: object, isTaken: (name: string) => boolean = () => false): string | undefined {
    if (name.length > maxNameLength) return undefined
    const names = namesOf(known)
    const normal = normalized(name)
    const equal = names.get(normal)
    if (equal !== undefined) return equal === name || isTaken(equal) ? undefined : equal

    if (this.#lengthsLeft < 0) return undefined

    let best: string | undefined
    let bestDistance = Infinity
    for (const [other, original] of names) {
      const distance = this.#distance(normal, other)
      if (distance >= bestDistance || isTaken(original) || differByWord(name, original)) continue
      best = original
      bestDistance = distance
    }
    return best
  }

  /** `Infinity` if no typing mistake explains the difference. */
  #distance (name: string, other: string): number {
    const longest = Math.max(name.length, other.length)
    const limit = longest < 4 ? 0 : longest < 6 ? 1 : 2
    // Two letters in the wrong order are a distance of two.
    const bound = longest >= 4 && isAnagram(name, other) ? 2 : limit
    if (Math.abs(name.length - other.length) > bound || longest > maxNameLength) return Infinity
    this.#lengthsLeft -= name.length * other.length
    if (this.#lengthsLeft < 0) return Infinity
    const distance = leven(name, other, { maxDistance: bound + 1 })
    return distance > bound ? Infinity : distance
  }
}

function namesOf (known: object): KnownNames {
  let names = knownByOwner.get(known)
  if (names === undefined) {
    knownByOwner.set(known, names = new Map())
    for (const name of (Array.isArray(known) ? known : Object.keys(known)).slice(0, maxComparedNames)) {
      const normal = typeof name === 'string' && name.length <= maxNameLength ? normalized(name) : ''
      if (normal !== '' && !names.has(normal)) names.set(normal, name)
    }
  }
  return names
}

function normalized (name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '')
}

/** True for names such as `zone` and `zone_id` or `zoneId`: a word more is no typing mistake. */
function differByWord (one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return long.toLowerCase().startsWith(short.toLowerCase()) && /^[-_A-Z]/.test(long.slice(short.length))
}

function isAnagram (one: string, other: string): boolean {
  return one.length === other.length && one.length < 6 && [...one].sort().join('') === [...other].sort().join('')
}
