/** Runs as files and as part of a link, and back. What comes in may be anything and is checked as storage is. */

import { keyOf, LINK_MARK, parseRuns } from './runs.js'

/** @typedef {import('./runs.js').Run} Run */
/** @typedef {import('./runs.js').Asked} Asked */
/** @typedef {{runs: Run[], why: 'read-in' | 'read-older' | 'read-foreign' | 'read-useless'}} Read */

/** Columns before those of the items; the dot keeps them apart from items, whose names begin with none. */
const ASIDE = ['.instrument', '.revision', '.day', '.about', '.note']
/** How a cell begins that a spreadsheet would run as a formula, or that was kept from it. */
const RUNS = /^'*[=+\-@\t\r\n＝＋－＠]/
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'

/** @param {Asked} asked @param {Run[]} runs */
export function toJson ({ instrument, revision }, runs) {
  return `${JSON.stringify({ schema: 1, instrument, revision, runs }, null, 1)}\n`
}

/**
 * A line for each run: blank where an item is unanswered, as programs that score files of responses read it.
 * @param {Asked} asked @param {Run[]} runs
 */
export function toCsv ({ instrument, items }, runs) {
  const names = Object.keys(items)
  const head = [...ASIDE, ...names]
  const rows = runs.map((run) => [
    instrument, run.revision, run.day, keyOf(run.about), run.note, ...names.map((item) => run.responses[item] ?? '')
  ])
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/**
 * One run as a FHIR R4 QuestionnaireResponse. A skipped item has an answer that says so; unanswered items are left out.
 * @param {Asked} asked @param {Run} run @param {(item: string, response?: string) => string} words  Of an item, or of a response to it.
 */
export function toFhir ({ instrument, revision, items }, run, words) {
  const item = Object.keys(items).flatMap((linkId) => {
    const response = run.responses[linkId]
    if (response === undefined) return []
    return [{ linkId, text: words(linkId), answer: [{ valueCoding: { code: response, display: words(linkId, response) } }] }]
  })
  return `${JSON.stringify({
    resourceType: 'QuestionnaireResponse',
    questionnaire: `Questionnaire/${instrument}|${revision}`,
    status: Object.keys(run.responses).length === Object.keys(items).length ? 'completed' : 'in-progress',
    authored: run.day,
    item
  }, null, 1)}\n`
}

/**
 * The runs in a file of any of the three kinds.
 * @param {string} text @param {Asked} asked
 * @returns {Read}
 */
export function fromFile (text, asked) {
  const plain = text.replace(/^\uFEFF/, '')
  if (!plain.trimStart().startsWith('{')) return readRecord(fromCsv(plain), asked)
  let record
  try {
    record = JSON.parse(plain)
  } catch {
    record = null
  }
  return readRecord(record?.resourceType === 'QuestionnaireResponse' ? fromFhir(record) : record, asked)
}

/**
 * The part of a link that carries runs: days, roles and responses, without names and notes.
 * @param {Asked} asked @param {Run[]} runs
 */
export function toFragment ({ instrument, revision, items }, runs) {
  const own = runs.filter((run) => run.revision === revision).map((run) => {
    const letters = Object.entries(items).map(([item, offered]) => DIGITS[offered.indexOf(run.responses[item])] ?? '-')
    return [run.day, run.about.role, letters.join('')].join('.')
  })
  return `${LINK_MARK}${instrument}~${revision}~${own.join('~')}`
}

/**
 * The runs in the part of an address after #; null where it holds none.
 * @param {string} hash @param {Asked} asked
 * @returns {Read | null}
 */
export function fromFragment (hash, asked) {
  if (!hash.startsWith(LINK_MARK)) return null
  const [instrument, revision, ...parts] = hash.slice(LINK_MARK.length).split('~')
  const runs = parts.map((part) => {
    const [day, role, letters = ''] = part.split('.')
    const responses = Object.entries(asked.items).flatMap(([item, offered], at) => {
      const letter = letters[at] ?? '-'
      return letter === '-' ? [] : [[item, String(offered[DIGITS.indexOf(letter)])]]
    })
    return { day, revision, about: { role, name: '' }, responses: Object.fromEntries(responses) }
  })
  return readRecord({ schema: 1, instrument, runs: revision === asked.revision ? runs : [], older: Boolean(revision) && revision !== asked.revision }, asked)
}

/**
 * @param {any} record @param {Asked} asked
 * @returns {Read}
 */
function readRecord (record, asked) {
  if (record?.schema === 1 && record.instrument && record.instrument !== asked.instrument) {
    return { runs: [], why: 'read-foreign' }
  }
  const runs = parseRuns(JSON.stringify(record ?? null), asked).runs.filter((run) => Object.keys(run.responses).length > 0)
  const older = record?.older === true || runs.some((run) => run.revision !== asked.revision)
  return { runs, why: older ? 'read-older' : runs.length > 0 ? 'read-in' : 'read-useless' }
}

/**
 * @param {string} text
 * @returns {any}
 */
function fromCsv (text) {
  const [head = [], ...rows] = rowsOf(text)
  const runs = rows.filter((row) => row.length === head.length).map((row) => {
    const cells = Object.fromEntries(head.map((name, at) => [name, row[at]]))
    const [instrument, revision, day, about = '', note] = ASIDE.map((name) => cells[name])
    const items = Object.entries(cells).filter(([item, response]) => !item.startsWith('.') && response !== '')
    const [role, ...name] = about.split(' ')
    return { instrument, day, revision, about: { role, name: name.join(' ') }, responses: Object.fromEntries(items), note: plainCell(note ?? '') }
  })
  return { schema: 1, instrument: runs[0]?.instrument, runs }
}

/** @param {any} record */
function fromFhir (record) {
  const [, instrument, revision] = /([^/|]+)\|([^|]+)$/.exec(String(record.questionnaire)) ?? []
  const responses = Object.fromEntries((Array.isArray(record.item) ? record.item : []).map((/** @type {any} */ item) => [
    item?.linkId, item?.answer?.[0]?.valueCoding?.code
  ]))
  return { schema: 1, instrument, runs: [{ day: String(record.authored).slice(0, 10), revision, responses }] }
}

/** A cell of CSV. What spreadsheets would take for a formula gets a quote in front. @param {string} text */
function cell (text) {
  const safe = RUNS.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

/** @param {string} text */
function plainCell (text) {
  return text.startsWith("'") && RUNS.test(text) ? text.slice(1) : text
}

/**
 * @param {string} text
 * @returns {string[][]}
 */
function rowsOf (text) {
  const rows = [['']]
  for (const [piece] of text.matchAll(/"(?:[^"]|"")*"|,|\r?\n|[^",\r\n]+|"/g)) {
    const row = rows[rows.length - 1]
    if (piece === ',') row.push('')
    else if (/^\r?\n$/.test(piece)) rows.push([''])
    else row[row.length - 1] += piece.length > 1 && piece.startsWith('"') ? piece.slice(1, -1).replace(/""/g, '"') : piece
  }
  return rows
}
