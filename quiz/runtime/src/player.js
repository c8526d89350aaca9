/**
 * Takes the static form of a questionnaire step by step, counts, and reveals what fits.
 *
 * The form holds the responses, the browser's history holds the place; the player derives the rest from them.
 * Every word is already in the page.
 */

import { dayInWords, fillSlot, oneDecimal, placeOnBar, placeOnMap, reveal } from './page.js'
import { has, score, suggest } from './score.js'
import { forget, keep, readKept } from './storage.js'

/** @typedef {import('./score.js').Table} Table */
/** @typedef {import('./score.js').Responses} Responses */
/** @typedef {import('./score.js').Result} Result */
/** @typedef {{name: string, item: string}} Step  A screen; `item` is '' except for the screens of items. */
/** @typedef {{instrument: string, at: number, returning: boolean}} Place  What the browser's history remembers. */

const GOVERNED = ['screen', 'part', 'scripted', 'unscripted', 'band', 'profile', 'facet', 'note', 'notice', 'lesson']
  .map((mark) => `[data-${mark}]`).join()

/** @type {import('./score.js').Ratio} */
const NO_WIDTH = [0, 1]

const device = () => window.localStorage
const tab = () => window.sessionStorage

export class Player {
  /** @param {HTMLElement} root @param {Table} table @param {HTMLFormElement} form */
  constructor (root, table, form) {
    this.root = root
    this.table = table
    this.form = form
    this.steps = stepsOf(root)
    /** What was hidden in the page as built, to leave it so. */
    this.asBuilt = this.all(GOVERNED).map((part) => ({ part, hidden: part.hidden }))
    this.at = 0
    /** Whether Continue leads back to the review instead of on. */
    this.returning = false
    /** @type {number | null} When the first question was shown, if nothing had been answered before. */
    this.began = null
    /** @type {number | null} Seconds from there to the first review. */
    this.seconds = null
  }

  /** Take over: from here on one screen at a time. */
  start () {
    for (const part of this.all('[data-scripted]')) part.hidden = false
    for (const part of this.all('[data-unscripted]')) part.hidden = true
    for (const button of this.form.querySelectorAll('button')) button.disabled = false
    this.root.addEventListener('click', this)
    this.form.addEventListener('submit', this)
    window.addEventListener('popstate', this)
    window.addEventListener('pagehide', this)
    this.resume(history.state?.check)
  }

  /** Give the page back as it was built: whole. */
  stop () {
    this.root.removeEventListener('click', this)
    this.form.removeEventListener('submit', this)
    window.removeEventListener('popstate', this)
    window.removeEventListener('pagehide', this)
    for (const { part, hidden } of this.asBuilt) part.hidden = hidden
    delete this.root.dataset.at
  }

  /** @param {Event} event */
  handleEvent (event) {
    switch (event.type) {
      case 'click': return this.press(/** @type {Element} */ (event.target).closest('[data-do]'))
      case 'submit': return this.submit(event)
      case 'popstate': return this.travel(/** @type {PopStateEvent} */ (event).state?.check)
      case 'pagehide': return this.save()
    }
  }

  /** @param {Element | null} button */
  press (button) {
    switch (button?.getAttribute('data-do')) {
      case 'begin': return this.begin()
      case 'back': return history.back()
      case 'change': return this.goTo(this.stepOf(button?.closest('[data-item]')?.getAttribute('data-item')), true)
      case 'change-responses': return this.goTo(this.stepNamed('review'))
      case 'go-to-missing': return this.goToMissing(button?.closest('[data-subscale]')?.getAttribute('data-subscale'))
      case 'show-kept': return this.showKept()
      case 'print': return window.print()
      case 'keep': return this.keep()
      case 'erase': return this.erase()
      case 'again': return this.again()
    }
  }

  // Moving ------------------------------------------------------------------------------------------------------

  begin () {
    const given = this.responses()
    if (Object.keys(given).length === 0) this.began = performance.now()
    const open = this.steps.findIndex(({ item }) => item !== '' && !has(given, item))
    this.goTo(open === -1 ? this.stepNamed('review') : open)
  }

  /** @param {Event} event */
  submit (event) {
    event.preventDefault()
    this.goTo(this.returning ? this.stepNamed('review') : this.at + 1)
  }

  /** @param {string | null | undefined} subscale */
  goToMissing (subscale) {
    this.goTo(this.stepOf(this.result().scores[subscale ?? '']?.missing[0]), true)
  }

