/** What sets a pace on a step: a light to breathe with, and a clock to wait by. No sound, and nothing starts by itself. */

import { get, say } from './dom.js'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** A button that starts and stops something, with a word for each. */
class Pacer {
  /** @param {HTMLElement} element */
  constructor (element) {
    this.element = element
    this.button = get(element, 'button')
    this.status = get(element, '[role="status"]')
    this.words = [this.button.textContent, this.button.dataset.other ?? '']
    this.begun = 0
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.ticking = undefined
  }

  start () {
    this.button.addEventListener('click', () => this.ticking ? this.stop() : this.begin())
  }

  begin () {
    this.begun = Date.now()
    this.ticking = setInterval(() => this.tick(), SECOND / 4)
    this.element.toggleAttribute('data-on', true)
    this.button.textContent = this.words[1]
    this.tick()
  }

  stop () {
    clearInterval(this.ticking)
    this.ticking = undefined
    this.element.toggleAttribute('data-on', false)
    this.button.textContent = this.words[0]
    this.say('')
  }

  /** Called four times a second while it runs. */
  tick () {}

  /** @param {string} [words] */
  say (words = '') {
    say(this.status, words)
  }
}

/** A light that grows with the breath in and shrinks with the breath out; only a count where nothing should move. */
export class Breath extends Pacer {
  /** @param {HTMLElement} element */
  constructor (element) {
    super(element)
    this.in = Number(element.dataset.in)
    this.out = Number(element.dataset.out)
    this.light = get(element, '.light')
    this.count = get(element, '[data-count]')
    /** @type {Animation | undefined} */
    this.moving = undefined
  }

  begin () {
    super.begin()
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const small = { transform: 'scale(0.5)', easing: 'ease-in-out' }
    const large = { transform: 'scale(1)', easing: 'ease-in-out', offset: this.in / (this.in + this.out) }
    this.moving = this.light.animate([small, large, small], { duration: (this.in + this.out) * SECOND, iterations: Infinity })
  }

  stop () {
    super.stop()
    this.moving?.cancel()
    this.count.textContent = ''
  }

  tick () {
    const second = Math.floor((Date.now() - this.begun) / SECOND) % (this.in + this.out)
    const inward = second < this.in
    this.say(inward ? this.status.dataset.in : this.status.dataset.out)
    this.count.textContent = String(inward ? second + 1 : second - this.in + 1)
  }
}

/** A clock that says when the wait ends, about how long that still is, and when it is over. */
export class Clock extends Pacer {
  /** @param {HTMLElement} element */
  constructor (element) {
    super(element)
    this.minutes = Number(element.dataset.wait)
    this.left = get(element, '[data-left]')
  }

  stop () {
    super.stop()
    this.left.textContent = ''
  }

  tick () {
    const end = this.begun + this.minutes * MINUTE
    const left = end - Date.now()
    const { until = '', over } = this.status.dataset
    if (left <= 0) {
      this.stop()
      this.say(over)
      return
    }
    this.say(until.replace('{time}', new Date(end).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })))
    this.left.textContent = (this.left.dataset.left ?? '').replace('{minutes}', String(Math.ceil(left / MINUTE)))
  }
}
