/**
 * Takes the static form of a questionnaire step by step, and answers what the reader does.
 *
 * The form holds the responses (sheet.js), tab and device hold other runs (store.js), the browser's history holds the
 * place (route.js), and what is shown follows from these (view.js). After each step the player says so with the event
 * `check-shown`, for the second script (records.js).
 */

import { ERASED, keyOf, LINK_MARK, mergeRuns, nameOf, today } from './runs.js'
import { Route } from './route.js'
import { isEmpty, Sheet } from './sheet.js'
import { Store } from './store.js'
import { View } from './view.js'

/** @typedef {import('./score.js').Table} Table */
/** @typedef {import('./runs.js').Run} Run */
/** @typedef {import('./route.js').Place} Place */
/** @typedef {{kept: Run[], others: Run[], own: Run, chosen: HTMLInputElement[], name: string, item: string}} Erased  What can still come back. */

/** For so long, in milliseconds, erasing can be undone. */
const UNDO = 10000

export class Player {
  /** @param {HTMLElement} root @param {Table} table @param {HTMLFormElement} form */
  constructor (root, table, form) {
    this.root = root
    this.table = table
    this.form = form
    this.sheet = new Sheet(form, table)
    this.store = new Store(this.sheet, Number(root.dataset.keptWeeks) || 1)
    this.view = new View(root, this.sheet, this.store)
    this.route = new Route(this.view.screens, form, table.instrument)
    /** @type {Erased | null} Held by this page alone, and only for a moment. */
    this.erased = null
    this.undoUntil = 0
    this.asksForRecords = false
  }

  /** Take over: from here on one screen at a time. */
  start () {
    this.view.start()
    this.store.forgetExpired()
    this.listen('addEventListener')
    this.route.paginate()
    this.resume(history.state?.check)
  }

  /** Give the page back as it was built. */
  stop () {
    this.listen('removeEventListener')
    this.view.stop()
  }

