/** The menu as a drawer: a button opens it; Escape, its close button, a tap beside it and a way within the page close it. */

import { around, find, get } from './dom.js'

/** @param {Document} page */
export function startMenu (page) {
  const menu = find(page, '#site_menu')
  const opener = find(page, '[data-open="menu"]')
  if (!menu?.parentElement || !opener) return
  const others = [...menu.parentElement.children].filter(part => part !== menu && part.tagName !== 'DIALOG')
  const veil = page.createElement('div')
  veil.className = 'veil'

  /** @param {boolean} open */
  const turn = open => {
    menu.toggleAttribute('data-open', open)
    opener.setAttribute('aria-expanded', String(open))
    for (const part of others) /** @type {HTMLElement} */ (part).inert = open
    if (open) menu.before(veil)
    else veil.remove()
  }
  /** @param {boolean} open */
  const show = open => {
    turn(open)
    const target = open ? get(menu, '[data-close]') : opener
    target.focus()
  }
  opener.addEventListener('click', () => show(true))
  veil.addEventListener('click', () => show(false))
  menu.addEventListener('click', event => {
    if (around(event, '[data-close]')) show(false)
    else if (around(event, 'a[href^="#"]')) turn(false) // the browser moves focus to where the link leads
  })
  page.addEventListener('keydown', event => {
    if (event.key === 'Escape' && menu.hasAttribute('data-open')) show(false)
  })
}
