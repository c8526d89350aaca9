/**
 * Responses to scores, bands, profile and notes. Twin of generator/mkdocs_securebase/scoring/score.py; quiz/vectors holds for both.
 *
 * Both only look up, add, multiply and compare whole numbers. To change one, add a vector first, then change both.
 */

/** @typedef {[number, number]} Ratio  An exact fraction: numerator and positive denominator. */
/** @typedef {Record<string, Record<string, number>>} Points  Item to response to points. */
/** @typedef {{start: Ratio, edge: 'at' | 'above'}} Line */
/** @typedef {Line & {id: string, group: string}} Band */
/** @typedef {{id: string, rows?: [number, number, number | null][], mean?: number, sd?: number}} Norm */
/**
 * @typedef {object} Scale  What is left out has the default of generator/mkdocs_securebase/scoring/table.py.
 * @property {string} id
 * @property {number} needs
 * @property {Ratio} lowest
 * @property {Ratio} highest
 * @property {'none' | 'half-up' | 'up'} [rounding]
 * @property {Ratio} [times]
 * @property {Ratio} [plus]
 * @property {Band[]} [bands]
 * @property {Ratio | null} [near]
 * @property {number | null} [sem]
 * @property {Norm[]} [norms]
 */
/**
 * @typedef {Scale & {items: string[], rule?: 'mean' | 'sum' | 'max', fill?: 'answered' | 'prorate',
 *   points?: Points | null, patch?: Ratio, of?: string, sides?: [string[], string[]]}} Subscale
 */
/** @typedef {Scale & {parts: string[], weights: Ratio[], rule?: 'sum' | 'mean', constant?: Ratio}} Derived */
/**
 * @typedef {{id: string, when?: Record<string, string[]>, weights?: Record<string, number>, constant?: number}} Profile
 */
/** @typedef {[Ratio, string, string]} Place  A line, with what lies below and above it. */
/** @typedef {Record<string, string[]>} Tally  Items to count, each with the responses that count. */
/**
 * @typedef {{of?: string, id: string, counts?: {tally: number, least?: number, most?: number | null}[],
 *   scores?: Bound[], off?: {score: string, by: Ratio, lines: Place[]}[], gate?: string[]}} Text
 */
/** @typedef {{score: string, least?: Ratio | null, most?: Ratio | null}} Bound */
/** @typedef {{of: string, strong: string[], near: [string, string, string][], unfit: boolean}} Caution */
/** @typedef {{bands: Record<string, string>, profile: string | null, facets: string[], cautions: Caution[]}} Told */
/**
 * @typedef {object} Suggestions
 * @property {number} most
 * @property {{options: string[], lessons: string[], without: string[], items?: Record<string, string[]>,
 *   bands?: Record<string, string[]>}} safety
 * @property {Record<string, string[]>} contexts
 * @property {Record<string, string[]>} facets
 * @property {Record<string, string[]>} profiles
 * @property {string[]} few
 */
/**
 * @typedef {object} Table  Compiled by generator/mkdocs_securebase/scoring/compile.py; keying is already in the points.
 * @property {string} instrument
 * @property {string} revision
 * @property {Points} points
 * @property {Subscale[]} dimensions
 * @property {Subscale[]} facets
 * @property {Subscale[]} [subscales]
 * @property {Derived[]} [derived]
 * @property {Record<string, Line>} [cuts]
 * @property {Record<string, {by: string, on: string[], points?: number | null}>} [asked]
 * @property {Tally[]} [tallies]
 * @property {Text[]} [texts]
 * @property {Profile[]} profiles
 * @property {{lead: Ratio, contradiction: Ratio, same: number, seconds: number, among?: string[]}} rules
 * @property {Suggestions} suggestions
 */
/** @typedef {Record<string, string | number>} Responses  Item to response; an item that is not here is unanswered. */
/**
 * @typedef {object} Score
 * @property {number} sum
 * @property {number} count
 * @property {number} total
 * @property {string[]} missing
 * @property {Ratio | null} value
 * @property {string | null} band
 * @property {string | null} group
 * @property {[string, string] | null} near
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
 * @property {boolean} safety
 */

/**
 * The result of one set of responses, given in `seconds` if that is known.
 * @param {Table} table @param {Responses} responses @param {number | null} seconds
 * @returns {Result}
 */
