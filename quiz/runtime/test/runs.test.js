/** A reader's device can refuse, be full, or hold anything: nothing may throw, and nothing foreign may be used. */

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { dayOf, keyOf, mergeRuns, readRuns, weeksBefore, writeRuns } from '../src/runs.js'

const asked = { instrument: 'closeness', revision: 'abc', items: { a: ['1', '2', 'skip'], b: ['1', '2', 'skip'] }, nameLength: 16, noteLength: 200 }
const NAME = 'check:closeness'

const run = (changes) => ({
  day: '2026-11-24', revision: 'abc', about: { role: '', name: '' }, responses: { a: '1' }, scores: {}, note: '', ...changes
})

/** A storage like the browser's, holding `items`. */
function memory (items = {}) {
  const held = new Map(Object.entries(items))
  return {
    held,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, text) => { held.set(name, text) },
    removeItem: (name) => { held.delete(name) }
  }
}

const record = (...runs) => JSON.stringify({ schema: 1, instrument: 'closeness', runs })

/** What is read where the device holds `text` for the instrument. */
const readText = (text, since) => readRuns(() => memory({ [NAME]: text }), asked, since)

test('what was written comes back', () => {
  const storage = memory()
  const runs = [run({ responses: { a: '2', b: 'skip' }, scores: { worry: { shown: '2.5', position: [3, 8] } }, note: 'a walk' })]

  assert.equal(writeRuns(() => storage, asked, runs), true)

  assert.deepEqual(readRuns(() => storage, asked), { state: 'usable', runs, lost: false })
})

test('a record names its schema and its instrument', () => {
  const storage = memory()

  writeRuns(() => storage, asked, [run()])

  assert.deepEqual(Object.keys(JSON.parse(storage.held.get(NAME))), ['schema', 'instrument', 'runs'])
})

test('writing nothing leaves nothing behind, and touches nobody else', () => {
  const storage = memory({ [NAME]: record(run()), palette: 'dark' })

  assert.equal(writeRuns(() => storage, asked, []), true)

  assert.deepEqual([...storage.held.keys()], ['palette'])
})

test('nothing held is no fault', () => {
  assert.deepEqual(readRuns(() => memory(), asked), { state: 'none', runs: [], lost: false })
})

test('what is older than its time is not read', () => {
  const text = record(run({ day: '2026-05-25' }), run({ day: '2026-05-26' }))

  assert.deepEqual(readText(text, weeksBefore('2026-11-24', 26)).runs.map(({ day }) => day), ['2026-05-26'])
})

test('responses to another revision are kept as they are, with the scores told then', () => {
  const old = run({ revision: 'old', responses: { gone: '7' }, scores: { worry: { shown: '3.0', position: [1, 2] } } })

  assert.deepEqual(readText(record(old)).runs, [old])
})

test('an unusable run does not take the others along', () => {
  const { runs, lost } = readText(record(run(), run({ responses: { z: '1' } })))

  assert.deepEqual([runs, lost], [[run()], true])
})

for (const [about, text] of [
  ['not JSON', '{'],
  ['an empty text', ''],
  ['null', 'null'],
  ['a number', '7'],
  ['a list', '[]'],
  ['another instrument', JSON.stringify({ schema: 1, instrument: 'other', runs: [run()] })],
  ['an older schema', JSON.stringify({ instrument: 'closeness', revision: 'abc', day: '2026-11-24', responses: { a: '1' } })],
  ['a newer schema', JSON.stringify({ schema: 2, instrument: 'closeness', runs: [run()] })],
  ['runs of another type', JSON.stringify({ schema: 1, instrument: 'closeness', runs: { 0: run() } })],
  ['a run of another type', record('run')],
  ['no responses', record(run({ responses: null }))],
  ['a list of responses', record(run({ responses: ['1'] }))],
  ['an item that is not asked', record(run({ responses: { z: '1' } }))],
  ['an item named like a part of every object', record(run({ responses: { constructor: '1' } }))],
  ['a response that is not on the scale', record(run({ responses: { a: '9' } }))],
  ['a response of another type', record(run({ responses: { a: { b: 1 } } }))],
  ['no day', record(run({ day: undefined }))],
  ['a day that is none', record(run({ day: '2026-99-99' }))],
  ['a day with something behind it', record(run({ day: '2026-11-24 <b>' }))],
  ['no revision', record(run({ revision: undefined }))]
]) {
  test(`of no use: ${about}`, () => {
    assert.deepEqual(readText(text), { state: 'none', runs: [], lost: true })
  })
}

