/** A heading is a link to itself; a tap on it also copies that link. Without script it is a plain link. */

import { around, find } from './dom.js'

/** How long the notice stays, in milliseconds. */
const SHOWN = 4000

/** @param {Document} page */
export function startCopy (page) {
  const notice = find(page, '.said')
  if (!notice) return
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let shown
  /** @param {string} [words] */
  const tell = (words = '') => {
    clearTimeout(shown)
    notice.textContent = words
    shown = setTimeout(() => { notice.textContent = '' }, SHOWN)
  }
  page.addEventListener('click', async event => {
    const link = /** @type {HTMLAnchorElement | null} */ (around(event, '[data-copy]'))
    if (!link) return
    try {
      await navigator.clipboard.writeText(link.href)
      tell(notice.dataset.copied)
    } catch {
      tell(notice.dataset.notCopied)
    }
  })
}
