/** Controls above a long list: they show the entries that fit. Nothing is sent or kept, and no address changes. */

import { all, arrivedBy, find, get, placeClicked, say } from './dom.js'
import { onceItStands, whileThere } from './stands.js'
import { holds } from './words.js'

/** @typedef {HTMLSelectElement | HTMLInputElement} Field */

class List {
  /** @param {HTMLElement} controls */
  constructor (controls) {
    this.controls = controls
    this.items = all(document, controls.dataset.items ?? '')
    this.groups = all(document, 'main .group')
    this.fields = /** @type {Field[]} */ (all(controls, 'select, input'))
    this.count = get(controls, '[data-shown]')
    this.none = get(controls, '[data-none]')
    this.showAll = get(controls, '[data-all]')
  }

  start () {
    this.controls.addEventListener('input', () => this.show())
    this.showAll.addEventListener('click', () => {
      this.clear()
      this.fields[0].focus() // the button that had it is hidden now
    })
    // Whoever follows a link to an entry wants to see it, whatever was chosen before.
    whileThere(this.controls, document, 'click', event => { this.reveal(placeClicked(event)) })
    whileThere(this.controls, window, 'hashchange', () => this.reveal(location.hash)?.scrollIntoView())
    if (this.chosen().length > 0) this.show() // the browser has kept them on the way back to this page
    else this.tell(this.items.length)
  }

  /** The fields that are filled in. */
  chosen () {
    return this.fields.filter(field => field.value.trim())
  }

  show () {
    const tests = this.chosen().map(testOf)
    for (const item of this.items) item.hidden = !tests.every(fits => fits(item))
    for (const group of this.groups) {
      group.hidden = this.items.every(item => item.hidden || !group.contains(item))
      const entry = find(document, `.contents a[href="#${get(group, 'h2').id}"]`)?.parentElement
      if (entry) entry.hidden = group.hidden
    }
    this.tell(this.items.filter(item => !item.hidden).length)
    this.showAll.hidden = tests.length === 0
  }

  /** @param {number} shown */
  tell (shown) {
    const { shown: words = '' } = this.count.dataset
    say(this.count, words.replace('{shown}', String(shown)).replace('{count}', String(this.items.length)))
    this.none.hidden = shown > 0
  }

  clear () {
    for (const field of this.fields) field.value = ''
    this.show()
  }

  /** @param {string} hash @returns {Element | undefined} the place it names, if that was hidden until now */
  reveal (hash) {
    const target = document.getElementById(hash.slice(1))
    if (!target?.closest('[hidden]')) return undefined
    this.clear()
    return target
  }
}

/** @param {Field} field @returns {(item: HTMLElement) => boolean} whether an entry fits what the field holds */
function testOf (field) {
  const { value } = field
  const { by } = field.dataset
  if (by) return item => (item.dataset[by] ?? '').split(' ').includes(value)
  const fits = holds(value)
  return item => fits(textOf(item))
}

/** @type {WeakMap<HTMLElement, string>} */
const texts = new WeakMap()

/**
 * The text of an entry, with the words that should find it, and without the words that every entry has.
 * @param {HTMLElement} item
 */
function textOf (item) {
  let text = texts.get(item)
  if (text === undefined) {
    const own = /** @type {HTMLElement} */ (item.cloneNode(true))
    for (const common of all(own, 'summary, .review')) common.remove()
    text = `${own.textContent} ${item.dataset.words ?? ''}`
    texts.set(item, text)
  }
  return text
}

/**
 * Lays out the groups below the first one by one, whenever the browser is idle; all at once for a reader who arrives at a
 * place inside them.
 */
function layOut () {
  const groups = all(document, '.group ~ .group')
  const arriving = location.hash || arrivedBy() !== 'navigate'
  const atOnce = arriving || !window.requestIdleCallback ? groups.length : 1
  const some = () => {
    for (const group of groups.splice(0, atOnce)) group.classList.add('laid')
    if (groups.length) requestIdleCallback(some, { timeout: 100 })
  }
  if (atOnce === 1) requestIdleCallback(some, { timeout: 100 })
  else some()
}

onceItStands(document, () => {
  const controls = find(document, '.filter')
  if (controls) new List(controls).start()
  layOut()
})
