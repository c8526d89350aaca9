/** The form of a questionnaire, which holds the responses of one run: what is in it, what that scores, and filling it in. */

import { oneDecimal } from './page.js'
import { oneLine, today } from './runs.js'
import { isAsked, score } from './score.js'

/** @typedef {import('./score.js').Table} Table */
/** @typedef {import('./runs.js').Run} Run */
/** @typedef {import('./runs.js').Responses} Responses */
/** @typedef {import('./runs.js').About} About */
/** @typedef {import('./runs.js').Asked} Asked */

export class Sheet {
  /** @param {HTMLFormElement} form @param {Table} table */
  constructor (form, table) {
    this.form = form
    this.table = table
    this.asked = askedBy(form, table)
    /** The day of the responses in the form. */
    this.day = today()
    /** @type {number | null} When the first question was shown, if nothing had been answered before. */
    this.began = null
    /** @type {number | null} Seconds from there to the first review. */
    this.seconds = null
  }

  /** @returns {Responses} */
  responses () {
    /** @type {Responses} */
    const given = {}
    for (const chosen of this.form.querySelectorAll('input[name^="item-"]:checked')) {
      const { name, value } = /** @type {HTMLInputElement} */ (chosen)
      given[name.slice(5)] = value
    }
    return given
  }

  isEmpty () {
    return isEmpty(this.responses())
  }

  /**
   * Whether an item is asked, which can depend on the responses to others.
   * @param {string} item @param {Responses} given
   */
  asks (item, given) {
    return isAsked(this.table, item, given)
  }

  /** The words of the response to an item; none where there is no response. @param {string} item */
  wordsOf (item) {
    const chosen = this.form.querySelector(`input[name="item-${item}"]:checked`)
    return chosen?.closest('label')?.querySelector('.check-label')?.textContent ?? ''
  }

  /** The value of a field that is no item; null where nothing is chosen. @param {string} field */
  value (field) {
    return new FormData(this.form).get(field)?.toString() ?? null
  }

  /** Whom the responses are about. @returns {About} */
  about () {
    return { role: this.value('about') ?? '', name: oneLine(this.value('about-name'), this.asked.nameLength) }
  }

  /**
   * How the page names somebody: the words of the choice, and the reader's own.
   * @param {About} about
   */
  nameFor ({ role, name }) {
    const words = this.form.querySelector(`input[name="about"][value="${role}"]`)?.closest('label')?.textContent?.trim()
    return [words, name].filter(Boolean).join(', ')
  }

  /** What is in the form, as a run. @returns {Run} */
  run () {
    const responses = this.responses()
    return {
      day: this.day,
      revision: this.table.revision,
      about: this.about(),
      responses,
      scores: this.told(responses),
      note: oneLine(this.value('note'), this.asked.noteLength)
    }
  }

  /** @param {Run} run */
  fill ({ day, about, responses, note }) {
    this.form.reset()
    this.day = day
    const chosen = [['about', about.role], ...Object.entries(responses).map(([item, value]) => [`item-${item}`, value])]
    for (const [name, value] of chosen) {
      const input = this.form.querySelector(`input[name="${name}"][value="${value}"]`)
      if (input instanceof HTMLInputElement) input.checked = true
    }
    for (const [name, value] of [['about-name', about.name], ['note', note]]) {
      const place = fieldOf(this.form, name)
      if (place) place.value = value
    }
  }

  /** An empty form, for a run of today. */
  clear () {
    this.began = null
    this.seconds = null
    this.day = today()
    this.form.reset()
  }

  result () {
    return score(this.table, this.responses(), this.seconds)
  }

  /**
   * Scores as they are shown, with their places.
   * @param {Responses} responses
   * @returns {Record<string, import('./runs.js').Told>}
   */
  told (responses) {
    /** @type {Record<string, import('./runs.js').Told>} */
    const told = {}
    const { scores } = score(this.table, responses)
    for (const { id } of this.table.dimensions) {
      const { position } = scores[id]
      const shown = this.spell(id, scores[id])
      if (position && shown !== null) told[id] = { shown, position }
    }
    return told
  }

  /**
   * A score as it is shown: means to one decimal, whole sums without.
   * @param {string} id @param {import('./score.js').Score} one
   */
  spell (id, { value, tenths }) {
    if (value === null || tenths === null) return null
    const mean = [...this.table.dimensions, ...this.table.facets].some((scale) => scale.id === id && (scale.rule ?? 'mean') === 'mean')
    return value[1] === 1 && !mean ? String(value[0]) : oneDecimal(tenths)
  }
}

/** @param {object} record */
export function isEmpty (record) {
  return Object.keys(record).length === 0
}

/**
 * What the form asks, and how long the reader's own words may be.
 * @param {HTMLFormElement} form @param {Table} table
 * @returns {Asked}
 */
function askedBy (form, table) {
  /** @type {Record<string, string[]>} */
  const items = {}
  for (const input of form.querySelectorAll('input[name^="item-"]')) {
    const { name, value } = /** @type {HTMLInputElement} */ (input)
    const item = name.slice(5)
    items[item] = [...items[item] ?? [], value]
  }
  return {
    instrument: table.instrument,
    revision: table.revision,
    items,
    nameLength: fieldOf(form, 'about-name')?.maxLength ?? 0,
    noteLength: fieldOf(form, 'note')?.maxLength ?? 0
  }
}

/** A field to type in; null where the form has none of this name. @param {HTMLFormElement} form @param {string} name */
function fieldOf (form, name) {
  return /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name))
}
