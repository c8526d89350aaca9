import { ownScript } from './own-scripts.js'

/** Opens search; its library and its index are fetched on first use, as scripts, so that it also works from files. */

/** @param {Document} page */
export function startSearch (page) {
  const dialog = page.getElementById('site_search')
  const opener = page.querySelector('[data-open="search"]')
  if (!dialog || !opener) return
  if (!dialog.showModal) {
    opener.hidden = true
    return
  }
  let asked = false

  opener.addEventListener('click', () => {
    dialog.showModal()
    dialog.querySelector('input').focus()
    if (!asked) load(page, dialog)
    asked = true
  })
  dialog.addEventListener('click', event => {
    if (event.target === dialog || event.target.closest('[data-close]')) dialog.close()
  })
}

/** Loads index and library, in this order, from the two addresses that the page names. */
function load (page, dialog) {
  for (const url of [dialog.dataset.index, dialog.dataset.script]) {
    ownScript(page, url).addEventListener('error', () => {
      const state = dialog.querySelector('[role="status"]')
      state.textContent = state.dataset.failed
    })
  }
}