for (const [about, scores] of [
  ['of another type', 'high'],
  ['shown as markup', { worry: { shown: '<b>', position: [1, 2] } }],
  ['beyond the bar', { worry: { shown: '9', position: [3, 2] } }],
  ['divided by nothing', { worry: { shown: '9', position: [0, 0] } }]
]) {
  test(`told scores of no use are left out: ${about}`, () => {
    assert.deepEqual(readText(record(run({ scores }))).runs, [run()])
  })
}

test('names and notes are short and on one line', () => {
  const [{ about, note }] = readText(record(run({ about: { role: 'friend', name: ` L.\n${'x'.repeat(99)}` }, note: 'y'.repeat(999) }))).runs

  assert.deepEqual([about.name.length, about.name.slice(0, 4), note.length], [16, 'L. x', 200])
})

test('a device that refuses to be asked', () => {
  const blocked = () => { throw new Error('blocked') }

  assert.equal(readRuns(blocked, asked).state, 'refused')
  assert.equal(writeRuns(blocked, asked, [run()]), false)
  assert.equal(writeRuns(blocked, asked, []), false)
})

test('a device without storage', () => {
  const nothing = () => null

  assert.equal(readRuns(nothing, asked).state, 'refused')
  assert.equal(writeRuns(nothing, asked, [run()]), false)
})

test('a device that is full', () => {
  const full = { ...memory(), setItem () { throw new Error('QuotaExceededError') } }

  assert.equal(writeRuns(() => full, asked, [run()]), false)
})

test('of two runs on one day about one person the newer counts, and days come in order', () => {
  const mother = { role: 'mother', name: '' }
  const older = [run({ day: '2026-11-24' }), run({ day: '2026-11-17' })]
  const newer = [run({ responses: { a: '2' } }), run({ about: mother })]

  assert.deepEqual(
    mergeRuns(older, newer).map(({ day, about, responses }) => [day, keyOf(about), responses.a]),
    [['2026-11-17', '', '1'], ['2026-11-24', '', '2'], ['2026-11-24', 'mother', '1']]
  )
})

test('a day is the reader\'s own, not that of Greenwich', () => {
  assert.equal(dayOf(new Date(2026, 0, 5, 23, 59)), '2026-01-05')
  assert.equal(dayOf(new Date(2026, 0, 5, 0, 1)), '2026-01-05')
})

test('10,000 broken records: never a fault, never a response that is not on the scale', () => {
  const random = mulberry32(20261124)
  const whole = record(run({ responses: { a: '1', b: 'skip' }, scores: { worry: { shown: '2.5', position: [3, 8] } } }))
  for (let round = 0; round < 10000; round++) {
    const letters = [...whole]
    for (let change = 0; change <= random() * 4; change++) {
      letters.splice(random() * letters.length, random() * 3, String.fromCharCode(32 + random() * 95))
    }
    for (const { revision, responses, scores } of readText(letters.join('')).runs) {
      for (const [item, response] of Object.entries(responses)) {
        assert.ok(revision !== 'abc' || asked.items[item].includes(response))
      }
      for (const { position: [part, all] } of Object.values(scores)) assert.ok(part >= 0 && part <= all)
    }
  }
})

/** A small generator of numbers that are the same in every run. */
function mulberry32 (seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
