/** A reader's device can refuse, be full, or hold anything: nothing may throw, and nothing foreign may be used. */

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { forget, keep, readKept } from '../src/storage.js'

const table = { instrument: 'closeness', revision: 'abc', points: { a: { 1: 1, 2: 2 }, b: { 1: 2, 2: 1 } } }
const DAY = '2026-11-24'

/** A storage like the browser's, holding `items`. */
function memory (items = {}) {
  const kept = new Map(Object.entries(items))
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => { kept.set(name, text) },
    removeItem: (name) => { kept.delete(name) }
  }
}

/** What is read where the device holds `text` for the instrument. */
const readText = (text) => readKept(() => memory({ 'check:closeness': text }), table)

const record = (changes) => JSON.stringify({ instrument: 'closeness', revision: 'abc', day: DAY, responses: { a: '1' }, ...changes })

test('what was kept comes back', () => {
  const storage = memory()

  assert.equal(keep(() => storage, table, { a: '2', b: 'skip' }, DAY), true)

  assert.deepEqual(readKept(() => storage, table), { state: 'usable', responses: { a: '2', b: 'skip' }, day: DAY })
})

test('a record names its instrument and revision, and holds nothing but responses and the day', () => {
  const storage = memory()

  keep(() => storage, table, { a: '2' }, DAY)

  assert.deepEqual(JSON.parse(storage.kept.get('check:closeness')), {
    instrument: 'closeness', revision: 'abc', day: DAY, responses: { a: '2' }
  })
})

test('what is forgotten is gone', () => {
  const storage = memory({ 'check:closeness': record(), palette: 'dark' })

  assert.equal(forget(() => storage, table), true)

  assert.deepEqual([...storage.kept.keys()], ['palette'])
})

test('nothing kept is no fault', () => {
  assert.equal(readKept(() => memory(), table).state, 'none')
})

test('responses to another revision are never used', () => {
  assert.equal(readText(record({ revision: 'abd' })).state, 'unusable')
})

for (const [about, text] of [
  ['not JSON', '{'],
  ['an empty text', ''],
  ['null', 'null'],
  ['a number', '7'],
  ['a list', '[]'],
  ['another instrument', record({ instrument: 'other' })],
  ['no responses', record({ responses: null })],
  ['a list of responses', record({ responses: ['1'] })],
  ['an item that is not asked', record({ responses: { z: '1' } })],
  ['an item named like a part of every object', record({ responses: { constructor: '1' } })],
  ['a response that is not on the scale', record({ responses: { a: '9' } })],
  ['a response of another type', record({ responses: { a: { b: 1 } } })],
  ['no day', record({ day: undefined })],
  ['a day that is none', record({ day: '2026-99-99' })],
  ['a day with something behind it', record({ day: '2026-11-24 <b>' })]
]) {
  test(`of no use: ${about}`, () => {
    assert.deepEqual(readText(text), { state: 'unusable', responses: {}, day: '' })
  })
}

test('a device that refuses to be asked', () => {
  const blocked = () => { throw new Error('blocked') }

  assert.equal(readKept(blocked, table).state, 'none')
  assert.equal(keep(blocked, table, {}, DAY), false)
  assert.equal(forget(blocked, table), false)
})

test('a device without storage', () => {
  const nothing = () => null

  assert.equal(readKept(nothing, table).state, 'none')
  assert.equal(keep(nothing, table, {}, DAY), false)
  assert.equal(forget(nothing, table), false)
})

test('a device that is full', () => {
  const full = { ...memory(), setItem () { throw new Error('QuotaExceededError') } }

  assert.equal(keep(() => full, table, { a: '1' }, DAY), false)
})

test('10,000 broken records: never a fault, never a response that is not on the scale', () => {
  const random = mulberry32(20261124)
  const whole = record({ responses: { a: '1', b: 'skip' } })
  for (let round = 0; round < 10000; round++) {
    const letters = [...whole]
    for (let change = 0; change <= random() * 4; change++) {
      letters.splice(random() * letters.length, random() * 3, String.fromCharCode(32 + random() * 95))
    }
    const { responses } = readText(letters.join(''))
    for (const [item, response] of Object.entries(responses)) {
      assert.ok(item in table.points && (response === 'skip' || response in table.points[item]))
    }
  }
})

/** A small generator of numbers that are the same in every run. */
function mulberry32 (seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
