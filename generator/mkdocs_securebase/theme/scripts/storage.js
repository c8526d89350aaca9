/** What the reader lets the device keep. Storage may be blocked, missing or full, or hold anything; nothing here throws. */

/**
 * @typedef {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} Store
 * @typedef {object} Kept
 * @property {(name: string, allowed: readonly string[]) => string | undefined} read
 *   the kept value, where it is one of those allowed
 * @property {(name: string, value: string | undefined) => boolean} write
 *   keeps a value, or forgets it; false where the browser refuses
 */

/**
 * @param {() => Store} storage called on each use, since reading the property can throw
 * @returns {Kept}
 */
export function keptIn (storage) {
  return {
    read (name, allowed) {
      try {
        const value = storage().getItem(name)
        return allowed.find(known => known === value)
      } catch {
        return undefined
      }
    },
    write (name, value) {
      try {
        if (value === undefined) storage().removeItem(name)
        else storage().setItem(name, value)
        return true
      } catch {
        return false
      }
    }
  }
}
