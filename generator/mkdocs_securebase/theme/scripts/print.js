/** Print buttons; and nothing stays folded away on paper. */

import { all, around } from './dom.js'

/** @param {Document} page */
export function startPrint (page) {
  page.addEventListener('click', event => {
    if (around(event, '[data-print]')) window.print()
  })
  /** @type {HTMLDetailsElement[]} */
  let opened = []
  window.addEventListener('beforeprint', () => {
    opened = /** @type {HTMLDetailsElement[]} */ (all(page, 'main details:not([open])'))
    for (const details of opened) details.open = true
  })
  window.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false
  })
}
