/** Room to write grows with the words, so that nothing is cut off on screen or on paper. */

/** @param {Document} page */
export function startSheets (page) {
  page.addEventListener('input', event => {
    const field = event.target
    if (!(field instanceof HTMLTextAreaElement)) return
    field.style.minHeight = ''
    field.style.minHeight = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`
  })
}
