/** A link to a place on this page opens what is folded around it; a link to a question opens its longer answer. */

/** @param {Document} page */
export function startArrive (page) {
  /** @returns {Element | undefined} the place, where it was folded away until now */
  const open = hash => {
    const target = page.getElementById(hash.slice(1))
    if (!target) return undefined
    const answer = target.matches('.faq') && target.querySelector('details')
    if (answer) answer.open = true
    let folded
    for (let around = target.closest('details'); around; around = around.parentElement.closest('details')) {
      if (!around.open) folded = target
      around.open = true
    }
    return folded
  }
  // A click comes before the browser moves to the place, so that it finds the place open.
  page.addEventListener('click', event => {
    const link = event.target.closest('a[href]')
    if (link?.hash && link.pathname === location.pathname) open(link.hash)
  })
  const arrive = () => open(location.hash)?.scrollIntoView()
  window.addEventListener('hashchange', arrive)
  arrive()
}
