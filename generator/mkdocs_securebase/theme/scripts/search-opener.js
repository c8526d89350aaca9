import { ownScript } from './own-scripts.js'

/** Opens search; what it needs is fetched on first use, as scripts, so that it also works from files. */

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

/** Loads from the addresses that the page names: the index, search itself, and the texts, without which it finds less. */
function load (page, dialog) {
  for (const name of ['index', 'script', 'texts']) {
    const script = ownScript(page, dialog.dataset[name])
    script.addEventListener('load', () => dialog.dispatchEvent(new Event(name)))
    script.addEventListener('error', () => {
      const state = dialog.querySelector('[role="status"]')
      state.textContent = state.dataset.failed
      dialog.querySelector('.search-help').hidden = false
    })
  }
}
