/**
 * Responses to scores, bands, profile and notes. Twin of generator/scoring/score.py; both obey quiz/vectors.
 *
 * Both only look up, add and compare whole numbers. Change one, change the other, add the vector first.
 */

/** @typedef {[number, number]} Ratio  An exact fraction: numerator and positive denominator. */
/** @typedef {{id: string, start: Ratio, edge: 'at' | 'above', group: string}} Band */
/**
 * @typedef {object} Subscale  A dimension (with bands and patch) or a facet (with of and sides).
 * @property {string} id
 * @property {string[]} items
 * @property {number} needs
 * @property {Ratio} lowest
 * @property {Ratio} highest
 * @property {Ratio} [patch]
 * @property {Band[]} [bands]
 * @property {string} [of]
 * @property {[string[], string[]]} [sides]
 */
/**
 * @typedef {object} Suggestions
 * @property {number} most
 * @property {{options: string[], lessons: string[], without: string[]}} safety
 * @property {Record<string, string[]>} contexts
 * @property {Record<string, string[]>} facets
 * @property {Record<string, string[]>} profiles
 * @property {string[]} few
 */
/**
 * @typedef {object} Table  Compiled by generator/scoring/compile.py; keying is already in the points.
 * @property {string} instrument
 * @property {string} revision
 * @property {Record<string, Record<string, number>>} points
 * @property {Subscale[]} dimensions
 * @property {Subscale[]} facets
 * @property {{id: string, when: Record<string, string[]>}[]} profiles
 * @property {{lead: Ratio, contradiction: Ratio, same: number, seconds: number}} rules
 * @property {Suggestions} suggestions
 */
/** @typedef {Record<string, string | number>} Responses  Item to response; an item that is not here is unanswered. */
/**
 * @typedef {object} Score
 * @property {number} sum
 * @property {number} count
 * @property {number} total
 * @property {string[]} missing
 * @property {string | null} band
 * @property {string | null} group
 * @property {Ratio | null} position
 * @property {number | null} tenths
 */
/**
 * @typedef {object} Result
 * @property {string} revision
 * @property {number} answered
 * @property {number} skipped
 * @property {Record<string, Score>} scores
 * @property {string | null} profile
 * @property {string[]} facets
 * @property {string[]} notes
 */

/**
 * The result of one set of responses, given in `seconds` if that is known.
 * @param {Table} table @param {Responses} responses @param {number | null} seconds
 * @returns {Result}
 */
export function score (table, responses, seconds = null) {
  const items = Object.keys(table.points)
  /** @type {Record<string, Score>} */
  const scores = {}
  for (const subscale of [...table.dimensions, ...table.facets]) {
    scores[subscale.id] = scoreSubscale(table, subscale, responses)
  }
  return {
    revision: table.revision,
    answered: earned(table, items, responses).length,
    skipped: items.filter((item) => responses[item] === 'skip').length,
    scores,
    profile: profileOf(table, scores),
    facets: facetsThatStandOut(table, scores, responses),
    notes: answerNotes(table, responses, seconds)
  }
}

/**
 * Sum and count of the answered items; band and position where enough are answered.
 * @param {Table} table @param {Subscale} subscale @param {Responses} responses
 * @returns {Score}
 */
export function scoreSubscale (table, subscale, responses) {
  const points = earned(table, subscale.items, responses)
  const total = sum(points)
  const count = points.length
  const enough = count >= subscale.needs
  const band = enough ? bandOf(subscale.bands ?? [], total, count) : null
  return {
    sum: total,
    count,
    total: subscale.items.length,
    missing: subscale.items.filter((item) => pointsOf(table, item, responses) === null),
    band: band ? band.id : null,
    group: band ? band.group : null,
    position: enough ? positionOf(subscale, total, count) : null,
    tenths: enough ? tenthsOf(total, count) : null
  }
}

/**
 * The last band whose start the mean has reached.
 * @param {Band[]} bands @param {number} total @param {number} count
 * @returns {Band | null}
 */
export function bandOf (bands, total, count) {
  let found = null
  for (const band of bands) {
    const against = compare(total, count, band.start)
    if (against > 0 || (against === 0 && band.edge === 'at')) found = band
  }
  return found
}

/**
 * The profile that covers the groups of all dimensions; null where a dimension has no score.
 * @param {Table} table @param {Record<string, Score>} scores
 * @returns {string | null}
 */
export function profileOf (table, scores) {
  for (const profile of table.profiles) {
    const fits = Object.entries(profile.when).every(
      ([dimension, groups]) => groups.includes(/** @type {string} */ (scores[dimension].group))
    )
    if (fits) return profile.id
  }
  return null
}

/**
 * Per dimension the facet that leads all its others by enough, unless its own items contradict each other.
 * @param {Table} table @param {Record<string, Score>} scores @param {Responses} responses
 * @returns {string[]}
 */
