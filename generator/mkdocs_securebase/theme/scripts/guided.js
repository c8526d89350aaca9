/** A walk-through, one step at a time; the page is built with the first step shown. Without script it is a plain list. */

import { all, around, get } from './dom.js'
import { Breath, Clock } from './pacers.js'
import { onceItStands } from './stands.js'

class Walk {
  /** @param {HTMLElement} element */
  constructor (element) {
    this.element = element
    this.steps = all(element, 'ol > li').filter(item => item.parentElement?.parentElement === element)
    this.state = get(element, '.state')
    this.controls = get(element, '.controls')
    this.pacers = all(element, '[data-breath]').map(part => new Breath(part))
    this.clocks = all(element, '[data-wait]').map(part => new Clock(part))
    const { textContent, dataset } = this.button('all')
    /** The words of the last button: to show all steps, and to go back to one at a time. */
    this.words = [textContent, dataset.other ?? '']
    this.at = 0
    this.single = true
  }

  start () {
    this.element.addEventListener('click', this)
    for (const part of [...this.pacers, ...this.clocks]) part.start()
    this.show()
    this.element.toggleAttribute('data-begun', true)
  }

  /** @param {Event} event */
  handleEvent (event) {
    const action = around(event, '[data-step]')?.dataset.step
    if (!action) return
    if (action === 'all') this.single = !this.single
    else this.at = action === 'next' ? this.at + 1 : action === 'back' ? this.at - 1 : 0
    for (const pacer of this.pacers) pacer.stop() // clocks run on: what is waited for does not end with the step
    this.show()
    const heading = /** @type {HTMLElement | null} */ (this.steps[this.at].firstElementChild)
    if (this.single) heading?.focus()
  }

  show () {
    const last = this.at === this.steps.length - 1
    this.element.toggleAttribute('data-all', !this.single)
    for (const [number, step] of this.steps.entries()) step.hidden = this.single && number !== this.at
    this.state.hidden = !this.single
    this.state.textContent = (this.element.dataset.state ?? '')
      .replace('{number}', String(this.at + 1))
      .replace('{count}', String(this.steps.length))
    this.button('next').hidden = !this.single || last
    this.button('again').hidden = !this.single || !last
    this.button('back').hidden = !this.single || this.at === 0
    this.button('all').textContent = this.words[this.single ? 0 : 1]
  }

  /** @param {'next' | 'back' | 'again' | 'all'} action */
  button (action) {
    return get(this.controls, `[data-step="${action}"]`)
  }
}

onceItStands(document, () => {
  for (const element of all(document, '[data-guided]')) new Walk(element).start()
})
