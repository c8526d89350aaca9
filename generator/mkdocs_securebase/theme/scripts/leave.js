/**
 * Leaving fast: a link, or Shift three times. The page goes blank at once, the tab forgets, and another page replaces this
 * one in the history. Pages visited before stay in the history: if Back brings one of them up, it leads on to the same
 * other page before anything shows.
 */

import { around, arrivedBy, find } from './dom.js'

const PRESSES = 3
/** All presses must come within so many milliseconds. */
const WITHIN = 3000
/** In the tab's storage: the address that was left for. */
const LEFT = 'left-for'

/** @param {Document} page */
export function startLeave (page) {
  const link = /** @type {HTMLAnchorElement | null} */ (find(page, '[data-leave]'))
  if (!link) return
  /** @type {number[]} */
  let presses = []

  page.addEventListener('click', event => {
    const chosen = /** @type {HTMLAnchorElement | null} */ (around(event, '[data-leave]'))
    if (!chosen) return
    event.preventDefault()
    leave(page, chosen.href)
  })
  page.addEventListener('keydown', event => {
    if (event.repeat) return
    presses = event.key === 'Shift' ? [...presses.filter(time => event.timeStamp - time < WITHIN), event.timeStamp] : []
    if (presses.length === PRESSES) leave(page, link.href)
  })
}

/**
 * Only the tab's storage is cleared. What the reader chose to keep is in the device's storage and stays.
 * @param {Document} page @param {string} address
 */
function leave (page, address) {
  page.documentElement.hidden = true
  page.title = new URL(address).host
  for (const form of page.forms) form.reset()
  try {
    window.sessionStorage.clear()
    window.sessionStorage.setItem(LEFT, address)
  } catch {
    // blocked storage holds nothing to clear
  }
  window.location.replace(address)
}

/**
 * In a tab that was left: a page that comes up by Back or Forward leads on to where the reader left for. Any other way to
 * a page ends this.
 * @param {Document} page
 */
export function stayAway (page) {
  const sendOn = () => {
    const address = leftFor()
    if (!address) return
    page.documentElement.hidden = true
    window.location.replace(address)
  }
  window.addEventListener('pageshow', event => {
    if (event.persisted) sendOn()
  })
  if (arrivedBy() === 'back_forward') sendOn()
  else forget()
}


function leftFor () {
  try {
    return window.sessionStorage.getItem(LEFT)
  } catch {
    return null
  }
}

function forget () {
  try {
    window.sessionStorage.removeItem(LEFT)
  } catch {
    // blocked storage holds nothing to forget
  }
}
