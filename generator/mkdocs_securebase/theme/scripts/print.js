/** Print buttons, and paper that leaves nothing folded away. */

/** @param {Document} page */
export function startPrint (page) {
  page.addEventListener('click', event => {
    if (event.target.closest('[data-print]')) window.print()
  })
  let opened = []
  window.addEventListener('beforeprint', () => {
    opened = [...page.querySelectorAll('main details:not([open])')]
    for (const details of opened) details.open = true
  })
  window.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false
  })
}
