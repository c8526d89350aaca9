/**
 * What a score is worth beside others: norms, error, change. Twin of generator/mkdocs_securebase/scoring/measurement.py.
 *
 * Floats, and for display only: nothing is decided by them but whether a change is more than noise.
 */

/** @typedef {import('./score.js').Scale} Scale */
/** @typedef {import('./score.js').Norm} Norm */
/** @typedef {import('./score.js').Ratio} Ratio */
/** @typedef {{norm: string, t: number, se: number | null, percentile: number | null}} Standing */

/** A change as large as this many standard errors of a difference is found by chance once in twenty times. */
export const RELIABLE = 1.96

/**
 * Standings and interval of every score that came out and has norms or a known error.
 * @param {import('./score.js').Table} table @param {Record<string, import('./score.js').Score>} scores
 */
export function measure (table, scores) {
  /** @type {Record<string, {standings: Standing[], interval: [number, number] | null}>} */
  const found = {}
  for (const scale of [...table.dimensions, ...table.facets, ...(table.subscales ?? []), ...(table.derived ?? [])]) {
    const value = scores[scale.id].value
    if (value === null || !(scale.norms?.length || scale.sem)) continue
    found[scale.id] = { standings: standings(scale, value), interval: interval(scale, value) }
  }
  return found
}

/**
 * Where a score lies in each sample with norms; nothing where there are none.
 * @param {Scale} scale @param {Ratio} value
 * @returns {Standing[]}
 */
export function standings (scale, value) {
  return (scale.norms ?? []).flatMap((norm) => standing(norm, number(value)) ?? [])
}

/**
 * By the row of a table, or by mean and standard deviation; null where the table has no such row.
 * @param {Norm} norm @param {number} score
 * @returns {Standing | null}
 */
export function standing ({ id, rows = [], mean = 0, sd = 0 }, score) {
  for (const [raw, t, se] of rows) if (Math.abs(raw - score) < 1e-9) return { norm: id, t, se, percentile: null }
  if (rows.length > 0) return null
  const z = (score - mean) / sd
  return { norm: id, t: 50 + 10 * z, se: null, percentile: 100 * shareBelow(z) }
}

/**
 * `width` standard errors to both sides, cut off at the ends of the scale; null where no error is published.
 * @param {Scale} scale @param {Ratio} value @param {number} width
 * @returns {[number, number] | null}
 */
export function interval (scale, value, width = 1) {
  if (!scale.sem) return null
  const [middle, half] = [number(value), width * scale.sem]
  return [Math.max(number(scale.lowest), middle - half), Math.min(number(scale.highest), middle + half)]
}

/**
 * How probable it is that the true score lies above a line, if errors are normal; null without a known error.
 * @param {Scale} scale @param {Ratio} value @param {Ratio} line
 */
export function chanceAbove (scale, value, line) {
  return scale.sem ? shareBelow((number(value) - number(line)) / scale.sem) : null
}

/**
 * The reliable change index: (after - before) / (sqrt(2) x SEM), with SEM = SD x sqrt(1 - reliability).
 *
 * A change is reliable where the index lies beyond 1.96 either way. Null where no error is published.
 * Jacobson, N. S. and Truax, P. (1991). Clinical significance: a statistical approach to defining meaningful change
 * in psychotherapy research. Journal of Consulting and Clinical Psychology, 59(1), 12-19.
 * @param {Scale} scale @param {Ratio} before @param {Ratio} after
 */
export function change (scale, before, after) {
  if (!scale.sem) return null
  const index = (number(after) - number(before)) / (Math.SQRT2 * scale.sem)
  return { index, reliable: Math.abs(index) > RELIABLE }
}

/**
 * The standard normal distribution function, to seven places.
 *
 * Zelen and Severo's approximation: Abramowitz and Stegun (1964), Handbook of mathematical functions, 26.2.17.
 * @param {number} z
 */
export function shareBelow (z) {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series
  return z < 0 ? tail : 1 - tail
}

/**
 * A fraction as a float.
 * @param {Ratio} ratio
 */
export function number (ratio) {
  return ratio[0] / ratio[1]
}