export function score (table, responses, seconds = null) {
  const items = Object.keys(table.points)
  const answered = items.filter((item) => isAnswered(table, item, responses))
  /** @type {Record<string, Score>} */
  const scores = {}
  for (const subscale of [...table.dimensions, ...table.facets, ...(table.subscales ?? [])]) {
    scores[subscale.id] = scoreSubscale(table, subscale, responses)
  }
  for (const derived of table.derived ?? []) scores[derived.id] = scoreDerived(derived, scores)
  return {
    revision: table.revision,
    answered: answered.length,
    skipped: items.filter((item) => responses[item] === 'skip').length,
    scores,
    profile: profileOf(table, scores),
    facets: facetsThatStandOut(table, scores, responses),
    notes: answerNotes(table, answered, responses, seconds),
    safety: safetyFirst(table, scores, responses)
  }
}

/**
 * Sum and count of the answered items; the score where enough are answered.
 * @param {Table} table @param {Subscale} subscale @param {Responses} responses
 * @returns {Score}
 */
export function scoreSubscale (table, subscale, responses) {
  const points = []
  const missing = []
  for (const item of subscale.items) {
    const one = pointsOf(table, item, responses, subscale.points)
    if (one === null) missing.push(item)
    else points.push(one)
  }
  const raw = points.length >= subscale.needs ? rawOf(subscale, points) : null
  return scored(subscale, raw, sum(points), points.length, missing)
}

/**
 * The weighted parts added, or their mean, where enough parts have a score.
 * @param {Derived} derived @param {Record<string, Score>} scores
 * @returns {Score}
 */
export function scoreDerived (derived, scores) {
  let total = derived.constant ?? NOTHING
  let count = 0
  const missing = []
  for (const [at, part] of derived.parts.entries()) {
    const value = scores[part].value
    if (value === null) {
      missing.push(part)
    } else {
      total = add(total, times(derived.weights[at], value))
      count += 1
    }
  }
  const raw = count < derived.needs ? null : derived.rule === 'mean' ? times(total, [1, count]) : total
  return scored(derived, raw, 0, count, missing)
}

/**
 * The score of the answered items before rounding and transform.
 * @param {Subscale} subscale @param {number[]} points
 * @returns {Ratio}
 */
export function rawOf (subscale, points) {
  if (subscale.rule === 'max') return [Math.max(...points), 1]
  if (subscale.rule !== 'sum') return [sum(points), points.length]
  if (subscale.fill === 'prorate') return [sum(points) * subscale.items.length, points.length]
  return [sum(points), 1]
}

/**
 * A raw score rounded and transformed, with its band and its place; all of them null where there is no raw score.
 * @param {Scale} scale @param {Ratio | null} raw @param {number} total @param {number} count @param {string[]} missing
 * @returns {Score}
 */
export function scored (scale, raw, total, count, missing) {
  const given = { sum: total, count, total: count + missing.length, missing }
  if (raw === null) return { ...given, value: null, band: null, group: null, near: null, position: null, tenths: null }
  const value = valueOf(scale, raw)
  const band = bandOf(scale.bands ?? [], value)
  return {
    ...given,
    value,
    band: band ? band.id : null,
    group: band ? band.group : null,
    near: nearLine(scale, value),
    position: positionOf(scale, value),
    tenths: tenthsOf(value)
  }
}

/**
 * A raw score rounded, then transformed.
 * @param {Scale} scale @param {Ratio} raw
 */
export function valueOf (scale, raw) {
  return add(times(scale.times ?? ONE, rounded(raw, scale.rounding)), scale.plus ?? NOTHING)
}

/**
 * The last band whose start the score has reached.
 * @param {Band[]} bands @param {Ratio} value
 * @returns {Band | null}
 */
export function bandOf (bands, value) {
  let found = null
  for (const band of bands) if (reached(band, value)) found = band
  return found
}

/**
 * The bands on both sides of the nearest line, where it is near; the lower line if two are equally near.
 * @param {Scale} scale @param {Ratio} value
 * @returns {[string, string] | null}
 */
export function nearLine (scale, value) {
  const { near = null, bands = [] } = scale
  if (near === null) return null
  return nearestLine(bands.slice(1).map((above, at) => [above.start, bands[at].id, above.id]), near, value)
}

/**
 * What lies below and above the nearest of some lines, where it is no farther than `farthest`.
 * @param {Place[]} lines @param {Ratio} farthest @param {Ratio} value
 * @returns {[string, string] | null}
 */
