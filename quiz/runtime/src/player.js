/**
 * Takes the static form of a questionnaire step by step, counts, and reveals what fits.
 *
 * The form holds the responses, the browser's history holds the place; the player derives the rest from them.
 * Every word is already in the page. After each step it says so with the event `check-shown`, for others to add to.
 */

import { showCautions } from './cautions.js'
import { dayInWords, fillSlot, hide, oneDecimal, placeOnBar, placeOnMap, reveal } from './page.js'
import { dayOf, ERASED, keyOf, LINK_MARK, mergeRuns, NAME_LENGTH, nameOf, NOTE_LENGTH, oneLine, readRuns, tellErased, weeksBefore, writeRuns } from './runs.js'
import { inDanger, isAsked, score, suggest, tell } from './score.js'

/** @typedef {import('./score.js').Table} Table */
/** @typedef {import('./score.js').Result} Result */
/** @typedef {import('./runs.js').Run} Run */
/** @typedef {import('./runs.js').Responses} Responses */
/** @typedef {import('./runs.js').Asked} Asked */
/** @typedef {{name: string, items: string[]}} Step  A screen; `items` are those on it. */
/** @typedef {{instrument: string, name: string, item: string, returning: boolean}} Place  What the browser's history remembers. */
/** @typedef {{kept: Run[], others: Run[], own: Run, said: HTMLInputElement[], name: string, item: string}} Erased  What can still come back. */

const GOVERNED = ['screen', 'part', 'scripted', 'unscripted', 'band', 'near', 'lead', 'profile', 'facet', 'note', 'notice', 'lesson', 'caution', 'came', 'because', 'strong', 'lies']
  .map((mark) => `[data-${mark}]`).join()

