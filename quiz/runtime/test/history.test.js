/** Over time: small changes mean nothing yet, versions are never joined, and a rise is told kindly. */

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { changeOf, columnsAround, dotsOf, hasRisen, lineThrough, trendThrough } from '../src/history.js'

const BOX = { width: 400, height: 240, pad: 12 }

/** Points a week apart, the last on 24 November 2026; null is a week without a score, a text a change of version. */
function weekly (...scores) {
  let revision = 'abc'
  const points = []
  for (const [at, score] of scores.entries()) {
    if (typeof score === 'string') {
      revision = score
      continue
    }
    const day = new Date(Date.UTC(2026, 10, 24 - 7 * (scores.length - 1 - at))).toISOString().slice(0, 10)
    points.push({ day, revision, shown: score === null ? null : String(score), position: score === null ? null : [score, 16] })
  }
  return points
}

const wobble = ['wobble', [3, 16]]

for (const [about, scores, expected] of [
  ['a first time', [7], ['first']],
  ['the same', [7, 7], ['two', 'same']],
  ['up by exactly the wobble', [7, 10], ['two', 'within-wobble']],
  ['down by exactly the wobble', [10, 7], ['two', 'within-wobble']],
  ['up by more', [7, 11], ['two', 'beyond-wobble']],
  ['down by more', [11, 7], ['two', 'beyond-wobble']],
  ['a week without a score is passed over', [7, null, 9], ['two', 'within-wobble']],
  ['no score this time', [7, null], ['none']],
  ['nothing at all', [], ['none']],
  ['another version is not compared', [7, 'new', 16], ['other']],
  ['back in one version', [7, 'new', 9, 10], ['two', 'within-wobble']]
]) {
  test(`change: ${about}`, () => assert.deepEqual(changeOf(weekly(...scores), wobble), expected))
}

test('change: measurement error has words of its own', () => {
  assert.deepEqual(changeOf(weekly(4, 6), ['error', [5, 32]]), ['two', 'within-error'])
  assert.deepEqual(changeOf(weekly(4, 7), ['error', [5, 32]]), ['two', 'beyond-error'])
})

test('change: where no rule is known, none is told', () => {
  assert.deepEqual(changeOf(weekly(4, 16), null), ['two'])
})

for (const [about, scores, expected] of [
  ['three weeks, by exactly four', [4, 6, 8], true],
  ['four weeks, by four in all', [4, 5, 7, 8], true],
  ['by three only', [4, 5, 7], false],
  ['two weeks only', [4, 9], false],
  ['a pause in between', [4, 6, 6, 9], false],
  ['it has fallen again', [4, 6, 9, 8], false],
  ['high from the start', [12, 12, 12], false],
  ['across two versions', [4, 6, 'new', 9], false],
  ['a week without a score', [4, null, 9], false],
  ['it fell, then rose', [9, 2, 4, 7], true]
]) {
  test(`rising: ${about}`, () => assert.equal(hasRisen(weekly(...scores), 3, [4, 16]), expected))
}

test('rising: a missed week takes nothing away', () => {
  const [first, , second, third] = weekly(4, 0, 6, 9)

  assert.equal(hasRisen([first, second, third], 3, [4, 16]), true)
})

test('rising: three times in three days are not three weeks', () => {
  const days = ['2026-11-22', '2026-11-23', '2026-11-24']
  const points = weekly(4, 6, 9).map((point, at) => ({ ...point, day: days[at] }))

  assert.equal(hasRisen(points, 3, [4, 16]), false)
})

test('the chart: days run from left to right at their true distance, scores from bottom to top', () => {
  const [first, , third] = weekly(0, 5, 16)
  const last = { ...third, day: '2026-12-22' }
  const dots = dotsOf([first, { ...third, day: '2026-11-17' }, last], [first.day, last.day], BOX)

  assert.deepEqual(dots.map(({ x, y }) => [Math.round(x), y]), [[12, 228], [75, 12], [388, 12]])
})

test('the chart: a single day stands in the middle', () => {
  const [only] = weekly(8)

  assert.deepEqual(dotsOf([only], [only.day, only.day], BOX).map(({ x, y }) => [x, y]), [[200, 120]])
})

test('the chart: the line breaks where the version changes', () => {
  const points = weekly(4, 5, 'new', 6, 7)
  const line = lineThrough(dotsOf(points, [points[0].day, points[3].day], BOX))

  assert.deepEqual(line.match(/[ML]/g), ['M', 'L', 'M', 'L'])
})

test('the chart: no trend under six points, nor across versions', () => {
  const trend = (...scores) => {
    const points = weekly(...scores)
    return trendThrough(dotsOf(points, [points[0].day, points[points.length - 1].day], BOX), 6)
  }

  assert.equal(trend(1, 2, 3, 4, 5), '')
  assert.equal(trend(1, 2, 3, 'new', 4, 5, 6, 7, 8), '')
  assert.equal(trend(0, 2, 4, 6, 8, 10), 'M12 228L388 93')
})

test('the chart: columns say how soft a dot is, and stay inside', () => {
  const points = weekly(0, 8)
  const dots = dotsOf(points, [points[0].day, points[1].day], BOX)

  assert.equal(columnsAround(dots, [1, 16], BOX), 'M12 214.5V228M388 106.5V133.5')
  assert.equal(columnsAround(dots, [0, 1], BOX), '')
})
