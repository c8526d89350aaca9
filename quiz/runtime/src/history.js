/** Scores over time: what a change means, whether a line has risen, and where dots and lines are drawn. All pure. */

import { share } from './page.js'

/** @typedef {import('./score.js').Ratio} Ratio */
/** @typedef {{day: string, revision: string, shown: string | null, position: Ratio | null}} Point  One score on one day. */
/** @typedef {['error' | 'wobble', Ratio]} Limit  Up to which change nothing can be said, and why. */
/** @typedef {{x: number, y: number, revision: string}} Dot */

/** With so many days between them, two runs count as two weeks. */
const NEXT_WEEK = 4

/**
 * How the last point compares with the one before, as marks of the words to show.
 * @param {Point[]} points  By day. @param {Limit | null} limit
 * @returns {string[]}
 */
export function changeOf (points, limit) {
  const now = points[points.length - 1]
  if (!now || now.position === null) return ['none']
  const before = points.slice(0, -1).reverse().find((point) => point.position !== null)
  if (!before || before.position === null) return ['first']
  if (before.revision !== now.revision) return ['other']
  const way = compareTo(now.position, before.position, [0, 1])
  if (way === 0) return ['two', 'same']
  if (limit === null) return ['two']
  const [kind, by] = limit
  const within = way > 0 ? compareTo(now.position, before.position, by) <= 0 : compareTo(before.position, now.position, by) <= 0
  return ['two', `${within ? 'within' : 'beyond'}-${kind}`]
}

/**
 * Whether the last points, one for each week, rose every time: over so many weeks, and by so much in all.
 * @param {Point[]} points  By day. @param {number} weeks @param {Ratio} by
 */
export function hasRisen (points, weeks, by) {
  const last = points[points.length - 1]
  if (!last || last.position === null) return false
  let first = last
  let count = 1
  for (const point of points.slice(0, -1).reverse()) {
    if (point.revision !== last.revision || point.position === null || first.position === null) break
    if (daysBetween(point.day, first.day) < NEXT_WEEK) continue
    if (compareTo(first.position, point.position, [0, 1]) <= 0) break
    first = point
    count += 1
  }
  return count >= weeks && first.position !== null && compareTo(last.position, first.position, by) >= 0
}

/**
 * Where the points of a line stand in a box, by day from left to right and by score from bottom to top.
 * @param {Point[]} points @param {[string, string]} span @param {{width: number, height: number, pad: number}} box
 * @returns {Dot[]}
 */
export function dotsOf (points, [first, last], { width, height, pad }) {
  const days = daysBetween(first, last)
  return points.flatMap(({ day, revision, position }) => position === null
    ? []
    : [{
        x: days === 0 ? width / 2 : pad + (daysBetween(first, day) / days) * (width - 2 * pad),
        y: pad + (1 - share(position)) * (height - 2 * pad),
        revision
      }])
}

/**
 * The line through dots; it breaks where the revision changes, since those are not compared.
 * @param {Dot[]} dots
 */
export function lineThrough (dots) {
  return dots.map(({ x, y, revision }, at) => `${at > 0 && dots[at - 1].revision === revision ? 'L' : 'M'}${round(x)} ${round(y)}`).join('')
}

/**
 * The straight line that fits the latest revision's dots best; none where there are fewer than `from` of them.
 * @param {Dot[]} dots @param {number | null} from
 */
export function trendThrough (dots, from) {
  const same = dots.filter((dot) => dot.revision === dots[dots.length - 1].revision)
  if (from === null || same.length < from) return ''
  const mean = (/** @type {(dot: Dot) => number} */ of) => same.reduce((sum, dot) => sum + of(dot), 0) / same.length
  const [x, y] = [mean((dot) => dot.x), mean((dot) => dot.y)]
  const spread = mean((dot) => (dot.x - x) ** 2)
  if (spread === 0) return ''
  const slope = mean((dot) => (dot.x - x) * (dot.y - y)) / spread
  const [start, end] = [same[0].x, same[same.length - 1].x]
  return `M${round(start)} ${round(y + slope * (start - x))}L${round(end)} ${round(y + slope * (end - x))}`
}

/**
 * A column around each dot as high as its uncertainty, cut off at the box.
 * @param {Dot[]} dots @param {Ratio} half @param {{height: number, pad: number}} box
 */
export function columnsAround (dots, half, { height, pad }) {
  const size = share(half) * (height - 2 * pad)
  if (size === 0) return ''
  return dots.map(({ x, y }) => `M${round(x)} ${round(Math.max(pad, y - size))}V${round(Math.min(height - pad, y + size))}`).join('')
}

/**
 * The marks of a line: round for the first, square for the second, pointed for all others.
 * @param {Dot[]} dots @param {number} line
 */
export function marksOf (dots, line) {
  return dots.map(({ x, y }) => [
    `M${round(x - 5)} ${round(y)}a5 5 0 1 0 10 0a5 5 0 1 0-10 0`,
    `M${round(x - 5)} ${round(y - 5)}h10v10h-10z`,
    `M${round(x - 6)} ${round(y + 5)}l6-11l6 11z`
  ][Math.min(line, 2)]).join('')
}

/** @param {string} first @param {string} last */
export function daysBetween (first, last) {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86400000)
}

/**
 * Whether one - other lies below (negative), on (0) or above (positive) a distance.
 * @param {Ratio} one @param {Ratio} other @param {Ratio} by
 */
function compareTo (one, other, by) {
  return (one[0] * other[1] - other[0] * one[1]) * by[1] - by[0] * one[1] * other[1]
}

/** @param {number} number */
function round (number) {
  return Math.round(number * 10) / 10
}
