/** What sets a pace on a step: a light to breathe with, and a clock to wait by. No sound, and nothing begins by itself. */

const SECOND = 1000
const MINUTE = 60 * SECOND

/** A button that begins and ends something, with a word for each. */
class Pacer {
  /** @param {HTMLElement} element */
  constructor (element) {
    this.element = element
    this.button = element.querySelector('button')
    this.status = element.querySelector('[role="status"]')
    this.words = [this.button.textContent, this.button.dataset.other]
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

  /** A screen reader hears words once, when they change. */
  say (words) {
    if (this.status.textContent !== words) this.status.textContent = words
  }
}

/** A light that grows with the breath in and fades with the breath out; a count alone where nothing should move. */
export class Breath extends Pacer {
  constructor (element) {
    super(element)
    this.in = Number(element.dataset.in)
    this.out = Number(element.dataset.out)
    this.light = element.querySelector('.light')
    this.count = element.querySelector('[data-count]')
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

/** A clock that says until when, about how long still, and when the time is over. */
export class Clock extends Pacer {
  constructor (element) {
    super(element)
    this.minutes = Number(element.dataset.wait)
    this.left = element.querySelector('[data-left]')
  }

  stop () {
    super.stop()
    this.left.textContent = ''
  }

  tick () {
    const end = this.begun + this.minutes * MINUTE
    const left = end - Date.now()
    if (left <= 0) {
      this.stop()
      this.say(this.status.dataset.over)
      return
    }
    const time = new Date(end).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })
    this.say(this.status.dataset.until.replace('{time}', time))
    this.left.textContent = this.left.dataset.left.replace('{minutes}', String(Math.ceil(left / MINUTE)))
  }
}