export function nearestLine (lines, farthest, value) {
  /** @type {[string, string] | null} */
  let found = null
  let nearest = farthest
  for (const [start, below, above] of lines) {
    const [numerator, denominator] = minus(value, start)
    /** @type {Ratio} */
    const away = [Math.abs(numerator), denominator]
    if (compare(away, nearest) < 0 || (found === null && compare(away, nearest) === 0)) {
      found = [below, above]
      nearest = away
    }
  }
  return found
}

/**
 * The profile that covers all its scores, or whose function is largest; null where a score is missing.
 * @param {Table} table @param {Record<string, Score>} scores
 * @returns {string | null}
 */
export function profileOf (table, scores) {
  if (table.profiles.some((profile) => Object.keys(profile.weights ?? {}).length > 0)) return largest(table.profiles, scores)
  for (const profile of table.profiles) {
    const fits = Object.entries(profile.when ?? {}).every(
      ([name, groups]) => groups.includes(/** @type {string} */ (groupOf(table.cuts ?? {}, name, scores[name])))
    )
    if (fits) return profile.id
  }
  return null
}

/**
 * The group of a score's band; where the score is cut in two, the side it lies on.
 * @param {Record<string, Line>} cuts @param {string} name @param {Score} one
 * @returns {string | null}
 */
export function groupOf (cuts, name, one) {
  if (!has(cuts, name)) return one.group
  return one.value === null ? null : reached(cuts[name], one.value) ? 'high' : 'low'
}

/**
 * The profile whose function is largest, the first of equals; null where it needs a score that is missing.
 * @param {Profile[]} profiles @param {Record<string, Score>} scores
 * @returns {string | null}
 */
export function largest (profiles, scores) {
  let found = null
  let best = NOTHING
  for (const profile of profiles) {
    /** @type {Ratio} */
    let height = [profile.constant ?? 0, 1]
    for (const [name, weight] of Object.entries(profile.weights ?? {})) {
      const value = scores[name].value
      if (value === null) return null
      height = add(height, times([weight, 1], value))
    }
    if (found === null || compare(height, best) > 0) {
      found = profile.id
      best = height
    }
  }
  return found
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
  const mine = scores[facet.id].value
  const others = table.facets
    .filter((other) => other.of === facet.of && other.id !== facet.id)
    .map((other) => scores[other.id].value)
  if (mine === null || others.length === 0) return false
  return others.every((other) => other !== null && apart(mine, other, table.rules.lead))
}

/**
 * Whether the means of the facet's two groups of items lie too far apart, either way round.
 * @param {Table} table @param {Subscale} facet @param {Responses} responses
 */
export function contradicts (table, facet, responses) {
  const [one, two] = (facet.sides ?? [[], []]).map((side) => earnedBy(table, side, responses, facet.points))
  if (one.length === 0 || two.length === 0) return false
  /** @type {Ratio[]} */
  const [first, second] = [[sum(one), one.length], [sum(two), two.length]]
  const limit = table.rules.contradiction
  return apart(first, second, limit) || apart(second, first, limit)
}

/**
 * Notes on the pattern of the responses, in the order in which they are shown.
 * @param {Table} table @param {string[]} answered @param {Responses} responses @param {number | null} seconds
 * @returns {string[]}
 */
export function answerNotes (table, answered, responses, seconds) {
  const { same, among = answered } = table.rules
  const given = answered.filter((item) => among.includes(item)).map((item) => String(responses[item]))
  const notes = []
  if (same && given.length >= same && new Set(given).size === 1) notes.push('same-throughout')
  if (given.length > 0 && seconds !== null && seconds >= 0 && seconds < table.rules.seconds) notes.push('hurried')
  return notes
}

/**
 * Whether a response, or the band of a score, asks for the safety words first.
 * @param {Table} table @param {Record<string, Score>} scores @param {Responses} responses
 */
export function safetyFirst (table, scores, responses) {
  const { items = {}, bands = {} } = table.suggestions.safety
  return Object.entries(items).some(
    ([item, named]) => named.includes(String(responses[item])) && isAsked(table, item, responses)
  ) || Object.entries(bands).some(([name, named]) => named.includes(/** @type {string} */ (scores[name].band)))
}

/**
 * Whether safety comes first: a response asks for it, or the answer to the question on it does.
 * @param {Table} table @param {Result} result @param {string | null} gate
 */