/** How many lessons stand first, beside one exercise. */
const TONIGHT = 2
/** For so long, in milliseconds, erasing can be undone. */
const UNDO = 10000

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
    this.asked = askedBy(form, table)
    this.weeks = Number(root.dataset.keptWeeks) || 1
    this.wide = window.matchMedia('(min-width: 48rem)')
    /** @type {Step[]} */
    this.steps = []
    this.at = 0
    /** Whether Continue leads back to the review instead of on. */
    this.returning = false
    /** The day of the responses in the form. */
    this.day = today()
    /** @type {Run[]} Runs of this tab that are not in the form. */
    this.others = []
    /** What was hidden in the page as built, to leave it so. */
    this.asBuilt = new Set(root.querySelectorAll('[hidden]'))
    /** What shows and hides, found once: a question to the page for each would hold up its opening. */
    this.screens = this.all('[data-screen]')
    /** @type {Map<string, HTMLElement[]>} */
    this.parts = new Map()
    for (const part of this.all('[data-part]')) {
      const name = part.dataset.part ?? ''
      this.parts.set(name, [...this.parts.get(name) ?? [], part])
    }
    /** @type {Erased | null} Held by this page alone, and only for a moment. */
    this.erased = null
    this.undoUntil = 0
    this.asksForRecords = false
    /** @type {number | null} When the first question was shown, if nothing had been answered before. */
    this.began = null
    /** @type {number | null} Seconds from there to the first review. */
    this.seconds = null
  }

  /** Take over: from here on one screen at a time. */
  start () {
    for (const part of this.all('[data-scripted]')) hide(part, false)
    for (const part of this.all('[data-unscripted]')) hide(part, true)
    for (const button of this.form.querySelectorAll('button')) button.disabled = false
    this.forgetExpired()
    this.listen('addEventListener')
    this.paginate()
    this.resume(history.state?.check)
  }

  /** Give the page back as it was built: whole. */
  stop () {
    this.listen('removeEventListener')
    for (const part of this.all(GOVERNED)) hide(part, this.asBuilt.has(part))
    delete this.root.dataset.at
  }

  /** @param {'addEventListener' | 'removeEventListener'} how */
  listen (how) {
    this.root[how]('click', this)
    this.form[how]('submit', this)
    this.form[how]('change', this)
    this.wide[how]('change', this)
    for (const name of ['popstate', 'pagehide', 'pageshow', 'storage', 'hashchange']) window[how](name, this)
  }

  /** @param {Event} event */
  handleEvent (event) {
    switch (event.type) {
      case 'click': return this.press(/** @type {Element} */ (event.target).closest('[data-do]'))
      case 'submit': return this.submit(event)
      case 'popstate': return this.travel(/** @type {PopStateEvent} */ (event).state?.check)
      case 'pagehide': return this.leave()
      case 'hashchange': return this.hearAddress()
      case 'change': return event.target === this.wide ? this.paginate(this.steps[this.at]) : this.answered()
      case 'pageshow': return this.comeBack(/** @type {PageTransitionEvent} */ (event).persisted)
      case 'storage': return this.hear(/** @type {StorageEvent} */ (event))
    }
  }

  /** @param {Element | null} button */
  press (button) {
    if (button?.closest('.check-along')) this.loadRecords()
    switch (button?.getAttribute('data-do')) {
      case 'begin': return this.begin()
      case 'back': return history.back()
      case 'change': return this.goTo('item', button?.closest('[data-item]')?.getAttribute('data-item') ?? '', true)
      case 'change-responses': return this.goTo('review')
      case 'go-to-missing': return this.goToMissing(button?.closest('[data-subscale]')?.getAttribute('data-subscale'))
      case 'show-kept': return this.showKept()
      case 'show-history': return this.goTo('history')
      case 'print': return window.print()
      case 'keep': return this.keep()
      case 'erase': return this.erase()
      case 'erase-now': return this.eraseNow()
      case 'undo': return this.undo()
      case 'again': return this.again()
      case 'someone-else': return this.someoneElse()
      case 'start': return this.goTo('start')
    }
  }

  // Moving ------------------------------------------------------------------------------------------------------

  begin () {
    this.loadRecords()
    if (this.day !== today() && this.isKept()) this.clear()
    this.settle()
    const given = this.responses()
    if (Object.keys(given).length === 0) this.began = performance.now()
    if (this.has('about')) return this.goTo('about')
    this.goToOpen()
  }

  /** To the first item that is not answered yet. */
  goToOpen () {
    const given = this.responses()
    const open = Object.keys(this.asked.items).find((item) => !(item in given) && isAsked(this.table, item, given))
    if (open === undefined) this.goTo('review')
    else this.goTo('item', open)
  }

  /** @param {Event} event */
  submit (event) {
    event.preventDefault()
    if (this.saysNothingChosen()) return
    if (this.returning) return this.goTo('review')
    if (this.steps[this.at].name === 'about') {
      this.settle()
      return this.goToOpen()
    }
    const given = this.responses()
    const next = this.steps.find(({ items }, at) => at > this.at && (items.length === 0 || items.some((item) => isAsked(this.table, item, given))))
    if (next) this.goTo(next.name, next.items[0])
  }

  /** Says once, on the spot, that nothing on this page is answered; the second time it may stay so. */
  saysNothingChosen () {
    const { items } = this.steps[this.at]
    const given = this.responses()
    const asked = items.filter((item) => isAsked(this.table, item, given))
    if (asked.length === 0 || asked.some((item) => item in given)) return false
    const [words] = this.parts.get('nothing-chosen') ?? []
    if (!words?.hidden) return false
    hide(words, false)
    return true
  }

  /** @param {string | null | undefined} subscale */
  goToMissing (subscale) {
    this.goTo('item', this.result().scores[subscale ?? '']?.missing[0], true)
  }

  /** @param {string} name @param {string} [item] @param {boolean} [returning] */
  goTo (name, item = '', returning = false) {
    this.save()
    this.tellStart()
    const place = { instrument: this.table.instrument, name, item, returning }
    history.pushState({ ...history.state, check: place }, '')
    this.arrive(place)
  }

  /** Where the reader began, for the way back. Not while the page opens, which it would hold up. */
  tellStart () {
    if (!history.state?.check) this.replacePlace()
  }

  replacePlace () {
    history.replaceState({ ...history.state, check: { instrument: this.table.instrument, name: 'start', item: '', returning: false } }, '')
  }

  /**
   * Follow the browser's Back and Forward.
   * @param {Place | undefined} place
   */
  travel (place) {
    if (place?.instrument !== this.table.instrument) return
    this.save()
    this.arrive(place)
  }

  /**
   * After a reload: the step that was open, but never past the gate, whose response is not kept. Where the statements
   * have changed meanwhile, the start, which says so.
   * @param {Place | undefined} place
   */
  resume (place) {
    const left = readRuns(tab, this.asked)
    this.others = left.runs
    const last = this.others.pop()
    const fits = last?.revision === this.table.revision
    if (last && fits) this.fill(last)
    else if (last && Object.keys(last.scores).length > 0) this.others.push(last)
    this.hide('no-tab', left.state !== 'refused')
    if (left.runs.length > 0 || this.kept().state === 'usable') this.loadRecords()
    this.hearAddress()
    if (fits && place?.instrument === this.table.instrument) {
      return this.show(place.name === 'history' ? this.stepOf(place) : Math.min(this.stepOf(place), this.beforeResult()), place.returning)
    }
    if (place) this.replacePlace()
    else window.requestIdleCallback?.(() => this.tellStart())
    this.show(0)
    if (last && !fits && Object.keys(last.responses).length > 0) reveal(this.root, 'notice', ['revised'])
  }

  /** A response may ask for others on the same page, or make them needless. */
  answered () {
    this.hide('nothing-chosen', true)
    if (this.table.asked && this.steps[this.at].items.length > 1) this.show(this.at, this.returning)
  }

  /** @param {Place} place */
  arrive (place) {
    this.eraseNow()
    reveal(this.root, 'notice', [])
    this.show(this.stepOf(place), place.returning)
    this.root.scrollIntoView({ behavior: 'instant' })
    const one = place.returning ? this.root.querySelector(`fieldset[data-item="${place.item}"] legend`) : null
    const here = this.all('[data-screen] [tabindex="-1"], [data-screen][tabindex="-1"]').find((target) => target.getClientRects().length > 0)
    const target = one ?? here ?? this.root.querySelector('h1')
    if (target instanceof HTMLElement) target.focus({ preventScroll: one === null })
  }

  /**
   * The steps for a window of this width; pages of items never run across two sections.
   * @param {Step} [here]  Where the reader is, to stay there.
   */
  paginate (here) {
    const size = Number(this.wide.matches ? this.form.dataset.wide : this.form.dataset.phone) || 1
    this.steps = stepsOf(this.screens, size)
    if (here) this.show(this.stepOf({ name: here.name, item: here.items[0] }), this.returning)
  }

  /** @param {{name: string, item: string}} place */
  stepOf ({ name, item }) {
    return Math.max(0, this.steps.findIndex((step) => step.name === name && (name !== 'item' || step.items.includes(item))))
  }

  beforeResult () {
    return this.stepOf({ name: 'result', item: '' }) - 1
  }

  /** @param {string} name */
  has (name) {
    return this.steps.some((step) => step.name === name)
  }

  // Showing -----------------------------------------------------------------------------------------------------

  /** @param {number} at @param {boolean} returning */
  show (at, returning = false) {
    this.at = Math.min(Math.max(at, 0), this.steps.length - 1)
    this.returning = returning === true
    const { name, items } = this.steps[this.at]
    this.root.dataset.at = name
    const given = this.responses()
    for (const screen of this.screens) {
      const { screen: names = '', item, heads } = screen.dataset
      const here = (!item || (items.includes(item) && isAsked(this.table, item, given))) && (!heads || items.includes(heads))
      hide(screen, !here || !names.split(' ').includes(name))
    }
    if (name === 'item') this.hide('page', items.length < 2)
    if (items.length > 1) this.number(items)
    this.hide('nothing-chosen', true)
    const last = this.at === this.beforeResult()
    this.hide('actions', ['start', 'result', 'history'].includes(name))
    this.hide('on-result', name !== 'result')
    this.hide('on-history', name !== 'history')
    this.hide('continue', last)
    this.hide('show-result', !last)
    if (name === 'start') this.showStart()
    if (name === 'review') this.timed()
    if (name === 'review' || name === 'result') this.showResponses()
    if (name === 'result') this.showResult()
    if (name === 'history') this.showKeeping(this.runs().every((run) => this.isKept(run)), '.check-history')
    this.root.dispatchEvent(new CustomEvent('check-shown'))
  }

  /** @param {string[]} items */
  number (items) {
    const all = Object.keys(this.asked.items)
    fillSlot(this.root, 'from', String(all.indexOf(items[0]) + 1))
    fillSlot(this.root, 'to', String(all.indexOf(items[items.length - 1]) + 1))
  }

  showStart () {
    const { state, runs, lost } = this.kept()
    const last = this.latest(runs)
    this.hide('kept', state !== 'usable')
    this.hide('kept-latest', !last)
    this.hide('unusable', !lost)
    this.hide('begun', state === 'usable' || lost || Object.keys(this.responses()).length === 0)
    if (last) fillSlot(this.root, 'day', this.dayInWords(last.day))
  }

  timed () {
    if (this.began !== null && this.seconds === null) this.seconds = (performance.now() - this.began) / 1000
  }

  showResponses () {
    const none = this.root.querySelector('[data-part="unanswered"]')
    const given = this.responses()
    for (const row of this.all('.check-review [data-item]')) {
      const label = this.labelOf(row.dataset.item ?? '')
      row.classList.toggle('open', !label)
      row.hidden = !isAsked(this.table, row.dataset.item ?? '', given)
      fillSlot(row, 'response', label || (none?.textContent ?? ''))
    }
  }

  showResult () {
    const result = this.result()
    const said = new FormData(this.form)
    const gate = said.get('gate')?.toString() ?? null
    const danger = inDanger(this.table, result, gate)
    const told = tell(this.table, result, this.responses(), gate)
    const lead = result.profile ?? 'none'
    for (const one of Object.keys(result.scores)) this.showScore(one, result, told)
    this.showMap(result)
    reveal(this.root, 'lead', [lead])
    this.hide('more-to-it', told.cautions.length === 0)
    reveal(this.root, 'profile', told.profile === null ? [] : [told.profile])
    this.hide('profiles', told.profile === null && !told.cautions.some(({ of }) => !of))
    reveal(this.root, 'facet', told.facets)
    this.hide('facets', told.facets.length === 0)
    showCautions(this.root, told, result.scores, (item) => this.labelOf(item))
    reveal(this.root, 'note', result.notes)
    this.hide('notes', result.notes.length === 0)
    this.hide('safety', !danger)
    this.hide('at-peace', danger)
    this.hide('told', danger && told.profile === null && Object.keys(told.bands).length === 0)
    if (danger) this.showTonight(this.table.suggestions.safety.lessons, null)
    else this.showTonight(suggest(this.table, result, gate, said.getAll('context').map(String)), lead)
    const about = this.about()
    this.hide('about', keyOf(about) === '')
    fillSlot(this.root, 'about', this.nameFor(about))
    this.showKeeping(this.isKept(), '.check-tonight')
    this.hide('to-keep', false)
    // Whoever fears a person is told to keep nothing on a device that this person can open.
    if (danger) this.hide('keep', true)
  }

  /**
   * The one place for keeping: after what may help tonight, or after the line over time.
   * @param {boolean} kept  Whether there is nothing on the screen that the device does not keep. @param {string} place
   */
  showKeeping (kept, place) {
    const [part] = this.parts.get('to-keep') ?? []
    const before = this.root.querySelector(place)
    if (part && before?.nextElementSibling !== part) before?.after(part)
    this.hide('to-keep', kept)
    this.hide('keep', kept)
    this.hide('is-kept', !kept)
  }

  /**
   * The table of numbers names the band; its text is told only where it holds.
   * @param {string} id @param {Result} result @param {import('./score.js').Told} told
   */
  showScore (id, result, told) {
    const one = result.scores[id]
    for (const part of this.all(`[data-subscale="${id}"]`)) {
      const band = part.localName === 'tr' ? one.band : told.bands[id]
      reveal(part, 'band', [one.value === null ? 'none' : band ?? ''])
      reveal(part, 'near', [one.near ? one.near.join(' ') : ''])
      fillSlot(part, 'score', this.spell(id, one) ?? '–')
      fillSlot(part, 'count', String(one.count))
      for (const bar of part.querySelectorAll('figure')) bar.hidden = one.position === null
      placeOnBar(part.querySelector('.bar-patch'), one.position, this.patchOf(id))
    }
  }

  /** @param {Result} result */
  showMap (result) {
    const person = this.root.querySelector('.map-person:not(.other)')
    if (!(person instanceof SVGElement)) return
    const ids = [person.dataset.across ?? '', person.dataset.up ?? '']
    const [across, up] = ids.map((id) => result.scores[id].position)
    this.hide('map', across === null || up === null)
    if (across && up) placeOnMap(person, across, up, this.patchOf(ids[0]), this.patchOf(ids[1]))
  }

  /** @param {string} id  Of a dimension. */
  patchOf (id) {
    return this.table.dimensions.find((one) => one.id === id)?.patch ?? NO_WIDTH
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

  /**
   * Two lessons and an exercise first; what else is suggested stands further down.
   * @param {string[]} lessons  In the order in which they shall stand. @param {string | null} after  The result whose exercise fits; null: none does.
   */
  showTonight (lessons, after) {
    reveal(this.root, 'lesson', lessons)
    const first = this.root.querySelector('.check-tonight ol')
    const later = this.root.querySelector('.check-lessons ol')
    for (const [at, lesson] of lessons.entries()) {
      const entry = this.root.querySelector(`[data-lesson="${lesson}"]`)
      if (entry) (at < TONIGHT ? first : later)?.append(entry)
    }
    for (const step of this.all('[data-after]')) {
      hide(step, !step.dataset.after?.split(' ').includes(after ?? ''))
      first?.append(step)
    }
    this.hide('later', lessons.length <= TONIGHT)
  }

  // Whom it is about --------------------------------------------------------------------------------------------

  /** @returns {import('./runs.js').About} */
  about () {
    const said = new FormData(this.form)
    return { role: said.get('about')?.toString() ?? '', name: oneLine(said.get('about-name'), NAME_LENGTH) }
  }

  /**
   * How the page names somebody: the words of the choice, and the reader's own.
   * @param {import('./runs.js').About} about
   */
  nameFor ({ role, name }) {
    const words = this.root.querySelector(`input[name="about"][value="${role}"]`)?.closest('label')?.textContent?.trim()
    return [words, name].filter(Boolean).join(', ')
  }

  /** Responses that this tab already holds about the person who was chosen come back; else those in the form count. */
  settle () {
    const key = keyOf(this.about())
    const same = this.others.findIndex((run) => run.day === this.day && keyOf(run.about) === key)
    if (same === -1) return
    const [run] = this.others.splice(same, 1)
    if (Object.keys(this.responses()).length === 0 && run.revision === this.table.revision) this.fill(run)
  }

  someoneElse () {
    this.save()
    if (Object.keys(this.responses()).length > 0) this.others.push(this.run())
    this.clear()
    this.goTo('about')
  }

  // What a reader asks for --------------------------------------------------------------------------------------

  showKept () {
    const last = this.latest(this.kept().runs)
    if (last) this.open(last)
  }

  /**
   * Show a run that was given before; the question on safety comes first.
   * @param {Run} run
   */
  open (run) {
    this.clear()
    this.others = this.others.filter((other) => other !== run)
    this.fill(run)
    this.goTo(this.steps[this.beforeResult()].name)
  }

  keep () {
    const done = writeRuns(device, this.asked, mergeRuns(this.kept().runs, this.runs()))
    this.refresh()
    reveal(this.root, 'notice', [done ? 'kept' : 'not-kept'])
  }

  /** Everything goes at once, from all tabs and the device; this page alone remembers it as long as it can be undone. */
  erase () {
    const { name, items } = this.steps[this.at]
    const said = [...this.form.querySelectorAll('input:checked')].map((input) => /** @type {HTMLInputElement} */ (input))
    /** @type {Erased} */
    const erased = { kept: this.kept().runs, others: this.others, own: this.run(), said, name, item: items[0] ?? '' }
    writeRuns(device, this.asked, [])
    tellErased(device, this.asked)
    this.forget()
    this.erased = erased
    this.undoUntil = Date.now() + UNDO
    this.hide('undo', false)
    reveal(this.root, 'notice', ['erased'])
    this.parts.get('undo')?.[0].focus()
    setTimeout(() => { if (Date.now() >= this.undoUntil) this.eraseNow() }, UNDO)
  }

  /** The moment is over: by its time, by a second tap, or because the reader moves on. */
  eraseNow () {
    if (!this.erased) return
    this.erased = null
    const [undo] = this.parts.get('undo') ?? []
    const left = undo?.contains(document.activeElement)
    this.hide('undo', true)
    if (left) this.root.querySelector('h1')?.focus()
  }

  undo () {
    if (!this.erased) return
    const { kept, others, own, said, name, item } = this.erased
    this.erased = null
    this.hide('undo', true)
    if (kept.length > 0) writeRuns(device, this.asked, mergeRuns(kept, this.kept().runs))
    this.others = others
    this.fill(own)
    for (const input of said) input.checked = true
    this.goTo(name, item)
  }

  /** The page is closed or left: what this tab holds is saved for a reload, and what was erased is gone. */
  leave () {
    this.save()
    this.eraseNow()
  }

  forget () {
    this.others = []
    this.clear()
    this.goTo('start')
  }

  /**
   * The browser brings the page back as it was left; what was taken from the tab since then goes from the form too.
   * @param {boolean} persisted
   */
  comeBack (persisted) {
    if (persisted && readRuns(tab, this.asked).state === 'none' && this.runs().length > 0) this.forget()
  }

  /**
   * Another tab has erased everything, or has changed what the device keeps.
   * @param {StorageEvent} event
   */
  hear ({ key, newValue }) {
    if (key !== ERASED) return this.refresh(key)
    if (newValue !== nameOf(this.asked)) return
    this.forget()
    reveal(this.root, 'notice', ['erased'])
  }

  /**
   * Take in runs that the reader brought along, and show them: one as a result, several as a line.
   * @param {Run[]} runs
   */
  add (runs) {
    const single = runs.length === 1 && runs[0].revision === this.table.revision ? runs[0] : null
    this.save()
    if (Object.keys(this.responses()).length > 0) this.others.push(this.run())
    this.others = mergeRuns(runs, this.others)
    this.clear()
    if (single) this.open(this.others.find((run) => run.day === single.day && keyOf(run.about) === keyOf(single.about)) ?? single)
    else this.goTo(this.has('history') ? 'history' : 'start')
  }

  /**
   * Forget some runs, here and on the device.
   * @param {(run: Run) => boolean} fits
   */
  drop (fits) {
    writeRuns(device, this.asked, this.kept().runs.filter((run) => !fits(run)))
    this.others = this.others.filter((run) => !fits(run))
    if (fits(this.run())) {
      this.clear()
      this.goTo(this.has('history') ? 'history' : 'start')
    }
    this.save()
    this.refresh()
  }

  again () {
    this.clear()
    this.goTo('start')
  }

  /** An empty form, for a run of today. */
  clear () {
    this.began = null
    this.seconds = null
    this.day = today()
    this.form.reset()
  }

  /**
   * Show once more what may have changed outside, for instance in another tab.
   * @param {string | null} [name]  Of what changed; null: everything.
   */
  refresh (name = null) {
    const screen = this.steps[this.at].name
    if (name === null || name === nameOf(this.asked)) {
      if (['start', 'result', 'history'].includes(screen)) this.show(this.at, this.returning)
    }
  }

  // The second script ---------------------------------------------------------------------------------------------

  /** What goes on around a run is fetched once somebody begins, or has something here already; never by what comes out. */
  loadRecords () {
    if (this.asksForRecords) return
    this.asksForRecords = true
    document.dispatchEvent(new CustomEvent('own-script', { detail: this.root.dataset.records }))
  }

  hearAddress () {
    if (location.hash.startsWith(LINK_MARK)) this.loadRecords()
  }

  // Responses ---------------------------------------------------------------------------------------------------

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

  /** @param {string} item @returns {HTMLInputElement | null} */
  chosen (item) {
    return this.form.querySelector(`input[name="item-${item}"]:checked`)
  }

  /** The words of the response to an item; none where there is no response. @param {string} item */
  labelOf (item) {
    return this.chosen(item)?.closest('label')?.querySelector('.check-label')?.textContent ?? ''
  }

  /** What is in the form, as a run. @returns {Run} */
  run () {
    const line = new FormData(this.form).get('note')
    const responses = this.responses()
    return {
      day: this.day,
      revision: this.table.revision,
      about: this.about(),
      responses,
      scores: this.told(responses),
      note: oneLine(line, NOTE_LENGTH)
    }
  }

  /** Every run of this tab that holds a response, the one in the form last. */
  runs () {
    const others = this.others.filter((run) => Object.keys(run.responses).length > 0)
    return Object.keys(this.responses()).length > 0 ? [...others, this.run()] : others
  }

  /** What the reader's device keeps. */
  kept () {
    return readRuns(device, this.asked, weeksBefore(today(), this.weeks))
  }

  /** What was kept long enough goes from the device. */
  forgetExpired () {
    const { runs, lost } = readRuns(device, this.asked)
    const left = this.kept().runs
    if (!lost && left.length < runs.length) writeRuns(device, this.asked, left)
  }

  /** Whether the device keeps a run as it is. */
  isKept (run = this.run()) {
    const given = (/** @type {Run} */ { day, about, responses, note }) => JSON.stringify([day, about, responses, note])
    return this.kept().runs.some((one) => given(one) === given(run))
  }

  /** @param {Run[]} runs  By day. */
  latest (runs) {
    return runs.filter((run) => run.revision === this.table.revision).pop()
  }

  /** @param {Run} run */
  fill ({ day, about, responses, note }) {
    this.form.reset()
    this.day = day
    const chosen = { about: about.role, ...Object.fromEntries(Object.entries(responses).map(([item, value]) => [`item-${item}`, value])) }
    for (const [name, value] of Object.entries(chosen)) {
      const input = this.root.querySelector(`input[name="${name}"][value="${value}"]`)
      if (input instanceof HTMLInputElement) input.checked = true
    }
    for (const [name, value] of [['about-name', about.name], ['note', note]]) {
      const input = this.form.elements.namedItem(name)
      if (input instanceof HTMLInputElement) input.value = value
    }
  }

  /** Hold in this tab what the form holds; nothing where it holds nothing, or where the reader has left fast. */
  save () {
    const runs = [...this.others, this.run()]
    const left = document.documentElement.hidden
    writeRuns(tab, this.asked, !left && runs.some((run) => Object.keys(run.responses).length > 0) ? runs : [])
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

  // Parts -------------------------------------------------------------------------------------------------------

  /** @param {string} day */
  dayInWords (day) {
    return dayInWords(day, (this.root.dataset.months ?? '').split(' '))
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  all (selector) {
    return [...this.root.querySelectorAll(selector)].filter((part) => part instanceof HTMLElement)
  }

  /** @param {string} name @param {boolean} hidden */
  hide (name, hidden) {
    for (const part of this.parts.get(name) ?? []) hide(part, hidden)
  }
}

/**
 * The screens in the order of the page; several sections may share one, and several items a page of at most `size`.
 * @param {HTMLElement[]} screens @param {number} size
 * @returns {Step[]}
 */
function stepsOf (screens, size) {
  /** @type {Step[]} */
  const steps = []
  const headed = new Set(screens.map((screen) => screen.dataset.heads))
  for (const screen of screens) {
    const { screen: names = '', item } = screen.dataset
    for (const name of names.split(' ')) {
      const last = steps[steps.length - 1]
      if (!item && !steps.some((step) => step.name === name) && name !== 'item') steps.push({ name, items: [] })
      if (!item) continue
      if (last?.name === 'item' && last.items.length < size && !headed.has(item)) last.items.push(item)
      else steps.push({ name, items: [item] })
    }
  }
  return steps
}

/**
 * @param {HTMLFormElement} form @param {Table} table
 * @returns {Asked}
 */
function askedBy (form, table) {
  /** @type {Record<string, string[]>} */
  const items = {}
  for (const input of form.querySelectorAll('input[name^="item-"]')) {
    const item = /** @type {HTMLInputElement} */ (input).name.slice(5)
    const offered = items[item] ?? (items[item] = [])
    offered.push(/** @type {HTMLInputElement} */ (input).value)
  }
  return { instrument: table.instrument, revision: table.revision, items }
}

function today () {
  return dayOf(new Date())
}