export function facetsThatStandOut (table, scores, responses) {
  return table.facets
    .filter((facet) => leads(table, facet, scores) && !contradicts(table, facet, responses))
    .map((facet) => facet.id)
}

/**
 * Whether every other facet of the dimension has a score and lies lower by at least the lead.
 * @param {Table} table @param {Subscale} facet @param {Record<string, Score>} scores
 */
export function leads (table, facet, scores) {
  const others = table.facets.filter((other) => other.of === facet.of && other.id !== facet.id)
  const mine = scores[facet.id]
  if (others.length === 0 || mine.tenths === null) return false
  return others.every(
    (other) =>
      scores[other.id].tenths !== null &&
      apart(mine.sum, mine.count, scores[other.id].sum, scores[other.id].count, table.rules.lead)
  )
}

/**
 * Whether the means of the facet's two groups of items lie too far apart, either way round.
 * @param {Table} table @param {Subscale} facet @param {Responses} responses
 */
export function contradicts (table, facet, responses) {
  const [one, two] = (facet.sides ?? [[], []]).map((side) => earned(table, side, responses))
  if (one.length === 0 || two.length === 0) return false
  const limit = table.rules.contradiction
  return apart(sum(one), one.length, sum(two), two.length, limit) || apart(sum(two), two.length, sum(one), one.length, limit)
}

/**
 * Notes on the pattern of the responses, in the order in which they are shown.
 * @param {Table} table @param {Responses} responses @param {number | null} seconds
 * @returns {string[]}
 */
export function answerNotes (table, responses, seconds) {
  const given = Object.keys(table.points)
    .filter((item) => pointsOf(table, item, responses) !== null)
    .map((item) => String(responses[item]))
  const notes = []
  if (given.length >= table.rules.same && new Set(given).size === 1) notes.push('same-throughout')
  if (given.length > 0 && seconds !== null && seconds < table.rules.seconds) notes.push('hurried')
  return notes
}

/**
 * Lessons to name, nearest first: safety, then life now, then facets, then the profile.
 * @param {Table} table @param {Result} result @param {string | null} gate @param {string[]} contexts
 * @returns {string[]}
 */
export function suggest (table, result, gate = null, contexts = []) {
  const rules = table.suggestions
  const inDanger = gate !== null && rules.safety.options.includes(gate)
  /** @type {string[]} */
  const wanted = []
  if (inDanger) wanted.push(...rules.safety.lessons)
  for (const context of contexts) wanted.push(...(rules.contexts[context] ?? []))
  for (const facet of result.facets) wanted.push(...rules.facets[facet])
  wanted.push(...(result.profile === null ? rules.few : rules.profiles[result.profile]))
  const without = inDanger ? rules.safety.without : []
  return [...new Set(wanted)].filter((lesson) => !without.includes(lesson)).slice(0, rules.most)
}

/**
 * The points of the answered items among `items`.
 * @param {Table} table @param {string[]} items @param {Responses} responses
 * @returns {number[]}
 */
export function earned (table, items, responses) {
  const all = []
  for (const item of items) {
    const points = pointsOf(table, item, responses)
    if (points !== null) all.push(points)
  }
  return all
}

/**
 * The points of one item; null where it is unanswered, skipped, or the response is not on the scale.
 * @param {Table} table @param {string} item @param {Responses} responses
 * @returns {number | null}
 */
export function pointsOf (table, item, responses) {
  const response = has(responses, item) ? String(responses[item]) : ''
  return has(table.points[item], response) ? table.points[item][response] : null
}

/**
 * Whether total / count lies below (negative), on (0) or above (positive) a fraction.
 * @param {number} total @param {number} count @param {Ratio} ratio
 */
export function compare (total, count, ratio) {
  return total * ratio[1] - ratio[0] * count
}

/**
 * Whether the first mean lies above the second by at least `distance`.
 * @param {number} total @param {number} count @param {number} otherTotal @param {number} otherCount @param {Ratio} distance
 */
export function apart (total, count, otherTotal, otherCount, distance) {
  return (total * otherCount - otherTotal * count) * distance[1] >= distance[0] * count * otherCount
}

/**
 * The mean's place between the lowest and the highest score, as a fraction.
 * @param {Subscale} subscale @param {number} total @param {number} count
 * @returns {Ratio}
 */
export function positionOf (subscale, total, count) {
  const low = subscale.lowest
  const high = subscale.highest
  return [(total * low[1] - low[0] * count) * high[1], count * (high[0] * low[1] - low[0] * high[1])]
}

/**
 * Ten times the mean, rounded half up: for display only, never for a decision.
 * @param {number} total @param {number} count
 */
export function tenthsOf (total, count) {
  return Math.floor((20 * total + count) / (2 * count))
}

/**
 * Whether an object has a field of its own: Object.hasOwn is younger than some phones.
 * @param {object} object @param {string} field
 */
export function has (object, field) {
  return Object.prototype.hasOwnProperty.call(object, field)
}

/** @param {number[]} numbers */
function sum (numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
