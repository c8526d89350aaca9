/** What the page shows of a questionnaire: one screen at a time, and the result. Every word is in the page already. */

import { showCautions } from './cautions.js'
import { dayInWords, fillSlot, hide, placeOnBar, placeOnMap, reveal } from './page.js'
import { keyOf } from './runs.js'
import { inDanger, suggest, tell } from './score.js'
import { isEmpty } from './sheet.js'

/** @typedef {import('./score.js').Result} Result */

/** How many lessons stand first, beside one exercise. */
const TONIGHT = 2

/** @type {import('./score.js').Ratio} */
const NO_WIDTH = [0, 1]

export class View {
  /**
   * @param {HTMLElement} root @param {import('./sheet.js').Sheet} sheet @param {import('./store.js').Store} store
   */
  constructor (root, sheet, store) {
    this.root = root
    this.sheet = sheet
    this.store = store
    this.table = sheet.table
    /** What was hidden in the page as built, to leave it so. */
    this.asBuilt = new Set(root.querySelectorAll('[hidden]'))
    /** What is shown and hidden, found once: looking for each part again would make the page open later. */
    this.screens = this.all('[data-screen]')
    /** @type {Map<string, HTMLElement[]>} */
    this.parts = new Map()
    for (const part of this.all('[data-part]')) {
      const name = part.dataset.part ?? ''
      this.parts.set(name, [...this.parts.get(name) ?? [], part])
    }
  }

  /** Take over from the page as built. */
  start () {
    for (const part of this.all('[data-scripted]')) hide(part, false)
    for (const part of this.all('[data-unscripted]')) hide(part, true)
    for (const button of this.sheet.form.querySelectorAll('button')) button.disabled = false
  }

  /** Give the page back as it was built: whole. */
  stop () {
    for (const part of this.all('*')) hide(part, this.asBuilt.has(part))
    delete this.root.dataset.at
  }

  /** @param {import('./route.js').Route} route */
  show (route) {
    const { name, items } = route.here()
    const given = this.sheet.responses()
    const last = route.at === route.beforeResult()
    this.root.dataset.at = name
    for (const screen of this.screens) {
      const { screen: names = '', item, heads } = screen.dataset
      const here = (!item || (items.includes(item) && this.sheet.asks(item, given))) && (!heads || items.includes(heads))
      hide(screen, !here || !names.split(' ').includes(name))
    }
    if (name === 'item') this.hide({ page: items.length < 2 })
    if (items.length > 1) this.number(items)
    this.hide({
      'nothing-chosen': true,
      actions: ['start', 'result', 'history'].includes(name),
      'on-result': name !== 'result',
      'on-history': name !== 'history',
      continue: last,
      'show-result': !last
    })
    if (name === 'start') this.showStart()
    if (name === 'review' || name === 'result') this.showResponses()
    if (name === 'result') this.showResult()
    if (name === 'history') this.showKeeping(this.store.runs().every((run) => this.store.isKept(run)), '.check-history')
    this.root.dispatchEvent(new CustomEvent('check-shown'))
  }

  /** Bring a screen that the reader has moved to into view, and give it the keyboard. @param {import('./route.js').Place} place */
  focus ({ item, returning }) {
    this.root.scrollIntoView({ behavior: 'instant' })
    const one = returning ? this.root.querySelector(`fieldset[data-item="${item}"] legend`) : null
    const here = this.all('[data-screen] [tabindex="-1"], [data-screen][tabindex="-1"]').find((target) => target.getClientRects().length > 0)
    const target = one ?? here ?? this.root.querySelector('h1')
    if (target instanceof HTMLElement) target.focus({ preventScroll: one === null })
  }

  /** @param {string[]} items */
  number (items) {
    const all = Object.keys(this.sheet.asked.items)
    fillSlot(this.root, 'from', all.indexOf(items[0]) + 1)
    fillSlot(this.root, 'to', all.indexOf(items[items.length - 1]) + 1)
  }

  showStart () {
    const { state, runs, lost } = this.store.kept()
    const last = this.store.latest(runs)
    const usable = state === 'usable'
    this.hide({ kept: !usable, 'kept-latest': !last, unusable: !lost, begun: usable || lost || this.sheet.isEmpty() })
    if (last) fillSlot(this.root, 'day', this.dayInWords(last.day))
  }

