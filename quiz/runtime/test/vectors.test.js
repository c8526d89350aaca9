/** The scoring contract: every vector, as quiz/vectors/README.md explains them. */

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import { score, suggest, tell } from '../src/score.js'

const folder = new URL('../../vectors/', import.meta.url)

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const { table, cases } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  for (const { about, responses, seconds = null, gate = null, contexts = [], expect } of cases) {
    test(`${file}: ${about}`, () => {
      const result = score(table, responses, seconds)
      const lessons = suggest(table, result, gate, contexts)
      const told = tell(table, result, responses, gate)
      assert.deepEqual(partOf({ ...result, lessons, told }, expect), expect)
    })
  }
}

/** The parts of a value that an expectation names. */
function partOf (value, expected) {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return value
  return Object.fromEntries(Object.entries(expected).map(([key, part]) => [key, partOf(value[key], part)]))
}
