/**
 * What a browser tab or a reader's device holds of one instrument: runs, each with the revision that was asked.
 * Never throws.
 *
 * Storage can be blocked, full, emptied, or hold what somebody else wrote. A run is used only if it fits what is
 * asked now; responses to another revision are never reinterpreted, but their day and scores as told then are kept.
 */

/** @typedef {[number, number]} Ratio */
/** @typedef {Record<string, string>} Responses  Item to response; an item that is not here is unanswered. */
/** @typedef {{role: string, name: string}} About  Whom a run is about; two empty texts: nobody was named. */
/** @typedef {{shown: string, position: Ratio}} Told  A score as it was shown, and its place on its bar. */
/**
 * @typedef {object} Run
 * @property {string} day  As 2026-11-24, in the reader's own time.
 * @property {string} revision
 * @property {About} about
 * @property {Responses} responses
 * @property {Record<string, Told>} scores  Told when the run was kept; the only thing used of another revision.
 * @property {string} note
 */
/**
 * @typedef {object} Asked  What an instrument asks, as its form shows it.
 * @property {string} instrument
 * @property {string} revision
 * @property {Record<string, string[]>} items  Item to the responses it offers.
 * @property {number} nameLength  The longest name that its field takes; 0 without such a field.
 * @property {number} noteLength  The longest note, likewise.
 */
/** @typedef {() => Storage} Opener  Gives the storage; reading the property alone may throw. */
/** @typedef {{state: 'none' | 'usable' | 'refused', runs: Run[], lost: boolean}} Held  `lost`: something there cannot be used. */

const SCHEMA = 1
const DAY = /^\d{4}-\d\d-\d\d$/
const WORD = /^[a-z0-9][\w.-]{0,59}$/i
const SHOWN = /^-?\d{1,4}(\.\d{1,3})?$/

/** The key in the device's storage by which other tabs hear that runs were erased; its value is removed at once. */
export const ERASED = 'erased'

/** What the part of a link that holds answers begins with. */
export const LINK_MARK = '#answers='

/**
 * The runs that a storage holds, those before the day `since` left out.
 * @param {Opener} open @param {Asked} asked @param {string} since
 * @returns {Held}
 */
export function readRuns (open, asked, since = '') {
  let text
  try {
    text = open().getItem(nameOf(asked))
  } catch {
    return { state: 'refused', runs: [], lost: false }
  }
  if (text === null || text === undefined) return { state: 'none', runs: [], lost: false }
  const { runs, lost } = parseRuns(text, asked)
  const left = runs.filter((run) => run.day >= since)
  return { state: left.length > 0 ? 'usable' : 'none', runs: left, lost }
}

/**
 * Whether a storage holds a run of the day `since` or later, of any revision.
 * @param {Opener} open @param {string} instrument @param {string} since
 */
export function keepsRuns (open, instrument, since) {
  try {
    return JSON.parse(open().getItem(nameOf({ instrument })) ?? '').runs.some((/** @type {Run} */ run) => run.day >= since)
  } catch {
    return false
  }
}

/**
 * Hold these runs and no others; false where the storage refuses.
 * @param {Opener} open @param {Asked} asked @param {Run[]} runs
 */
export function writeRuns (open, asked, runs) {
  try {
    if (runs.length === 0) open().removeItem(nameOf(asked))
    else open().setItem(nameOf(asked), JSON.stringify({ schema: SCHEMA, instrument: asked.instrument, runs }))
    return true
  } catch {
    return false
  }
}

/**
 * Tell the other tabs that everything of this instrument is to be forgotten.
 * @param {Opener} open @param {Asked} asked
 */
export function tellErased (open, asked) {
  try {
    open().setItem(ERASED, nameOf(asked))
    open().removeItem(ERASED)
  } catch {
    // a browser that refuses this has no storage that tabs share
  }
}