export function inDanger (table, result, gate) {
  return result.safety || (gate !== null && table.suggestions.safety.options.includes(gate))
}

/**
 * The texts whose conditions hold, and a caution in place of each other one; in danger only what may be told then.
 * @param {Table} table @param {Result} result @param {Responses} responses @param {string | null} gate
 * @returns {Told}
 */
export function tell (table, result, responses, gate = null) {
  const danger = inDanger(table, result, gate)
  const { options } = table.suggestions.safety
  const after = danger && !options.includes(gate ?? '') ? options : [gate ?? '']
  const chosen = Object.entries(result.scores).map(([of, one]) => [of, one.band])
  /** @type {Told} */
  const told = { bands: {}, profile: null, facets: danger ? [] : result.facets, cautions: [] }
  for (const [of, id] of /** @type {[string, string | null][]} */ ([...chosen, ['', result.profile]])) {
    const text = (table.texts ?? []).find((one) => (one.of ?? '') === of && one.id === id)
    if (id === null || !(text?.gate ? after.every((one) => text.gate?.includes(one)) : !danger)) continue
    const caution = text ? cautionFor(table, text, result.scores, responses) : null
    if (caution) told.cautions.push(caution)
    else if (of) told.bands[of] = id
    else told.profile = id
  }
  return told
}

/**
 * What contradicts a text: responses, lines, anything else; null where all its conditions hold.
 * @param {Table} table @param {Text} text @param {Record<string, Score>} scores @param {Responses} responses
 * @returns {Caution | null}
 */
export function cautionFor (table, { of = '', counts = [], scores: bounds = [], off = [] }, scores, responses) {
  /** @type {string[]} */
  const strong = []
  /** @type {[string, string, string][]} */
  const near = []
  let unfit = bounds.some((bound) => !within(bound, scores[bound.score].value))
  for (const { tally, least = 0, most = null } of counts) {
    const found = counted(table, (table.tallies ?? [])[tally], responses)
    if (most !== null && found.length > most) strong.push(...found)
    unfit = unfit || found.length < least
  }
  for (const { score: id, by, lines } of off) {
    const { value } = scores[id]
    const line = value && nearestLine(lines, by, value)
    if (line) near.push([id, ...line])
  }
  if (!strong.length && !near.length && !unfit) return null
  return { of, strong: Object.keys(table.points).filter((item) => strong.includes(item)), near, unfit }
}

/**
 * The items of a tally whose response counts.
 * @param {Table} table @param {Tally} tally @param {Responses} responses
 */
export function counted (table, tally, responses) {
  return Object.keys(tally).filter(
    (item) => tally[item].includes(String(responses[item])) && isAsked(table, item, responses)
  )
}

/**
 * Whether a score lies between its bounds; false where there is no score.
 * @param {Bound} bound @param {Ratio | null} value
 */
export function within ({ least = null, most = null }, value) {
  return value !== null && (least === null || compare(value, least) >= 0) && (most === null || compare(value, most) <= 0)
}

/**
 * Lessons to name, nearest first: safety, then life now, then facets, then the profile.
 * @param {Table} table @param {Result} result @param {string | null} gate @param {string[]} contexts
 * @returns {string[]}
 */
export function suggest (table, result, gate = null, contexts = []) {
  const rules = table.suggestions
  const danger = inDanger(table, result, gate)
  /** @type {string[]} */
  const wanted = []
  if (danger) wanted.push(...rules.safety.lessons)
  for (const context of contexts) wanted.push(...(rules.contexts[context] ?? []))
  for (const facet of result.facets) wanted.push(...rules.facets[facet])
  wanted.push(...(result.profile === null ? rules.few : rules.profiles[result.profile]))
  const without = danger ? rules.safety.without : []
  return [...new Set(wanted)].filter((lesson) => !without.includes(lesson)).slice(0, rules.most)
}

/**
 * The points of those among `items` that earned any.
 * @param {Table} table @param {string[]} items @param {Responses} responses @param {Points | null} [own]
 * @returns {number[]}
 */
export function earnedBy (table, items, responses, own) {
  const all = []
  for (const item of items) {
    const points = pointsOf(table, item, responses, own)
    if (points !== null) all.push(points)
  }
  return all
}

/**
 * The points of one item; null where it is unanswered, skipped, or the response is not on the scale.
 * @param {Table} table @param {string} item @param {Responses} responses @param {Points | null} [own]
 * @returns {number | null}
 */
