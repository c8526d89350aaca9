import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyPalette, PALETTES } from '../../generator/mkdocs_securebase/theme/scripts/palette.js'
import { keptIn } from '../../generator/mkdocs_securebase/theme/scripts/storage.js'

/** A device's storage that holds what it is told to. */
function storageWith (values = {}) {
  /** @type {Map<string, string>} */
  const held = new Map(Object.entries(values))
  return {
    held,
    getItem: (/** @type {string} */ name) => held.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => { held.set(name, value) },
    removeItem: (/** @type {string} */ name) => { held.delete(name) }
  }
}

/** @returns {{ dataset: Record<string, string> }} */
const aRoot = () => ({ dataset: {} })

test('a kept palette is shown', () => {
  const root = aRoot()
  applyPalette(root, keptIn(() => storageWith({ palette: 'night' })))
  assert.equal(root.dataset.palette, 'night')
})

test('nothing kept: like the device', () => {
  const root = aRoot()
  applyPalette(root, keptIn(() => storageWith()))
  assert.deepEqual(root.dataset, {})
})

test('a choice is kept, and forgotten when the device decides again', () => {
  const storage = storageWith()
  const kept = keptIn(() => storage)
  assert.equal(kept.write('palette', 'dark'), true)
  assert.equal(kept.read('palette', PALETTES), 'dark')
  assert.equal(kept.write('palette', undefined), true)
  assert.equal(storage.held.size, 0)
})

test('storage that is blocked, missing or full: no choice is kept, nothing throws', () => {
  const full = { ...storageWith(), setItem () { throw new Error('full') } }
  /** @type {(() => unknown)[]} */
  const openers = [() => { throw new Error('blocked') }, () => null, () => undefined, () => full]
  for (const open of openers) {
    const kept = keptIn(/** @type {() => Storage} */ (open))
    assert.equal(kept.read('palette', PALETTES), undefined)
    assert.equal(kept.write('palette', 'dark'), false)
  }
})

test('ten thousand things that somebody else may have stored are read without harm', () => {
  let seed = 7
  const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648)
  const odd = ['', 'null', '{}', '[]', '"dark"', 'DARK', ' light', 'constructor', '__proto__', '\u0000', 'x'.repeat(5000), 0, {}, [], null, undefined, NaN, true]
  for (let round = 0; round < 10_000; round++) {
    const value = /** @type {string} */ (next() % 3 ? odd[next() % odd.length] : String.fromCodePoint(next() % 0xD7FF, next() % 0xD7FF))
    const root = aRoot()
    applyPalette(root, keptIn(() => ({ ...storageWith(), getItem: () => value })))
    assert.deepEqual(root.dataset, {})
  }
})
