/** A walk-through, one step at a time; the page is built with the first one shown. Without script it is a plain list. */

import { Breath, Clock } from './pacers.js'
import { onceItStands } from './stands.js'

class Walk {
  /** @param {HTMLElement} element */
  constructor (element) {
    this.element = element
    this.steps = [...element.querySelectorAll('ol > li')].filter(item => item.parentElement.parentElement === element)
    this.state = element.querySelector('.state')
    this.controls = element.querySelector('.controls')
    this.pacers = [...element.querySelectorAll('[data-breath]')].map(part => new Breath(part))
    this.clocks = [...element.querySelectorAll('[data-wait]')].map(part => new Clock(part))
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
    const action = event.target.closest('[data-step]')?.dataset.step
    if (!action) return
    if (action === 'all') this.single = !this.single
    else this.at = { next: this.at + 1, back: this.at - 1, again: 0 }[action]
    for (const pacer of this.pacers) pacer.stop() // a clock goes on: its time is not over when its step is
    this.show()
    if (this.single) this.steps[this.at].firstElementChild.focus()
  }

  show () {
    const last = this.at === this.steps.length - 1
    this.element.toggleAttribute('data-all', !this.single)
    this.steps.forEach((step, number) => { step.hidden = this.single && number !== this.at })
    this.state.hidden = !this.single
    this.state.textContent = this.element.dataset.state
      .replace('{number}', this.at + 1)
      .replace('{count}', this.steps.length)
    this.button('next').hidden = !this.single || last
    this.button('again').hidden = !this.single || !last
    this.button('back').hidden = !this.single || this.at === 0
    this.swap()
  }

  /** The last button shows all steps, or goes back to one at a time. */
  swap () {
    const button = this.button('all')
    this.words ??= [button.textContent, button.dataset.other]
    button.textContent = this.words[this.single ? 0 : 1]
  }

  button (action) {
    return this.controls.querySelector(`[data-step="${action}"]`)
  }
}

onceItStands(document, () => {
  for (const element of document.querySelectorAll('[data-guided]')) new Walk(element).start()
})