  /** @param {'addEventListener' | 'removeEventListener'} how */
  listen (how) {
    this.root[how]('click', this)
    this.form[how]('submit', this)
    this.form[how]('change', this)
    this.route.wide[how]('change', this)
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
      case 'change': return event.target === this.route.wide ? this.resize() : this.answered()
      case 'pageshow': return this.comeBack(/** @type {PageTransitionEvent} */ (event).persisted)
      case 'storage': return this.hear(/** @type {StorageEvent} */ (event))
    }
  }

  /** @param {Element | null} button */
  press (button) {
    if (button?.closest('.check-along')) this.loadRecords()
    /** @param {string} mark */
    const around = (mark) => button?.closest(`[data-${mark}]`)?.getAttribute(`data-${mark}`) ?? ''
    switch (around('do')) {
      case 'begin': return this.begin()
      case 'back': return history.back()
      case 'change': return this.goTo('item', around('item'), true)
      case 'change-responses': return this.goTo('review')
      case 'go-to-missing': return this.goTo('item', this.sheet.result().scores[around('subscale')].missing[0], true)
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
    if (this.sheet.day !== today() && this.store.isKept()) this.sheet.clear()
    this.store.settle()
    if (this.sheet.isEmpty()) this.sheet.began = performance.now()
    if (this.route.has('about')) return this.goTo('about')
    this.goToOpen()
  }

  /** To the first item that is not answered yet. */
  goToOpen () {
    const given = this.sheet.responses()
    const open = Object.keys(this.sheet.asked.items).find((item) => !(item in given) && this.sheet.asks(item, given))
    if (open === undefined) this.goTo('review')
    else this.goTo('item', open)
  }

  /** @param {Event} event */
  submit (event) {
    event.preventDefault()
    if (this.saysNothingChosen()) return
    if (this.route.returning) return this.goTo('review')
    if (this.route.here().name === 'about') {
      this.store.settle()
      return this.goToOpen()
    }
    const given = this.sheet.responses()
    const next = this.route.next((item) => this.sheet.asks(item, given))
    if (next) this.goTo(next.name, next.items[0])
  }

  /** Says once, on the spot, that nothing on this page is answered; the second time it may stay so. */
  saysNothingChosen () {
    const given = this.sheet.responses()
    const asked = this.route.here().items.filter((item) => this.sheet.asks(item, given))
    if (asked.length === 0 || asked.some((item) => item in given)) return false
    const words = this.view.part('nothing-chosen')
    if (!words?.hidden) return false
    words.hidden = false
    return true
  }

  /** @param {string} name @param {string} [item] @param {boolean} [returning] */
  goTo (name, item = '', returning = false) {
    this.store.save()
    this.arrive(this.route.push(name, item, returning))
  }

  /**
   * Follow the browser's Back and Forward.
   * @param {Place | undefined} place
   */
  travel (place) {
    if (!this.route.isOwn(place)) return
    this.store.save()
    this.arrive(place)
  }

  /** @param {Place} place */
  arrive (place) {
    this.eraseNow()
    this.view.notice()
    this.show(this.route.stepOf(place.name, place.item), place.returning)
    this.view.focus(place)
  }

  /**
   * After a reload: the step that was open, but never past the gate, whose response is not kept. Where the statements
   * have changed meanwhile, the start, which says so.
   * @param {Place | undefined} place
   */
  resume (place) {
    const { route, store, view } = this
    const { state, last, fits } = store.resume()
    view.hide({ 'no-tab': state !== 'refused' })
    if (store.others.length > 0 || store.kept().state === 'usable') this.loadRecords()
    this.hearAddress()
    if (fits && route.isOwn(place)) {
      const at = route.stepOf(place.name, place.item)
      return this.show(place.name === 'history' ? at : Math.min(at, route.beforeResult()), place.returning)
    }
    if (place) route.toStart()
    else window.requestIdleCallback?.(() => route.noteStart())
    this.show(0)
    if (last && !fits && !isEmpty(last.responses)) view.notice('revised')
  }

  /** A response may ask for others on the same page, or make them needless. */
  answered () {
    this.view.hide({ 'nothing-chosen': true })
    if (this.table.asked && this.route.here().items.length > 1) this.view.show(this.route)
  }

  /** A window of another width has other steps; the reader stays where they are. */
  resize () {
    const { name, items } = this.route.here()
    this.route.paginate()
    this.show(this.route.stepOf(name, items[0]), this.route.returning)
  }

  /** @param {number} at @param {boolean} [returning] */
  show (at, returning = false) {
    const { route, sheet } = this
    route.moveTo(at, returning)
    if (route.here().name === 'review' && sheet.began !== null) sheet.seconds ??= (performance.now() - sheet.began) / 1000
    this.view.show(route)
  }

  /**
   * Show once more what may have changed outside, for instance in another tab.
   * @param {string | null} [name]  Of what changed in the device's storage; null: everything.
   */
  refresh (name = null) {
    if (name !== null && name !== nameOf(this.table)) return
    if (['start', 'result', 'history'].includes(this.route.here().name)) this.view.show(this.route)
  }

  // What a reader asks for --------------------------------------------------------------------------------------

  showKept () {
    const last = this.store.latest(this.store.kept().runs)
    if (last) this.open(last)
  }

  /**
   * Show a run that was given before; the question on safety comes first.
   * @param {Run} run
   */
  open (run) {
    this.store.open(run)
    this.goTo(this.route.steps[this.route.beforeResult()].name)
  }

  someoneElse () {
    this.store.setAside()
    this.goTo('about')
  }

  again () {
    this.sheet.clear()
    this.goTo('start')
  }

  keep () {
    const done = this.store.keep()
    this.refresh()
    this.view.notice(done ? 'kept' : 'not-kept')
  }

  /**
   * Take in runs that the reader brought along, and show them: one as a result, several as a line.
   * @param {Run[]} runs
   */
  add (runs) {
    const { store } = this
    const single = runs.length === 1 && runs[0].revision === this.table.revision ? runs[0] : null
    store.setAside()
    store.others = mergeRuns(runs, store.others)
    if (single) this.open(store.others.find((run) => run.day === single.day && keyOf(run.about) === keyOf(single.about)) ?? single)
    else this.goToHistory()
  }

  /**
   * Forget some runs, here and on the device.
   * @param {(run: Run) => boolean} fits
   */
  drop (fits) {
    if (this.store.drop(fits)) this.goToHistory()
    this.store.save()
    this.refresh()
  }

  goToHistory () {
    this.goTo(this.route.has('history') ? 'history' : 'start')
  }

  // Erasing -----------------------------------------------------------------------------------------------------

  /** Everything goes at once, from all tabs and the device; this page alone remembers it as long as it can be undone. */
  erase () {
    const { store, view } = this
    const { name, items } = this.route.here()
    const chosen = /** @type {HTMLInputElement[]} */ ([...this.form.querySelectorAll('input:checked')])
    /** @type {Erased} */
    const erased = { kept: store.kept().runs, others: store.others, own: this.sheet.run(), chosen, name, item: items[0] ?? '' }
    store.eraseKept()
    this.forget()
    this.erased = erased
    this.undoUntil = Date.now() + UNDO
    view.hide({ undo: false })
    view.notice('erased')
    view.part('undo')?.focus()
    setTimeout(() => { if (Date.now() >= this.undoUntil) this.eraseNow() }, UNDO)
  }

  /** Nothing comes back any more: the time is over, the reader says so, or moves on. */
  eraseNow () {
    if (!this.erased) return
    this.erased = null
    const left = this.view.part('undo')?.contains(document.activeElement)
    this.view.hide({ undo: true })
    if (left) this.root.querySelector('h1')?.focus()
  }

  undo () {
    if (!this.erased) return
    const { kept, others, own, chosen, name, item } = this.erased
    this.erased = null
    this.view.hide({ undo: true })
    this.store.restoreKept(kept)
    this.store.others = others
    this.sheet.fill(own)
    for (const input of chosen) input.checked = true
    this.goTo(name, item)
  }

  forget () {
    this.store.forget()
    this.goTo('start')
  }

  // Other pages and tabs ----------------------------------------------------------------------------------------

  /** The page is closed or left: what this tab holds is saved for a reload, and what was erased is gone. */
  leave () {
    this.store.save()
    this.eraseNow()
  }

  /**
   * The browser brings the page back as it was left; what was taken from the tab since then goes from the form too.
   * @param {boolean} persisted
   */
  comeBack (persisted) {
    if (persisted && this.store.inTab().state === 'none' && this.store.runs().length > 0) this.forget()
  }

  /**
   * Another tab has erased everything, or has changed what the device keeps.
   * @param {StorageEvent} event
   */
  hear ({ key, newValue }) {
    if (key !== ERASED) return this.refresh(key)
    if (newValue !== nameOf(this.table)) return
    this.forget()
    this.view.notice('erased')
  }

  // The second script -------------------------------------------------------------------------------------------

  /** Is fetched once somebody begins, or has something here already; never because of what comes out. */
  loadRecords () {
    if (this.asksForRecords) return
    this.asksForRecords = true
    document.dispatchEvent(new CustomEvent('own-script', { detail: this.root.dataset.records }))
  }

  hearAddress () {
    if (location.hash.startsWith(LINK_MARK)) this.loadRecords()
  }
}