  showResponses () {
    const none = this.part('unanswered')
    const given = this.sheet.responses()
    for (const row of this.all('.check-review [data-item]')) {
      const { item = '' } = row.dataset
      const words = this.sheet.wordsOf(item)
      row.classList.toggle('open', !words)
      row.hidden = !this.sheet.asks(item, given)
      fillSlot(row, 'response', words || (none?.textContent ?? ''))
    }
  }

  showResult () {
    const { sheet, table } = this
    const result = sheet.result()
    const gate = sheet.value('gate')
    const danger = inDanger(table, result, gate)
    const told = tell(table, result, sheet.responses(), gate)
    const lead = result.profile ?? 'none'
    for (const one of Object.keys(result.scores)) this.showScore(one, result, told)
    this.showMap(result)
    reveal(this.root, {
      lead: [lead],
      profile: told.profile === null ? [] : [told.profile],
      facet: told.facets,
      note: result.notes
    })
    showCautions(this.root, told, result.scores, (item) => sheet.wordsOf(item))
    if (danger) this.showTonight(table.suggestions.safety.lessons, null)
    else this.showTonight(suggest(table, result, gate, new FormData(sheet.form).getAll('context').map(String)), lead)
    const about = sheet.about()
    fillSlot(this.root, 'about', sheet.nameFor(about))
    const kept = this.store.isKept()
    this.showKeeping(kept, '.check-tonight')
    this.hide({
      'more-to-it': told.cautions.length === 0,
      profiles: told.profile === null && !told.cautions.some(({ of }) => !of),
      facets: told.facets.length === 0,
      notes: result.notes.length === 0,
      safety: !danger,
      'at-peace': danger,
      told: danger && told.profile === null && isEmpty(told.bands),
      about: keyOf(about) === '',
      'to-keep': false,
      // Whoever fears a person is told to keep nothing on a device that this person can open.
      keep: kept || danger
    })
  }

  /**
   * The one place for keeping: after what may help tonight, or after the line over time.
   * @param {boolean} kept  Whether there is nothing on the screen that the device does not keep. @param {string} place
   */
  showKeeping (kept, place) {
    const part = this.part('to-keep')
    const before = this.root.querySelector(place)
    if (part && before?.nextElementSibling !== part) before?.after(part)
    this.hide({ 'to-keep': kept, keep: kept, 'is-kept': !kept })
  }

  /**
   * The table of numbers names the band; its text is told only where it holds.
   * @param {string} id @param {Result} result @param {import('./score.js').Told} told
   */
  showScore (id, result, told) {
    const one = result.scores[id]
    for (const part of this.all(`[data-subscale="${id}"]`)) {
      const band = part.localName === 'tr' ? one.band : told.bands[id]
      reveal(part, { band: [one.value === null ? 'none' : band ?? ''], near: [one.near ? one.near.join(' ') : ''] })
      fillSlot(part, 'score', this.sheet.spell(id, one) ?? '–')
      fillSlot(part, 'count', one.count)
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
    this.hide({ map: !across || !up })
    if (across && up) placeOnMap(person, across, up, this.patchOf(ids[0]), this.patchOf(ids[1]))
  }

  /** Half the width in which a score is drawn. @param {string} id  Of a dimension. */
  patchOf (id) {
    return this.table.dimensions.find((one) => one.id === id)?.patch ?? NO_WIDTH
  }

  /**
   * Two lessons and an exercise first; what else is suggested stands further down.
   * @param {string[]} lessons  In the order in which they shall stand. @param {string | null} after  The result whose exercise fits; null: none does.
   */
  showTonight (lessons, after) {
    reveal(this.root, { lesson: lessons })
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
    this.hide({ later: lessons.length <= TONIGHT })
  }

  /** Show the notices of these names and no others. @param {string[]} notice */
  notice (...notice) {
    reveal(this.root, { notice })
  }

  /** @param {string} day */
  dayInWords (day) {
    return dayInWords(day, (this.root.dataset.months ?? '').split(' '))
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  all (selector) {
    return [...this.root.querySelectorAll(selector)].filter((part) => part instanceof HTMLElement)
  }

  /** The first part of a name. @param {string} name */
  part (name) {
    return this.parts.get(name)?.[0]
  }

  /** Hide or show all parts of each name. @param {Record<string, boolean>} hidden */
  hide (hidden) {
    for (const [name, is] of Object.entries(hidden)) for (const part of this.parts.get(name) ?? []) hide(part, is)
  }
}
