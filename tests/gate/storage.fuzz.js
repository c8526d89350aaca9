/** 10,000 stored states of any shape: reading what a device holds never throws, and never lets anything foreign in. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { fromFile, fromFragment } from '../../quiz/runtime/src/exchange.js'
import { mergeRuns, readRuns, writeRuns } from '../../quiz/runtime/src/runs.js'
import { applyPalette, PALETTES } from '../../generator/mkdocs_securebase/theme/scripts/palette.js'
import { keptIn } from '../../generator/mkdocs_securebase/theme/scripts/storage.js'

const RUNS = { numRuns: 10_000, seed: 20261124 }

const asked = { instrument: 'closeness', revision: 'abc', items: { a: ['1', '2', 'skip'], b: ['1', '2'], c: ['1', 'skip'] } }

/** A storage that holds one text under every name, as a fault of the device or somebody else may have left it. */
const holding = text => () => ({ getItem: () => text, setItem () {}, removeItem () {} })

const odd = fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '')
const key = fc.oneof(
  fc.constantFrom('schema', 'instrument', 'runs', 'revision', 'day', 'about', 'role', 'name', 'responses', 'scores', 'note', 'a', 'b'),
  odd, fc.string({ maxLength: 6 })
)
const leaf = fc.oneof(
  fc.constantFrom('closeness', 'abc', '2026-11-24', '2026-02-31', '1', '2', 'skip', 'dark', 'night', 1), odd, fc.string(),
  fc.integer(), fc.double(), fc.boolean(), fc.constant(null)
)
const { tree } = fc.letrec(tie => ({
  tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(key, tie('tree'), { maxKeys: 6 }))
}))
const mostly = (right, wrong = leaf) => fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: wrong })
/** A run nearly as it should be. */
const run = fc.record({
  day: mostly(fc.constant('2026-11-24')),
  revision: mostly(fc.constant('abc')),
  about: mostly(fc.record({ role: mostly(fc.constant('partner')), name: mostly(fc.constant('M')) })),
  responses: mostly(fc.dictionary(mostly(fc.constantFrom('a', 'b', 'c'), odd), mostly(fc.constantFrom('1', 1)), { maxKeys: 3 }), tree),
  scores: mostly(fc.constant({}), tree),
  note: mostly(fc.constant(''))
})
/** A record nearly as it should be. */
const nearly = fc.record({
  schema: mostly(fc.constant(1)),
  instrument: mostly(fc.constant('closeness')),
  revision: fc.constant('abc'),
  runs: mostly(fc.array(mostly(run, tree), { maxLength: 3 }), tree)
})
const cut = fc.tuple(nearly, fc.nat(200)).map(([record, length]) => JSON.stringify(record).slice(0, length))
/** Anything at all that a storage may hand out. */
const stored = fc.oneof(tree.map(value => JSON.stringify(value)), nearly.map(value => JSON.stringify(value)), cut, fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(null, undefined))

/** Nothing but what is asked now may come out of a run of this revision. */
function sound (runs) {
  for (const { day, revision, responses } of runs) {
    assert.match(day, /^\d{4}-\d\d-\d\d$/)
    if (revision !== asked.revision) continue
    for (const [item, response] of Object.entries(responses)) {
      assert.ok(Object.hasOwn(asked.items, item) && asked.items[item].includes(response))
    }
  }
}

test('what a self-check reads', () => {
  let usable = 0
  fc.assert(fc.property(stored, text => {
    const found = readRuns(holding(text), asked)
    assert.ok(['none', 'usable', 'refused'].includes(found.state))
    if (found.state === 'usable') usable++
    sound(found.runs)
    sound(mergeRuns(found.runs, found.runs))
  }), RUNS)
  assert.ok(usable > 300, `only ${usable} states were near enough to be used`)
})

test('what comes in as a file or at the end of a link', () => {
  fc.assert(fc.property(stored, fc.string(), (text, other) => {
    sound(fromFile(text ?? '', asked).runs)
    sound(fromFile(`instrument,revision,day,about,note,a\n${text}`, asked).runs)
    sound(fromFragment(`#answers=closeness~abc~${other}`, asked)?.runs ?? [])
    sound(fromFragment(`#answers=${text}`, asked)?.runs ?? [])
  }), RUNS)
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
    readRuns(open, asked)
    writeRuns(open, asked, [])
    writeRuns(open, asked, [{ day: '2026-11-24', revision: 'abc', about: { role: '', name: '' }, responses: { a: '1' }, scores: {}, note: '' }])
    keptIn(open).read('palette', PALETTES)
    keptIn(open).write('palette', 'dark')
  }), RUNS)
})

test('the same states break a reader that trusts what it finds', () => {
  const trusting = text => Object.keys(JSON.parse(text).runs[0].responses)
  assert.throws(() => fc.assert(fc.property(stored, text => { trusting(text) }), RUNS))
})
