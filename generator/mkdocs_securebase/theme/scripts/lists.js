/** Controls above a long list: they show the part that fits. Nothing is sent, nothing is kept, no address changes. */

import { onceItStands, whileThere } from './stands.js'
import { holds } from './words.js'

class List {
  /** @param {HTMLElement} controls */
  constructor (controls) {
    this.controls = controls
    this.items = [...document.querySelectorAll(controls.dataset.items)]
    this.groups = [...document.querySelectorAll('main .group')]
    this.fields = [...controls.querySelectorAll('select, input')]
    this.count = controls.querySelector('[data-shown]')
    this.none = controls.querySelector('[data-none]')
    this.all = controls.querySelector('[data-all]')
  }

  start () {
    this.controls.addEventListener('input', () => this.show())
    this.all.addEventListener('click', () => {
      this.clear()
      this.fields[0].focus() // the button is gone
    })
    // Whoever follows a link to an entry wants to see it, whatever was chosen before.
    whileThere(this.controls, document, 'click', event => {
      const link = event.target.closest('a[href]')
      if (link?.hash && link.pathname === location.pathname) this.reveal(link.hash)
    })
    whileThere(this.controls, window, 'hashchange', () => this.reveal(location.hash)?.scrollIntoView())
    if (this.fields.some(field => field.value.trim())) this.show() // kept by the browser on the way back to this page
    else this.tell(this.items.length)
  }

  show () {
    const tests = this.fields.filter(field => field.value.trim()).map(testOf)
    for (const item of this.items) item.hidden = !tests.every(fits => fits(item))
    for (const group of this.groups) {
      group.hidden = this.items.every(item => item.hidden || !group.contains(item))
      const link = document.querySelector(`.contents a[href="#${group.querySelector('h2').id}"]`)
      if (link) link.parentElement.hidden = group.hidden
    }
    this.tell(this.items.filter(item => !item.hidden).length)
    this.all.hidden = tests.length === 0
  }

  /** @param {number} shown */
  tell (shown) {
    const words = this.count.dataset.shown.replace('{shown}', shown).replace('{count}', this.items.length)
    if (this.count.textContent !== words) this.count.textContent = words
    this.none.hidden = shown > 0
  }

  clear () {
    for (const field of this.fields) field.value = ''
    this.show()
  }

  /** @param {string} hash @returns {Element | undefined} the place it names, where it was hidden until now */
  reveal (hash) {
    const target = document.getElementById(hash.slice(1))
    if (!target?.closest('[hidden]')) return undefined
    this.clear()
    return target
  }
}

/** @param {HTMLSelectElement | HTMLInputElement} field @returns {(item: HTMLElement) => boolean} */
function testOf (field) {
  const { value } = field
  const by = field.dataset.by
  if (by) return item => item.dataset[by].split(' ').includes(value)
  const fits = holds(value)
  return item => fits(textOf(item))
}

const texts = new WeakMap()

/** What an entry says, with the words that should find it, and without what every entry says. */
function textOf (item) {
  if (!texts.has(item)) {
    const own = item.cloneNode(true)
    for (const common of own.querySelectorAll('summary, .review')) common.remove()
    texts.set(item, `${own.textContent} ${item.dataset.words ?? ''}`)
  }
  return texts.get(item)
}

/** Lays out the parts below the first one by one, whenever the page is idle; at once for who comes to one of them. */
function layOut () {
  const groups = [...document.querySelectorAll('.group ~ .group')]
  const arriving = location.hash || performance.getEntriesByType('navigation')[0]?.type !== 'navigate'
  const atOnce = arriving || !window.requestIdleCallback ? groups.length : 1
  const some = () => {
    for (const group of groups.splice(0, atOnce)) group.classList.add('laid')
    if (groups.length) requestIdleCallback(some, { timeout: 100 })
  }
  if (atOnce === 1) requestIdleCallback(some, { timeout: 100 })
  else some()
}

onceItStands(document, () => {
  const controls = document.querySelector('.filter')
  if (controls) new List(controls).start()
  layOut()
})
