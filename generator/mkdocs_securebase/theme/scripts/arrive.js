/** A link to a place on this page opens what is folded around that place; a link to a question opens its longer answer. */

import { placeClicked } from './dom.js'

/** @param {Document} page */
export function startArrive (page) {
  /**
   * @param {string} hash
   * @returns {Element | undefined} the place, if it was folded away until now
   */
  const open = hash => {
    const target = page.getElementById(hash.slice(1))
    if (!target) return undefined
    const answer = target.matches('.faq') && target.querySelector('details')
    if (answer) answer.open = true
    let folded
    for (let details = target.closest('details'); details; details = details.parentElement?.closest('details') ?? null) {
      if (!details.open) folded = target
      details.open = true
    }
    return folded
  }
  // A click is handled before the browser moves to the place, so the browser finds the place open.
  page.addEventListener('click', event => open(placeClicked(event)))
  const arrive = () => open(location.hash)?.scrollIntoView()
  window.addEventListener('hashchange', arrive)
  arrive()
}