/**
 * The usable runs in a text that may be anything; `lost` if anything in it had to be left out.
 * @param {string} text @param {Asked} asked
 * @returns {{runs: Run[], lost: boolean}}
 */
export function parseRuns (text, asked) {
  let record
  try {
    record = JSON.parse(text)
  } catch {
    return { runs: [], lost: true }
  }
  if (!isRecord(record) || record.schema !== SCHEMA || record.instrument !== asked.instrument || !Array.isArray(record.runs)) {
    return { runs: [], lost: true }
  }
  /** @type {Run[]} */
  const runs = []
  for (const entry of record.runs) {
    const run = parseRun(entry, asked)
    if (run) runs.push(run)
  }
  return { runs, lost: runs.length < record.runs.length }
}

/**
 * Two lists of runs as one, by day. Of two runs about the same person on the same day, the later in the lists stays.
 * @param {Run[]} older @param {Run[]} newer
 */
export function mergeRuns (older, newer) {
  const byPlace = new Map([...older, ...newer].map((run) => [`${run.day} ${keyOf(run.about)}`, run]))
  return [...byPlace.values()].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

/**
 * A text that is different for each person whom a run can be about.
 * @param {About} about
 */
export function keyOf (about) {
  return about.name === '' ? about.role : `${about.role} ${about.name}`
}

/** @param {{instrument: string}} asked */
export function nameOf (asked) {
  return `check:${asked.instrument}`
}

/** @param {Date} now */
export function dayOf (now) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

export function today () {
  return dayOf(new Date())
}

/** @param {string} day @param {number} weeks */
export function weeksBefore (day, weeks) {
  const date = new Date(`${day}T12:00:00`)
  date.setDate(date.getDate() - 7 * weeks)
  return dayOf(date)
}

/**
 * @param {unknown} entry @param {Asked} asked
 * @returns {Run | null}
 */
function parseRun (entry, asked) {
  if (!isRecord(entry) || !isDay(entry.day) || !isWord(entry.revision) || !isRecord(entry.responses)) return null
  const known = entry.revision === asked.revision
  /** @type {Responses} */
  const responses = {}
  for (const [item, response] of Object.entries(entry.responses)) {
    const text = String(response)
    if (known ? !has(asked.items, item) || !asked.items[item].includes(text) : !isWord(item) || !isWord(text)) return null
    responses[item] = text
  }
  const about = isRecord(entry.about) ? entry.about : {}
  return {
    day: entry.day,
    revision: entry.revision,
    about: { role: isWord(about.role) ? about.role : '', name: oneLine(about.name, asked.nameLength) },
    responses,
    scores: parseScores(entry.scores),
    note: oneLine(entry.note, asked.noteLength)
  }
}

/**
 * @param {unknown} entry
 * @returns {Record<string, Told>}
 */
function parseScores (entry) {
  /** @type {Record<string, Told>} */
  const scores = {}
  for (const [subscale, told] of Object.entries(isRecord(entry) ? entry : {})) {
    if (!isWord(subscale) || !isRecord(told) || typeof told.shown !== 'string' || !SHOWN.test(told.shown)) continue
    if (isRatio(told.position)) scores[subscale] = { shown: told.shown, position: [told.position[0], told.position[1]] }
  }
  return scores
}

/**
 * A short text on one line, or none.
 * @param {unknown} value @param {number} length
 */
export function oneLine (value, length) {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, length) : ''
}

/** @param {unknown} value @returns {value is string} */
function isDay (value) {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value))
}

/** @param {unknown} value @returns {value is string} */
function isWord (value) {
  return typeof value === 'string' && WORD.test(value)
}

/** @param {unknown} value @returns {value is Ratio}  A place between 0 and 1. */
function isRatio (value) {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger) && value[1] > 0 && value[0] >= 0 && value[0] <= value[1]
}

/** @param {object} object @param {string} field */
function has (object, field) {
  return Object.prototype.hasOwnProperty.call(object, field)
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord (value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
