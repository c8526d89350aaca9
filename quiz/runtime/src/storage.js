/**
 * What a reader's device holds of one instrument: responses, with the revision they were given to. Never throws.
 *
 * Storage can be blocked, full, emptied, or hold what somebody else wrote. A record is used only if it fits the
 * table it is read for; responses to another revision are never reinterpreted.
 */

import { has } from './score.js'

/** @typedef {import('./score.js').Table} Table */
/** @typedef {import('./score.js').Responses} Responses */
/** @typedef {() => Storage} Opener  Gives the storage; reading the property alone may throw. */
/** @typedef {{state: 'none' | 'usable' | 'unusable', responses: Responses, day: string}} Kept */

const DAY = /^\d{4}-\d\d-\d\d$/

/**
 * What is kept for an instrument, and whether this table can use it.
 * @param {Opener} open @param {Table} table
 * @returns {Kept}
 */
export function readKept (open, table) {
  let text
  try {
    text = open().getItem(nameOf(table))
  } catch {
    return { state: 'none', responses: {}, day: '' }
  }
  if (text === null || text === undefined) return { state: 'none', responses: {}, day: '' }
  return parseKept(text, table) ?? { state: 'unusable', responses: {}, day: '' }
}

/**
 * Keep responses; false where the device refuses.
 * @param {Opener} open @param {Table} table @param {Responses} responses @param {string} day
 */
export function keep (open, table, responses, day) {
  const record = { instrument: table.instrument, revision: table.revision, day, responses }
  try {
    open().setItem(nameOf(table), JSON.stringify(record))
    return true
  } catch {
    return false
  }
}

/**
 * Forget what is kept for an instrument, usable or not; false where the device refuses.
 * @param {Opener} open @param {Table} table
 */
export function forget (open, table) {
  try {
    open().removeItem(nameOf(table))
    return true
  } catch {
    return false
  }
}

/** @param {Table} table */
function nameOf (table) {
  return `check:${table.instrument}`
}

/**
 * @param {string} text @param {Table} table
 * @returns {Kept | null}
 */
function parseKept (text, table) {
  let record
  try {
    record = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(record) || record.instrument !== table.instrument || record.revision !== table.revision) return null
  if (typeof record.day !== 'string' || !DAY.test(record.day) || Number.isNaN(Date.parse(record.day)) || !isRecord(record.responses)) return null
  /** @type {Responses} */
  const responses = {}
  for (const [item, response] of Object.entries(record.responses)) {
    if (!has(table.points, item)) return null
    if (response !== 'skip' && !has(table.points[item], String(response))) return null
    responses[item] = String(response)
  }
  return { state: 'usable', responses, day: record.day }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord (value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