  /** @param {number} at @param {boolean} returning */
  goTo (at, returning = false) {
    this.save()
    history.pushState(this.state(at, returning), '')
    this.arrive(at, returning)
  }

  /**
   * Follow the browser's Back and Forward.
   * @param {Place | undefined} place
   */
  travel (place) {
    if (place?.instrument !== this.table.instrument) return
    this.save()
    this.arrive(place.at, place.returning)
  }

  /**
   * After a reload: the step that was open, but never past the gate, whose response is not kept.
   * @param {Place | undefined} place
   */
  resume (place) {
    const left = readKept(tab, this.table)
    if (left.state === 'usable') this.fill(left.responses)
    if (left.state === 'usable' && place?.instrument === this.table.instrument) {
      return this.show(Math.min(place.at, this.beforeResult()), place.returning)
    }
    history.replaceState(this.state(0, false), '')
    this.show(0)
  }

  /** @param {number} at @param {boolean} returning */
  state (at, returning) {
    return { ...history.state, check: { instrument: this.table.instrument, at, returning } }
  }

  /** @param {number} at @param {boolean} returning */
  arrive (at, returning) {
    reveal(this.root, 'notice', [])
    this.show(at, returning)
    this.root.scrollIntoView({ behavior: 'instant' })
    const here = this.all('[data-screen] [tabindex="-1"]').find((target) => target.closest('[data-screen]:not([hidden])'))
    const target = here ?? this.root.querySelector('h1')
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
  }

  /** @param {string | null | undefined} item */
  stepOf (item) {
    return Math.max(0, this.steps.findIndex((step) => step.item === item))
  }

  /** @param {string} name */
  stepNamed (name) {
    return this.steps.findIndex((step) => step.name === name)
  }

  beforeResult () {
    return this.stepNamed('result') - 1
  }

  // Showing -----------------------------------------------------------------------------------------------------

  /** @param {number} at @param {boolean} returning */
  show (at, returning = false) {
    this.at = Math.min(Math.max(Number(at) || 0, 0), this.steps.length - 1)
    this.returning = returning === true
    const { name, item } = this.steps[this.at]
    this.root.dataset.at = name
    for (const screen of this.all('[data-screen]')) {
      screen.hidden = screen.dataset.screen !== name || (screen.dataset.item ?? '') !== item
    }
    const last = this.at === this.beforeResult()
    this.hide('actions', name === 'start' || name === 'result')
    this.hide('continue', last)
    this.hide('show-result', !last)
    if (name === 'start') this.showStart()
    if (name === 'review') this.timed()
    if (name === 'review' || name === 'result') this.showResponses()
    if (name === 'result') this.showResult()
  }

  showStart () {
    const kept = readKept(device, this.table)
    this.hide('kept', kept.state !== 'usable')
    this.hide('unusable', kept.state !== 'unusable')
    this.hide('begun', kept.state !== 'none' || Object.keys(this.responses()).length === 0)
    if (kept.state === 'usable') fillSlot(this.root, 'day', dayInWords(kept.day))
  }

  timed () {
    if (this.began !== null && this.seconds === null) this.seconds = (performance.now() - this.began) / 1000
  }

  showResponses () {
    const none = this.root.querySelector('[data-part="unanswered"]')
    for (const row of this.all('.check-review [data-item]')) {
      const label = this.chosen(row.dataset.item ?? '')?.closest('label')?.querySelector('.check-label')
      row.classList.toggle('open', !label)
      fillSlot(row, 'response', (label ?? none)?.textContent ?? '')
    }
  }

  showResult () {
    const result = this.result()
    const about = new FormData(this.form)
    const gate = about.get('gate')?.toString() ?? null
    for (const dimension of this.table.dimensions) this.showDimension(dimension, result)
    this.showMap(result)
    reveal(this.root, 'profile', result.profile === null ? [] : [result.profile])
    this.hide('profiles', result.profile === null)
    reveal(this.root, 'facet', result.facets)
    this.hide('facets', result.facets.length === 0)
    reveal(this.root, 'note', result.notes)
    this.hide('notes', result.notes.length === 0)
    this.hide('safety', gate === null || !this.table.suggestions.safety.options.includes(gate))
    this.showLessons(suggest(this.table, result, gate, about.getAll('context').map(String)))
  }