export function pointsOf (table, item, responses, own) {
  if (!isAsked(table, item, responses)) return table.asked?.[item].points ?? null
  return listed((own ?? table.points)[item], responses[item])
}

/**
 * Whether an item is asked: always, or after certain responses to another item that is itself asked.
 * @param {Table} table @param {string} item @param {Responses} responses
 * @returns {boolean}
 */
export function isAsked (table, item, responses) {
  const asked = table.asked && has(table.asked, item) ? table.asked[item] : null
  return asked === null || (asked.on.includes(String(responses[asked.by])) && isAsked(table, asked.by, responses))
}

/**
 * Whether an item is asked and has a response on its scale.
 * @param {Table} table @param {string} item @param {Responses} responses
 */
export function isAnswered (table, item, responses) {
  return listed(table.points[item], responses[item]) !== null && isAsked(table, item, responses)
}

/**
 * The points of a response; null where there is no response, or one that is not on the scale.
 * @param {Record<string, number>} points @param {string | number | undefined} response
 * @returns {number | null}
 */
function listed (points, response) {
  const earned = points[/** @type {string} */ (response)]
  return typeof earned === 'number' ? earned : null // not a number: what every object inherits, such as 'constructor'
}

/** @type {Ratio} */
const NOTHING = [0, 1]

/** @type {Ratio} */
const ONE = [1, 1]

/**
 * Whether a score has reached a line; the `edge` says whether a score on the line has.
 * @param {Line} line @param {Ratio} value
 */
export function reached (line, value) {
  const against = compare(value, line.start)
  return against > 0 || (against === 0 && line.edge === 'at')
}

/**
 * Whether the first fraction lies below (negative), on (0) or above (positive) the second.
 * @param {Ratio} one @param {Ratio} other
 */
export function compare (one, other) {
  return one[0] * other[1] - other[0] * one[1]
}

/**
 * Whether the first fraction lies above the second by at least `distance`.
 * @param {Ratio} one @param {Ratio} other @param {Ratio} distance
 */
export function apart (one, other, distance) {
  return compare(minus(one, other), distance) >= 0
}

/**
 * The sum of two fractions, in lowest terms.
 * @param {Ratio} one @param {Ratio} other
 */
export function add (one, other) {
  return lowestTerms(one[0] * other[1] + other[0] * one[1], one[1] * other[1])
}

/**
 * The difference of two fractions, in lowest terms.
 * @param {Ratio} one @param {Ratio} other
 */
export function minus (one, other) {
  return add(one, [-other[0], other[1]])
}

/**
 * The product of two fractions, in lowest terms.
 * @param {Ratio} one @param {Ratio} other
 */
export function times (one, other) {
  return lowestTerms(one[0] * other[0], one[1] * other[1])
}

/**
 * The same fraction without a common divisor.
 * @param {number} numerator @param {number} denominator
 * @returns {Ratio}
 */
export function lowestTerms (numerator, denominator) {
  let [divisor, rest] = [Math.abs(numerator), denominator]
  while (rest > 0) [divisor, rest] = [rest, divisor % rest]
  return [numerator / divisor + 0, denominator / divisor]
}

/**
 * A fraction as it is, or to a whole number: half up, or up.
 * @param {Ratio} value @param {string} [rounding]
 * @returns {Ratio}
 */
export function rounded (value, rounding) {
  if (rounding === 'half-up') return [Math.floor((2 * value[0] + value[1]) / (2 * value[1])), 1]
  return rounding === 'up' ? [Math.ceil(value[0] / value[1]) + 0, 1] : value
}

/**
 * The score's place between the lowest and the highest, as a fraction.
 * @param {Scale} scale @param {Ratio} value
 * @returns {Ratio}
 */
export function positionOf (scale, value) {
  const above = minus(value, scale.lowest)
  const width = minus(scale.highest, scale.lowest)
  return width[0] ? times(above, [width[1], width[0]]) : NOTHING
}

/**
 * Ten times the score, rounded half up: for display only, never for a decision.
 * @param {Ratio} value
 */
export function tenthsOf (value) {
  return rounded([10 * value[0], value[1]], 'half-up')[0]
}

/**
 * Whether an object has a field of its own. Object.hasOwn does the same, but older phones lack it.
 * @param {object} object @param {string} field
 */
export function has (object, field) {
  return Object.prototype.hasOwnProperty.call(object, field)
}

/** @param {number[]} numbers */
function sum (numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
