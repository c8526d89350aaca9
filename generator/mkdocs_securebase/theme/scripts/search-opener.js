/** Opens search. What it needs is loaded on first use, as scripts, so that it also works from files. */

import { around, find, get } from './dom.js'
import { ownScript } from './own-scripts.js'

/** @param {Document} page */
export function startSearch (page) {
  const dialog = /** @type {HTMLDialogElement | null} */ (find(page, '#site_search'))
  const opener = find(page, '[data-open="search"]')
  if (!dialog || !opener) return
  if (!dialog.showModal) {
    opener.hidden = true
    return
  }
  let asked = false

  opener.addEventListener('click', () => {
    dialog.showModal()
    get(dialog, 'input').focus()
    if (!asked) load(page, dialog)
    asked = true
  })
  dialog.addEventListener('click', event => {
    if (event.target === dialog || around(event, '[data-close]')) dialog.close()
  })
}

/**
 * Loads from the addresses that the page names: the index, search itself, and the texts, without which it finds less.
 * @param {Document} page @param {HTMLDialogElement} dialog
 */
function load (page, dialog) {
  for (const name of ['index', 'script', 'texts']) {
    const script = ownScript(page, dialog.dataset[name] ?? '')
    script.addEventListener('load', () => dialog.dispatchEvent(new Event(name)))
    script.addEventListener('error', () => {
      const state = get(dialog, '[role="status"]')
      state.textContent = state.dataset.failed ?? ''
      get(dialog, '.search-help').hidden = false
    })
  }
}
