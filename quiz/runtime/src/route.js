/** The steps of a questionnaire, the one that is shown, and its place in the browser's history. */

/** @typedef {{name: string, items: string[]}} Step  A screen; `items` are those on it. */
/** @typedef {{instrument: string, name: string, item: string, returning: boolean}} Place  What the browser's history remembers. */

export class Route {
  /** @param {HTMLElement[]} screens @param {HTMLFormElement} form @param {string} instrument */
  constructor (screens, form, instrument) {
    this.screens = screens
    this.form = form
    this.instrument = instrument
    this.wide = window.matchMedia('(min-width: 48rem)')
    /** @type {Step[]} */
    this.steps = []
    this.at = 0
    /** Whether Continue leads back to the review instead of on. */
    this.returning = false
  }

  /** The steps for a window of this width; pages of items never run across two sections. */
  paginate () {
    const { wide, phone } = this.form.dataset
    this.steps = stepsOf(this.screens, Number(this.wide.matches ? wide : phone) || 1)
  }

  /** The step that is shown. */
  here () {
    return this.steps[this.at]
  }

  /** @param {number} at @param {boolean} returning */
  moveTo (at, returning) {
    this.at = Math.min(Math.max(at, 0), this.steps.length - 1)
    this.returning = returning === true // a place from the browser's history may lack it
  }

  /** The first step after this one that has no items, or asks one. @param {(item: string) => boolean} asks */
  next (asks) {
    return this.steps.find(({ items }, at) => at > this.at && (items.length === 0 || items.some(asks)))
  }

  /** @param {string} name */
  has (name) {
    return this.steps.some((step) => step.name === name)
  }

  /** The number of a step. @param {string} name @param {string} [item] */
  stepOf (name, item = '') {
    return Math.max(0, this.steps.findIndex((step) => step.name === name && (name !== 'item' || step.items.includes(item))))
  }

  /** The number of the last step before the result. */
  beforeResult () {
    return this.stepOf('result') - 1
  }

  /** @param {Place | undefined} place @returns {place is Place} whether it is a place of this questionnaire */
  isOwn (place) {
    return place?.instrument === this.instrument
  }

  /** @param {string} name @param {string} item @param {boolean} returning */
  push (name, item, returning) {
    this.noteStart()
    const place = { instrument: this.instrument, name, item, returning }
    history.pushState({ ...history.state, check: place }, '')
    return place
  }

  /** Note where the reader began, for the way back. Not while the page opens: that would take longer. */
  noteStart () {
    if (!history.state?.check) this.toStart()
  }

  /** The entry of the history that is shown now is the start. */
  toStart () {
    history.replaceState({ ...history.state, check: { instrument: this.instrument, name: 'start', item: '', returning: false } }, '')
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
