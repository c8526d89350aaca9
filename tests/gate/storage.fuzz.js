/** 10,000 stored states of any shape: reading what a device holds never throws, and never lets anything foreign in. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { keep, readKept } from '../../quiz/runtime/src/storage.js'
import { applyPalette, PALETTES } from '../../site_overrides/scripts/palette.js'
import { keptIn } from '../../site_overrides/scripts/storage.js'

const RUNS = { numRuns: 10_000, seed: 20261124 }

const table = { instrument: 'closeness', revision: 'abc', points: { a: { 1: 1, 2: 2 }, b: { 1: 2, 2: 1 }, c: { 1: 0 } } }

/** A storage that holds one text under every name, as a fault of the device or somebody else may have left it. */
const holding = text => () => ({ getItem: () => text, setItem () {}, removeItem () {} })

const odd = fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '')
const key = fc.oneof(fc.constantFrom('instrument', 'revision', 'day', 'responses', 'a', 'b', 'c'), odd, fc.string({ maxLength: 6 }))
const leaf = fc.oneof(
  fc.constantFrom('closeness', 'abc', '2026-11-24', '2026-02-31', '1', '2', 'skip', 'dark', 'night'), odd, fc.string(),
  fc.integer(), fc.double(), fc.boolean(), fc.constant(null)
)
const { tree } = fc.letrec(tie => ({
  tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(key, tie('tree'), { maxKeys: 6 }))
}))
const mostly = (right, wrong = leaf) => fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: wrong })
/** A record nearly as it should be. */
const nearly = fc.record({
  instrument: mostly(fc.constant('closeness')),
  revision: mostly(fc.constant('abc')),
  day: mostly(fc.constant('2026-11-24')),
  responses: mostly(fc.dictionary(mostly(fc.constantFrom('a', 'b', 'c'), odd), mostly(fc.constantFrom('1', 'skip', 1)), { maxKeys: 3 }), tree)
})
const cut = fc.tuple(nearly, fc.nat(200)).map(([record, length]) => JSON.stringify(record).slice(0, length))
/** Anything at all that a storage may hand out. */
const stored = fc.oneof(tree.map(value => JSON.stringify(value)), nearly.map(value => JSON.stringify(value)), cut, fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(null, undefined))

test('what a self-check reads', () => {
  let usable = 0
  fc.assert(fc.property(stored, text => {
    const found = readKept(holding(text), table)
    assert.ok(['none', 'usable', 'unusable'].includes(found.state))
    if (found.state === 'usable') usable++
    for (const [item, response] of Object.entries(found.responses)) {
      assert.ok(Object.hasOwn(table.points, item))
      assert.ok(response === 'skip' || Object.hasOwn(table.points[item], response))
    }
  }), RUNS)
  assert.ok(usable > 300, `only ${usable} states were near enough to be used`)
})

test('what the colours read', () => {
  fc.assert(fc.property(stored, text => {
    const root = { dataset: {} }
    applyPalette(root, keptIn(holding(text)))
    assert.ok(root.dataset.palette === undefined || PALETTES.includes(root.dataset.palette))
  }), RUNS)
})

test('a storage that throws anything, anywhere', () => {
  fc.assert(fc.property(tree, fc.subarray(['open', 'getItem', 'setItem', 'removeItem']), (thrown, where) => {
    const fail = name => where.includes(name) ? () => { throw thrown } : () => null
    const open = where.includes('open') ? fail('open') : () => ({ getItem: fail('getItem'), setItem: fail('setItem'), removeItem: fail('removeItem') })
    readKept(open, table)
    keep(open, table, { a: '1' }, '2026-11-24')
    keptIn(open).read('palette', PALETTES)
    keptIn(open).write('palette', 'dark')
  }), RUNS)
})

test('the same states break a reader that trusts what it finds', () => {
  const trusting = text => Object.keys(JSON.parse(text).responses)
  assert.throws(() => fc.assert(fc.property(stored, text => { trusting(text) }), RUNS))
})