  /** @param {import('./score.js').Subscale} dimension @param {Result} result */
  showDimension (dimension, result) {
    const one = result.scores[dimension.id]
    for (const part of this.all(`[data-subscale="${dimension.id}"]`)) {
      reveal(part, 'band', [one.band ?? 'none'])
      fillSlot(part, 'score', one.tenths === null ? '–' : oneDecimal(one.tenths))
      fillSlot(part, 'count', String(one.count))
      for (const bar of part.querySelectorAll('figure')) bar.hidden = one.position === null
      placeOnBar(part.querySelector('.bar-patch'), one.position, dimension.patch ?? NO_WIDTH)
    }
  }

  /** @param {Result} result */
  showMap (result) {
    const patch = this.root.querySelector('.map-patch')
    if (!(patch instanceof SVGElement)) return
    const ids = [patch.dataset.across ?? '', patch.dataset.up ?? '']
    const [across, up] = ids.map((id) => result.scores[id].position)
    const [halfAcross, halfUp] = ids.map((id) => this.table.dimensions.find((one) => one.id === id)?.patch ?? NO_WIDTH)
    this.hide('map', across === null || up === null)
    if (across !== null && up !== null) placeOnMap(patch, across, up, halfAcross, halfUp)
  }

  /** @param {string[]} lessons  In the order in which they shall stand. */
  showLessons (lessons) {
    reveal(this.root, 'lesson', lessons)
    for (const lesson of lessons) {
      const entry = this.root.querySelector(`[data-lesson="${lesson}"]`)
      if (entry) entry.parentElement?.append(entry)
    }
  }

  // What a reader asks for --------------------------------------------------------------------------------------

  showKept () {
    this.forgetTime()
    this.fill(readKept(device, this.table).responses)
    this.goTo(this.beforeResult())
  }

  keep () {
    const done = keep(device, this.table, this.responses(), today())
    reveal(this.root, 'notice', [done ? 'kept' : 'not-kept'])
  }

  erase () {
    forget(device, this.table)
    this.again()
    reveal(this.root, 'notice', ['erased'])
  }

  again () {
    this.forgetTime()
    this.form.reset()
    this.goTo(0)
  }

  forgetTime () {
    this.began = null
    this.seconds = null
  }

  // Responses ---------------------------------------------------------------------------------------------------

  /** @returns {Responses} */
  responses () {
    /** @type {Responses} */
    const given = {}
    for (const item of Object.keys(this.table.points)) {
      const chosen = this.chosen(item)
      if (chosen) given[item] = chosen.value
    }
    return given
  }

  /** @param {string} item @returns {HTMLInputElement | null} */
  chosen (item) {
    return this.form.querySelector(`input[name="item-${item}"]:checked`)
  }

  /** @param {Responses} responses */
  fill (responses) {
    this.form.reset()
    for (const [item, response] of Object.entries(responses)) {
      const input = this.form.querySelector(`input[name="item-${item}"][value="${response}"]`)
      if (input instanceof HTMLInputElement) input.checked = true
    }
  }

  /**
   * Hold the responses for this tab, so that a reload loses nothing; they go when the tab is closed, and when the
   * reader leaves fast, which blanks the page first.
   */
  save () {
    const given = this.responses()
    const left = document.documentElement.hidden
    if (Object.keys(given).length > 0 && !left) keep(tab, this.table, given, today())
    else forget(tab, this.table)
  }

  result () {
    return score(this.table, this.responses(), this.seconds)
  }

  // Parts -------------------------------------------------------------------------------------------------------

  /** @param {string} selector @returns {HTMLElement[]} */
  all (selector) {
    return [...this.root.querySelectorAll(selector)].filter((part) => part instanceof HTMLElement)
  }

  /** @param {string} name @param {boolean} hidden */
  hide (name, hidden) {
    for (const part of this.all(`[data-part="${name}"]`)) part.hidden = hidden
  }
}

/**
 * The screens in the order of the page; several sections may share one.
 * @param {HTMLElement} root
 * @returns {Step[]}
 */
function stepsOf (root) {
  /** @type {Map<string, Step>} */
  const steps = new Map()
  for (const screen of root.querySelectorAll('[data-screen]')) {
    const name = screen.getAttribute('data-screen') ?? ''
    const item = screen.getAttribute('data-item') ?? ''
    const key = `${name} ${item}`
    if (!steps.has(key)) steps.set(key, { name, item })
  }
  return [...steps.values()]
}

function today () {
  return new Date().toISOString().slice(0, 10)
}
